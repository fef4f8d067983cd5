import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { toSnapshot } from '@/lib/application/application.dto'
import { path } from '@/lib/dict/tree'
import type { EligibilityFacts } from '@/lib/eligibility/eligibility.dto'
import { covers, eligibility, isOpen } from '@/lib/eligibility/eligibility.rules'
import { judgeMany } from '@/lib/eligibility/judge.dal'
import { activatedBefore } from '@/lib/membership/dormancy.rules'
import type { Tx } from '@/lib/platform/db'
import type { Policy } from '@/lib/policy/policy.schema'
import { awaiting, publishing } from '@/lib/workflow/application.machine'
import type { Prisma } from '@/prisma/generated/client'
import { type PoolPage, type Preview, SAMPLE } from './preview.rules'

/** Two policies on one day in China. */
export type Both = { before: Policy; after: Policy; day: string }

/** Who is in the pool and could lose by new conditions. */
export const pooled = { status: { in: ['active', 'dormant', 'suspended'] } } satisfies Prisma.ExpertWhereInput

type Accepted = { condition: string; clause: string }

/** Whether somebody meets every condition, with what officers relaxed for him. */
function meetsAll(policy: Policy, facts: EligibilityFacts, accepted: readonly Accepted[], day: string): boolean {
  return eligibility(policy, facts, day).every(result => {
    const relaxed = result.outcome === 'relaxable' && accepted.some(one => covers(one, result))
    return relaxed || !isOpen({ ...result, accepted: null })
  })
}

/** The next experts after a cursor, judged under both. Its caller has asked the gate. */
export async function judgePage(
  _actor: Actor,
  tx: Tx,
  { before, after, day }: Both,
  cursor: string | null,
  take: number,
): Promise<PoolPage & { last: string | null }> {
  const experts = await tx.expert.findMany({
    where: { ...pooled, ...(cursor && { accountId: { gt: cursor } }) },
    select: { accountId: true, versionId: true, name: true, unitName: true, disciplines: { select: { code: true } } },
    orderBy: { accountId: 'asc' },
    take,
  })
  const versions = await tx.applicationVersion.findMany({
    where: { id: { in: experts.map(expert => expert.versionId) } },
    select: {
      id: true,
      snapshot: true,
      relaxations: { where: { withdrawnAt: null }, select: { condition: true, clause: true } },
    },
  })
  const byId = new Map(versions.map(version => [version.id, version]))
  const page: PoolPage = { looked: experts.length, lost: [], gained: [] }
  for (const { accountId: id, versionId, name, unitName, disciplines } of experts) {
    const version = byId.get(versionId)
    if (!version) continue
    const { person, sections } = toSnapshot(version.snapshot)
    const facts = { birthDate: person.birthDate, sections }
    const [met, willMeet] = [before, after].map(policy => meetsAll(policy, facts, version.relaxations, day))
    const top = disciplines.flatMap(({ code }) => path('discipline', code)[0] ?? [])
    if (met && !willMeet) page.lost.push({ id, name, unitName, disciplines: top })
    if (!met && willMeet) page.gained.push({ id, name, unitName })
  }
  return { ...page, last: experts.at(-1)?.accountId ?? null }
}

const OPEN_PAGE = 200

/** First applications under way, judged under both. */
export async function judgeOpen(actor: Actor, tx: Tx, { before, after }: Both): Promise<NonNullable<Preview['open']>> {
  const found = { looked: 0, lost: 0, lostSample: [] as string[], gained: 0, gainedSample: [] as string[] }
  for (let last: string | undefined; ; ) {
    const page = await tx.application.findMany({
      where: {
        kind: { not: 'change' },
        status: { in: [...awaiting, ...publishing] },
        ...(last && { id: { gt: last } }),
      },
      select: { id: true, number: true },
      orderBy: { id: 'asc' },
      take: OPEN_PAGE,
    })
    const ids = page.map(({ id }) => id)
    const [was, is] = [
      await judgeMany(actor, tx, { id: 0, policy: before }, ids),
      await judgeMany(actor, tx, { id: 0, policy: after }, ids),
    ]
    for (const { id, number } of page) {
      const [met, willMeet] = [was, is].map(judged => !judged.get(id)?.conditions.some(isOpen))
      if (met && !willMeet && ++found.lost <= SAMPLE) found.lostSample.push(number)
      if (!met && willMeet && ++found.gained <= SAMPLE) found.gainedSample.push(number)
    }
    found.looked += page.length
    last = page.at(-1)?.id
    if (page.length < OPEN_PAGE) return found
  }
}

/** How many have passed so many years without a login, under both. */
export async function countMembership(
  _actor: Actor,
  tx: Tx,
  { before, after, day }: Both,
): Promise<NonNullable<Preview['membership']>> {
  const quiet = (status: 'active' | 'dormant', years: number | null) =>
    years === null ? 0 : tx.expert.count({ where: { status, activatedAt: { lt: activatedBefore(day, years) } } })
  return {
    sleepBefore: await quiet('active', before.membership.dormantAfterYears),
    sleepAfter: await quiet('active', after.membership.dormantAfterYears),
    leaveBefore: await quiet('dormant', before.membership.leaveAfterYears),
    leaveAfter: await quiet('dormant', after.membership.leaveAfterYears),
  }
}
