import type { StaffActor } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { moveDraft, saveDraftPart, startDraft } from '@/lib/policy/console/draft.dal'
import { toForm } from '@/lib/policy/console/form.rules'
import { type PartCode, type PolicyKey, partOf, specFor } from '@/lib/policy/console/parts.schema'
import { releaseDraft } from '@/lib/policy/console/release.dal'
import { viewPolicies } from '@/lib/policy/console/versions.dal'
import { type Policy, policySchema } from '@/lib/policy/policy.schema'
import { prove } from './staff'

/** The draft under way as it is stored. */
export const draft = () =>
  db().policyDraft.findFirstOrThrow({ where: { status: { in: ['editing', 'submitted', 'returned'] } } })

/** What a form of a part sends after somebody changed the policy in it. */
export async function save(actor: StaffActor, part: PartCode, change: (policy: Policy) => Partial<Policy>) {
  const { id, version, data } = await draft()
  const policy = policySchema.parse(data)
  const after = { ...policy, ...change(policy) }
  const keys: readonly PolicyKey[] = partOf(part)!.keys
  const values = JSON.parse(
    JSON.stringify(Object.fromEntries(keys.map(key => [key, toForm(specFor(key), after[key])]))),
  )
  return saveDraftPart(actor, { id, version, part, values })
}

export async function move(actor: StaffActor, event: 'submit' | 'takeBack' | 'return' | 'discard', opinion?: string) {
  const { id, version } = await draft()
  return moveDraft(actor, { id, version, event, opinion })
}

/** Releases what was sent, with the second factor. */
export async function release(actor: StaffActor, day?: string) {
  const { id, version } = await draft()
  await prove(actor, 'policy.release', id)
  return releaseDraft(actor, { id, version, when: day ? 'day' : 'now', day, reason: '局务会议讨论通过。' })
}

/** A draft from the newest version. */
export const begin = async (by: StaffActor) => startDraft(by, { baseId: (await viewPolicies(by)).newestId })

/** A draft that one manager changed and sent. */
export async function sent(by: StaffActor, part: PartCode, change: (policy: Policy) => Partial<Policy>) {
  await begin(by)
  await save(by, part, change)
  await move(by, 'submit')
}

/** The age of the first condition about it, in its article too. */
export const withAge =
  (max: number) =>
  ({ conditions }: Policy): Partial<Policy> => ({
    conditions: {
      ...conditions,
      list: conditions.list.map(one =>
        one.kind === 'age' ? { ...one, max, title: `年龄一般不超过 ${max} 周岁` } : one,
      ),
    },
  })

export const inDays = (days: number): Date => new Date(now().getTime() + days * 86_400_000)
