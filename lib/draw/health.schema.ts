import { z } from 'zod'
import { uuid } from '@/lib/platform/fields/codes'
import { capAskedSchema, groupAskSchema } from './ask.schema'

const instant = z.iso.datetime({ offset: true }).nullable().default(null)

/** What a form holds of a request while it is typed; groups that are not complete yet are left out by the form. */
export const checkAskSchema = z.object({
  /** a request that is stored already: whoever avoids it is out */
  requestId: uuid().nullable().default(null),
  kind: z.enum(['first', 'supplement']).default('first'),
  sessionFrom: instant,
  sessionTo: instant,
  groups: z
    .array(groupAskSchema.extend({ groupId: uuid().nullable().default(null), name: z.string().trim().min(1).max(50) }))
    .min(1)
    .max(30),
  caps: z.array(capAskedSchema).max(10).default([]),
})
export type CheckAsk = z.output<typeof checkAskSchema>
export type CheckAskInput = z.input<typeof checkAskSchema>
