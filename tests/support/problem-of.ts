import type { z } from 'zod'

/** The first sentence an atom answers with, or '' when it accepts the input. */
export const problemOf = (schema: z.ZodType, input: unknown): string =>
  schema.safeParse(input).error?.issues[0]?.message ?? ''
