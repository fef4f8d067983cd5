import { z } from 'zod'
import { uuid } from '@/lib/platform/fields/codes'
import { shortText } from '@/lib/platform/fields/texts'

/** Whose number is to be seen in clear, and what for. */
export const revealSchema = z.object({ id: uuid(), reason: shortText('查看原因', 100, 2) })
export type Reveal = z.output<typeof revealSchema>
