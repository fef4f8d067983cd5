import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { uuid, version } from '@/lib/platform/fields/codes'
import { longText } from '@/lib/platform/fields/texts'

export const reasonMax = 500
const reason = (label: string) => longText(label, reasonMax, 2)

/** `baseId`: the newest version as the page showed it. */
export const startDraftSchema = z.object({ baseId: z.int({ error: '请刷新页面后再试' }) })

export const draftStepSchema = z.object({ id: uuid(), version: version() })

/** One part of the draft as its form holds it; what is in it is read by the policy's own schema. */
export const savePartSchema = z.object({
  id: uuid(),
  version: version(),
  part: z.string().max(40),
  values: z.record(z.string(), z.unknown()),
})
export type SavePart = z.output<typeof savePartSchema>

/** Send to be released, take back, return with remarks, discard. */
export const moveDraftSchema = z.object({
  id: uuid(),
  version: version(),
  event: z.enum(['submit', 'takeBack', 'return', 'discard'], { error: '请选择办理结果' }),
  opinion: optional(longText('说明', reasonMax)).optional(),
})
export type MoveDraft = z.output<typeof moveDraftSchema>

/** `day` with `when: day` only: the day in China at whose beginning the rules come into force. */
export const releaseSchema = z
  .object({
    id: uuid(),
    version: version(),
    when: z.enum(['now', 'day'], { error: '请选择什么时候生效' }),
    day: z.string().max(20).optional(),
    reason: reason('发布的理由'),
  })
  .refine(({ when, day }) => when === 'now' || /^\d{4}-\d{2}-\d{2}$/.test(day ?? ''), {
    path: ['day'],
    error: '请填写生效日期',
  })
export type ReleasePolicy = z.output<typeof releaseSchema>

export const withdrawPolicySchema = z.object({
  id: z.int({ error: '请刷新页面后再试' }).min(1).max(2_147_483_646),
  reason: reason('收回的理由'),
})
