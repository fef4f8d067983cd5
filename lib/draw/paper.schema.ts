import { z } from 'zod'
import { uuid } from '@/lib/platform/fields/codes'
import { openKinds } from './paper.rules'

/** Which paper of which request. */
export const printPaperSchema = z.object({ id: uuid(), kind: z.enum(openKinds, { error: '请选择要打印的表' }) })
export type PrintPaper = z.output<typeof printPaperSchema>
