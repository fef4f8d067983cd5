import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { isOwnPhone, isSamePerson } from '@/lib/access/same-person'
import { currentCalendar } from '@/lib/calendar/calendar.public.dal'
import { toFileDto } from '@/lib/file/file.dto'
import { arrived } from '@/lib/file/tie'
import { hasInvited } from '@/lib/invite/accepted.dal'
import type { WorkCalendar } from '@/lib/platform/calendar'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { maskEmail, maskPhone } from '@/lib/platform/fields/masks'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { applicationLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import type { ApplicationStatus } from '@/lib/workflow/application.machine'
import { historyOf, tookLast } from '@/lib/workflow/history.dal'
import { openEvents, stepLabel } from '@/lib/workflow/machine'
import { type ObjectionFacts, type ObjectionStatus, objectionMachine } from '@/lib/workflow/objection.machine'
import { waitSince } from '@/lib/workflow/wait.rules'
import type { Objection, Prisma } from '@/prisma/generated/client'
import { kindWords, type ObjectionRow, type ObjectionView } from './objection.dto'
import type { ObjectionKind } from './objection.schema'
import { endsSoon, lastDay } from './publicity.rules'

export type ObjectionFilter = {
  open?: boolean
  /** part of the name of who it is about, of his unit, or of the number of the 公示 */
  text?: string
}
export type ObjectionQuery = ObjectionFilter & PageRequest & { sort: 'asc' | 'desc' }

const waits: ObjectionStatus[] = ['lead', 'checking']

function wanted({ open, text }: ObjectionFilter): Prisma.ObjectionWhereInput {
  const words = text?.trim()
  return {
    AND: [
      open ? { status: { in: waits } } : {},
      words
        ? {
            OR: [
              { entry: { name: { contains: words } } },
              { entry: { unitName: { contains: words } } },
              { batch: { number: { contains: words } } },
            ],
          }
        : {},
    ],
  }
}

const withPlace = {
  entry: { select: { name: true, unitName: true, applicationId: true } },
  batch: { select: { number: true, endsAt: true } },
} satisfies Prisma.ObjectionInclude

type Row = Prisma.ObjectionGetPayload<{ include: typeof withPlace }>

type Under = { policy: Policy; calendar: WorkCalendar; at: Date }

const toRow = (row: Row, { policy, calendar, at }: Under): ObjectionRow => ({
  id: row.id,
  expertName: row.entry.name,
  unitName: row.entry.unitName,
  batchNumber: row.batch.number!,
  kindLabel: kindWords(row.kind as ObjectionKind, row.arrivedOn !== null),
  status: row.status,
  statusLabel: objectionMachine.labels[row.status],
  filedAt: row.filedAt,
  lastDay: lastDay(row.batch.endsAt!),
  soon: waits.includes(row.status) ? endsSoon(row.batch.endsAt!, at) : null,
  wait: waits.includes(row.status) ? waitSince(row.filedAt, policy.path.aims.objection, at, calendar) : null,
})

/** One page of the objections by when they came. */
export async function listObjections(actor: Actor, query: ObjectionQuery): Promise<Page<ObjectionRow>> {
  await allow(actor, 'objection.view')
  const rows = await db().objection.findMany({
    where: { AND: [wanted(query), beyond(query, query.sort, 'filedAt')] },
    orderBy: [{ filedAt: query.sort }, { id: query.sort }],
    take: query.size + 1,
    include: withPlace,
  })
  const page = finishPage(rows, query, row => ({ at: row.filedAt, id: row.id }))
  const under = await underNow()
  return { ...page, rows: page.rows.map(row => toRow(row, under)) }
}

async function underNow(): Promise<Under> {
  const [{ policy }, calendar] = await Promise.all([currentPolicy(), currentCalendar()])
  return { policy, calendar, at: now() }
}

/** How many objections there are, or wait for a decision. */
export async function countObjections(actor: Actor, query: ObjectionFilter): Promise<number> {
  await allow(actor, 'objection.view')
  return db().objection.count({ where: wanted(query) })
}

/** What decides about an objection beyond its status: who it is about and came by, and whether he can still be held. */
export async function objectionFacts(
  actor: Actor,
  tx: Tx,
  policy: Policy,
  objection: Pick<Objection, 'id' | 'phoneIndex'>,
  application: { id: string; kind: string; accountId: string; status: ApplicationStatus },
): Promise<ObjectionFacts> {
  const there = application.status === 'published' || application.status === 'objected'
  const label = applicationLabels(policy)[application.status]
  return {
    ownApplication: await isSamePerson(actor, application.accountId, tx),
    ownObjection: await isOwnPhone(actor, objection.phoneIndex, tx),
    broughtIn: await tookLast(actor, tx, 'objection', objection.id, ['register', 'take']),
    // 同意拟入库 was his
    approved: await tookLast(actor, tx, 'application', application.id, ['approve']),
    invitedHim: await hasInvited(actor, application),
    gone: there
      ? null
      : `这位专家的申请现在是「${label}」，已经不在公示中，不能再暂停。请选“记录，不采用”；情况属实的，入库后按出库办理。`,
  }
}

/**
 * One objection with its proof, who objected, and what can be decided now. That it was read is audited.
 * @throws Refusal notFound
 */
export async function viewObjection(actor: Actor, id: string): Promise<ObjectionView> {
  const subject = { type: 'objection', id }
  await allow(actor, 'objection.view', subject)
  const row = uuid().safeParse(id).success
    ? await db().objection.findUnique({ where: { id }, include: { ...withPlace, files: { where: arrived } } })
    : null
  if (!row) return deny(actor, 'objection.view', subject)
  const under = await underNow()
  const { policy } = under
  const application = await db().application.findUniqueOrThrow({ where: { id: row.entry.applicationId } })
  // who objected to somebody is nothing he reads himself, whatever else he is
  if (await isSamePerson(actor, application.accountId)) return deny(actor, 'objection.view', subject)
  await audit(db(), actor, { action: 'objection.view', objectType: 'objection', objectId: id, result: 'done' })
  return {
    ...toRow(row, under),
    receipt: row.receipt,
    batchId: row.batchId,
    applicationId: application.id,
    applicationStatus: application.status,
    applicationStatusLabel: applicationLabels(policy)[application.status],
    arrivedOn: row.arrivedOn?.toISOString().slice(0, 10) ?? null,
    by: objectorOf(row),
    grounds: row.grounds,
    files: row.files.map(toFileDto),
    version: row.version,
    history: (await historyOf(actor, 'objection', id)).map(step => ({
      ...step,
      label: stepLabel(objectionMachine, step),
      toLabel: objectionMachine.labels[step.to as ObjectionStatus],
    })),
    events: openEvents(
      objectionMachine,
      row.status,
      actor,
      await objectionFacts(actor, db(), policy, row, application),
    ),
  }
}

const clear = (row: Objection, column: 'name' | 'phone' | 'email', cipher: string) =>
  decryptField(cipher, { table: 'objection', id: row.id, column })

const objectorOf = (row: Objection): ObjectionView['by'] =>
  row.nameCipher === null
    ? null
    : {
        name: clear(row, 'name', row.nameCipher),
        phoneMask: row.phoneCipher && maskPhone(clear(row, 'phone', row.phoneCipher)),
        emailMask: row.emailCipher && maskEmail(clear(row, 'email', row.emailCipher)),
        unitName: row.unitName,
      }
