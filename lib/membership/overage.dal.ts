import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { addYears, ageOn } from '@/lib/platform/fields/age'
import { chinaDay, storedDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { Prisma } from '@/prisma/generated/client'
import { decideMember } from './decide.dal'
import type { Overage, OverageRow } from './membership.dto'

/** The page names so many; it counts the whole. */
const SHOWN = 200

type AgeCondition = Extract<Policy['conditions']['list'][number], { kind: 'age' }>
type Row = { id: string; version: number; name: string; unitName: string; birthDate: Date }

const ageOf = (policy: Policy): AgeCondition | null =>
  policy.conditions.list.find(condition => condition.kind === 'age') ?? null

/** Who is in the pool, too old for the condition and without a relaxation of it for the version in force. */
function tooOld(age: AgeCondition): Prisma.Sql {
  const bornUpTo = new Date(addYears(chinaDay(now()), -(age.max + 1)))
  return Prisma.sql`
    FROM expert e JOIN application_version v ON v.id = e.version_id
    WHERE e.status IN ('active', 'dormant', 'suspended') AND e.birth_date <= ${bornUpTo}::date
      AND NOT EXISTS (SELECT 1 FROM relaxation r WHERE r.application_id = v.application_id
        AND r.version_number = v.number AND r.condition = ${age.code} AND r.withdrawn_at IS NULL)`
}

const columns = Prisma.sql`e.account_id::text AS id, e.version, e.name, e.unit_name AS "unitName", e.birth_date AS "birthDate"`

const toRow = ({ birthDate, ...row }: Row): OverageRow => ({
  ...row,
  age: ageOn(storedDay(birthDate), chinaDay(now())),
})

/**
 * Experts who have become too old for the condition of the policy and for whom nobody relaxed it (S§8①): the system names
 * them, and a person proposes the exit. null where the policy has no age.
 */
export async function viewOverage(actor: Actor): Promise<Overage | null> {
  await allow(actor, 'membership.list')
  const { policy } = await currentPolicy()
  const age = ageOf(policy)
  if (!age) return null
  const [people, [counted]] = await Promise.all([
    db().$queryRaw<Row[]>`SELECT ${columns} ${tooOld(age)} ORDER BY e.birth_date, e.account_id LIMIT ${SHOWN}`,
    db().$queryRaw<{ count: bigint }[]>`SELECT count(*) AS count ${tooOld(age)}`,
  ])
  return { article: age.article, title: age.title, count: Number(counted!.count), people: people.map(toRow) }
}

/**
 * 提出出库 for somebody on that list: a proposed exit like any other (S§8①), with the ground the list says itself.
 * @param input.remark what an official adds to the ground
 * @throws Refusal refused when he is no longer too old by the policy, or it was relaxed; else as `decideMember`
 */
export async function proposeOverage(
  actor: Actor,
  input: { id: string; version: number; remark?: string | null },
): Promise<{ label: string }> {
  await allow(actor, 'membership.propose', { type: 'expert', id: input.id })
  const { policy } = await currentPolicy()
  const age = ageOf(policy)
  const found = age
    ? await db().$queryRaw<Row[]>`SELECT ${columns} ${tooOld(age)} AND e.account_id = ${input.id}::uuid`
    : []
  const [row] = found
  if (!age || !row) throw refused('这位专家现在不在超过年龄条件的名单里。请刷新页面查看。')
  const grounds = `到 ${chinaDay(now())} 已满 ${toRow(row).age} 周岁，超过${age.article}“${age.title}”，没有认定过放宽。`
  const opinion = [grounds, input.remark?.trim()].filter(Boolean).join('\n')
  return decideMember(actor, { id: input.id, version: input.version, event: 'proposeExit', reason: 'unfit', opinion })
}
