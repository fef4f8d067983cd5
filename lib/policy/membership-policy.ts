import { z } from 'zod'

/** The nine reasons for an exit of S§8, in the order of the article; `kept` codes never change their meaning. */
export const exitReasons = [
  'unfit',
  'ownWish',
  'corruption',
  'absence',
  'unfair',
  'leak',
  'noAvoidance',
  'offence',
  'other',
] as const
export type ExitReason = (typeof exitReasons)[number]

const years = z.int().min(1).max(20).nullable()
const months = z.int().min(0).max(600)

/** Months until somebody who left for a reason may apply again; a reason that is not named bars nobody. */
const defaultBars: Partial<Record<ExitReason, number>> = {
  corruption: 60,
  absence: 24,
  unfair: 36,
  leak: 60,
  noAvoidance: 36,
  offence: 60,
  other: 12,
}

/**
 * How long somebody stays in the pool, and how he leaves it (S§8, S§9, 激活 of the guide). Without `dormantAfterYears`
 * nobody falls asleep, and without `leaveAfterYears` nobody leaves by himself.
 */
export const membershipSchema = z
  .object({
    /** calendar years without a login until 休眠; null: there is none */
    dormantAfterYears: years.default(null),
    /** calendar years without a login until 自动出库; null: there is none */
    leaveAfterYears: years.default(null),
    /** reminders so many days before either, the longest first */
    reminderDays: z
      .array(z.int().min(1).max(180))
      .min(1)
      .max(5)
      .refine(list => list.every((days, at) => at === 0 || days < list[at - 1]!), { error: '提醒天数要从多到少' })
      .default([30, 7, 1]),
    /** what the system may do of one kind on one day without asking: this part of the pool, or at least so many */
    massCap: z
      .object({ share: z.number().min(0).max(1), atLeast: z.int().min(1).max(100_000) })
      .default({ share: 0.02, atLeast: 20 }),
    /** days in which an automatic exit is undone on the expert's own request */
    reversibleDays: z.int().min(0).max(365).default(90),
    /** days an expert has to answer a proposed exit */
    hearingDays: z.int().min(1).max(90).default(10),
    /** calendar years for which what somebody submitted is kept after he left; null: no end is fixed */
    keepAfterExitYears: z.int().min(1).max(50).nullable().default(null),
    reentryMonths: z.partialRecord(z.enum(exitReasons), months).default(defaultBars),
  })
  .refine(policy => policy.leaveAfterYears === null || policy.dormantAfterYears !== null, {
    error: '有自动出库的，要先有休眠',
  })
  .refine(policy => (policy.leaveAfterYears ?? Number.POSITIVE_INFINITY) > (policy.dormantAfterYears ?? 0), {
    error: '自动出库要晚于休眠',
  })

export type MembershipPolicy = z.infer<typeof membershipSchema>

/** What holds where a policy says nothing: no dormancy, no automatic exit. */
export const defaultMembership: MembershipPolicy = membershipSchema.parse({})
