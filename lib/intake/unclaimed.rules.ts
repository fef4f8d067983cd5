import type { ListSpec } from '@/lib/platform/list-params'

/** People in one sending; whoever has more presses again. */
export const MOST_REMINDED = 300
/** Nobody is asked more often. */
export const REMIND_EVERY_DAYS = 7

/** The day before which somebody was last asked who may be asked again. */
export const askedBefore = (at: Date): Date => new Date(at.getTime() - REMIND_EVERY_DAYS * 86_400_000)

export const unclaimedSpec = {
  sorts: ['since'],
  order: 'asc',
  filters: { name: { kind: 'text' } },
} as const satisfies ListSpec
