import { z } from 'zod'
import { uuid } from '@/lib/platform/fields/codes'
import { publicReason } from './public-reason.schema'

const version = z.int().min(0)

export const runDrawSchema = z.object({ roundId: uuid(), version })
export type RunDraw = z.infer<typeof runDrawSchema>

export const tryDrawSchema = z.object({ roundId: uuid() })
export type TryDraw = z.infer<typeof tryDrawSchema>

export const voidDrawSchema = z.object({
  drawId: uuid(),
  /** of the round, as it was seen */
  version,
  opinion: publicReason,
})
export type VoidDraw = z.infer<typeof voidDrawSchema>
