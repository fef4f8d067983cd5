import { z } from 'zod'
import { optional } from './atom'
import { uuid, version } from './codes'
import { longText } from './texts'

/** A page of a list is no longer than this. */
const MOST = 100

/**
 * One decision about many: each of them is a decision of its own, and all go the same way, onwards or back.
 * @param onwards the events that agree; which of them one takes depends on where it stands
 * @param back the event that gives back, for which a reason is owed
 */
export function manySchema<const On extends string, const Back extends string>(
  onwards: readonly [On, ...On[]],
  back: Back,
) {
  const events: [On | Back, ...(On | Back)[]] = [back, ...onwards]
  return z
    .object({
      items: z
        .array(z.object({ id: uuid(), version: version(), event: z.enum(events, { error: '请选择审核结果' }) }))
        .min(1, '请先在列表中勾选')
        .max(MOST, `一次最多办理 ${MOST} 条，请分几次办理`),
      /** everything that was ticked: what is proved by the second factor, though it is sent a few at a time */
      all: z.array(uuid()).min(1, '请先在列表中勾选').max(MOST, `一次最多办理 ${MOST} 条，请分几次办理`),
      opinion: optional(longText('意见', 500)).optional(),
    })
    .refine(({ items }) => new Set(items.map(item => item.event === back)).size === 1, {
      path: ['items'],
      error: '通过和退回请分开办理。',
    })
    .refine(({ items, opinion }) => items.every(item => item.event !== back) || Boolean(opinion?.trim()), {
      path: ['opinion'],
      error: '请写明理由，对方会看到这段话。',
    })
}

/** What a preview of the same is asked: whether each of them can be decided so now. */
export const previewManySchema = <const E extends string>(events: readonly [E, ...E[]]) =>
  z.object({
    items: z
      .array(z.object({ id: uuid(), version: version(), event: z.enum([...events] as [E, ...E[]]) }))
      .min(1, '请先在列表中勾选')
      .max(MOST, `一次最多办理 ${MOST} 条，请分几次办理`),
  })
