import { z } from 'zod'
import { uuid } from '@/lib/platform/fields/codes'

const version = z.int().min(0)

export const runDrawSchema = z.object({ roundId: uuid(), version })
export type RunDraw = z.infer<typeof runDrawSchema>

export const voidDrawSchema = z.object({
  drawId: uuid(),
  /** of the round, as it was seen */
  version,
  opinion: z.string().trim().min(1, '请写明为什么宣布无效。').max(500, '不超过 500 个字。'),
})
export type VoidDraw = z.infer<typeof voidDrawSchema>
