import { z } from 'zod'
import { conditionsAskedSchema } from './ask.schema'

const caps = z.array(z.object({ feature: z.string(), most: z.int() }))

/** What an attempt was drawn for, as it stands with it: nothing that is asked for later changes what it is reckoned from. */
export const drawnForSchema = z.object({
  panels: z.array(
    z.object({
      groupId: z.string().nullable(),
      name: z.string(),
      size: z.int(),
      alternates: z.int(),
      conditions: conditionsAskedSchema,
      quotas: z.array(z.object({ feature: z.string(), value: z.string(), min: z.int(), max: z.int() })),
      caps,
    }),
  ),
  caps,
})
