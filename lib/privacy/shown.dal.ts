import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { db, type Tx } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Shown } from './shown.dto'

type Found = { office: string; kind: 'handled' | 'read' | 'revealed'; count: number; last: Date }

/**
 * Which offices and units have handled or opened what belongs to the individual, from the histories and the audit
 * trail; the newest first. Offices, never the people in them (trust PR7).
 */
export async function shownTo(actor: Actor, tx: Tx = db()): Promise<Shown[]> {
  await allow(actor, 'person.viewOwn')
  const { accountId } = actor as IndividualActor
  const select = { id: true }
  const applications = await tx.application.findMany({ where: { accountId }, select })
  const affiliations = await tx.affiliation.findMany({ where: { accountId }, select })
  const files = await tx.storedFile.findMany({
    where: { OR: [{ ownerId: accountId }, { personId: accountId }] },
    select,
  })
  const ids = (rows: { id: string }[]) => rows.map(row => row.id)
  const mine = { applications: ids(applications), affiliations: ids(affiliations), files: ids(files) }
  const found = [...(await handled(tx, accountId, mine)), ...(await opened(tx, accountId, mine))]
  const offices = new Map<string, Shown>()
  for (const { office, kind, count, last } of found) {
    const shown = offices.get(office) ?? { office, handled: 0, read: 0, revealed: 0, last }
    shown[kind] += count
    if (last > shown.last) shown.last = last
    offices.set(office, shown)
  }
  return [...offices.values()].sort((a, b) => b.last.getTime() - a.last.getTime())
}

type Mine = { applications: string[]; affiliations: string[]; files: string[] }

async function handled(tx: Tx, accountId: string, mine: Mine): Promise<Found[]> {
  const rows = await tx.statusHistory.groupBy({
    by: ['actorOffice'],
    where: {
      actorId: { not: accountId },
      OR: [
        { subjectType: 'application', subjectId: { in: mine.applications } },
        { subjectType: 'affiliation', subjectId: { in: mine.affiliations } },
      ],
    },
    _count: { _all: true },
    _max: { at: true },
  })
  return rows.map(row => ({ office: row.actorOffice, kind: 'handled', count: row._count._all, last: row._max.at! }))
}

async function opened(tx: Tx, accountId: string, mine: Mine): Promise<Found[]> {
  const rows = await tx.auditEvent.groupBy({
    by: ['actorId', 'action'],
    where: {
      result: 'done',
      AND: [{ actorId: { not: null } }, { actorId: { not: accountId } }],
      OR: [
        { objectType: 'file', objectId: { in: mine.files }, action: 'file.read' },
        { objectType: 'application', objectId: { in: mine.applications }, action: { endsWith: '.reveal' } },
        // the paper of a desk bears his numbers
        { objectType: 'application', objectId: { in: mine.applications }, action: 'application.form' },
        {
          objectType: { in: ['person', 'account', 'expert'] },
          objectId: accountId,
          action: { contains: '.reveal' },
        },
      ],
    },
    _count: { _all: true },
    _max: { at: true },
  })
  const offices = await officesOf(tx, [...new Set(rows.map(row => row.actorId!))])
  return rows.map(row => ({
    office: offices.get(row.actorId!) ?? '其他',
    kind: row.action === 'file.read' ? 'read' : 'revealed',
    count: row._count._all,
    last: row._max.at!,
  }))
}

/** Where somebody works, as histories call it. */
async function officesOf(tx: Tx, ids: string[]): Promise<Map<string, string>> {
  const authority = (await currentPolicy()).policy.authority.name
  const accounts = await tx.account.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      unitAdmin: { select: { unit: { select: { name: true } } } },
      post: { select: { office: { select: { name: true } }, department: { select: { name: true } } } },
    },
  })
  return new Map(
    accounts.map(({ id, unitAdmin, post }) => {
      const bureau = post?.office ? `${authority}${post.office.name}` : authority
      return [id, unitAdmin?.unit.name ?? post?.department?.name ?? bureau]
    }),
  )
}
