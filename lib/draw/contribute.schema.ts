import { z } from 'zod'
import { uuid } from '@/lib/platform/fields/codes'
import { invisibleAt } from '@/lib/platform/text'
import { roles } from './contributor.rules'
import { publicReason } from './public-reason.schema'
import { whyNotAdded } from './seal.rules'

const hex = z.string().regex(/^[0-9a-f]{64}$/, '请刷新页面后再试。')
const role = z.enum(roles)
/** What somebody adds, as it stands in the certificate. */
export const wordsField = z
  .string()
  .trim()
  .min(1, '请填写内容，或点「随机生成」。')
  .max(500, '不超过 500 个字。')
  .superRefine((words, context) => {
    // a sign that the database cannot keep would be found out only when the last of the three arrives, whom it would stop
    const at = invisibleAt(words, { lines: true })
    const hidden = at > 0 ? `第 ${at} 个字是看不见的特殊字符，请删去它，或重新手工输入。` : null
    const why = hidden ?? whyNotAdded(words)
    if (why) context.addIssue({ code: 'custom', message: why })
  })

export const contributeSchema = z
  .object({
    sealId: uuid(),
    role,
    /** system: encrypted with us until all three are there; self: he keeps what opens it */
    keeper: z.enum(['system', 'self']),
    commitment: hex,
    nonce: hex.nullable(),
    contribution: wordsField.nullable(),
  })
  .refine(({ keeper, nonce, contribution }) => (keeper === 'system') === (nonce !== null && contribution !== null), {
    path: ['contribution'],
    error: '请刷新页面后再试。',
  })
export type ContributeDraw = z.infer<typeof contributeSchema>

export const revealSchema = z.object({
  sealId: uuid(),
  nonce: z
    .string()
    .transform(text => text.replaceAll(/\s/g, '').toLowerCase())
    .pipe(z.string().regex(/^[0-9a-f]{64}$/, '随机码是 64 位数字和字母，请照留底完整填写。')),
  contribution: wordsField,
})
export type RevealDraw = z.infer<typeof revealSchema>

export const endSealSchema = z.object({
  sealId: uuid(),
  opinion: publicReason,
})
export type EndSeal = z.infer<typeof endSealSchema>

export const sealAgainSchema = z.object({ roundId: uuid() })
export type SealAgain = z.infer<typeof sealAgainSchema>

export const stopSealingSchema = z.object({ roundId: uuid() })
export type StopSealing = z.infer<typeof stopSealingSchema>
