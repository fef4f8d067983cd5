import { z } from 'zod'

/**
 * 自动入库 (S§5): whether those who hold the qualification of a superior pool come in without an application, what that
 * pool is called and which article says so. Lists of those one has already (存量) are taken everywhere.
 */
export const intakeSchema = z.object({
  automatic: z
    .object({ pool: z.string().min(1).max(60), article: z.string().min(1).max(100) })
    .nullable()
    .default(null),
})
export type IntakePolicy = z.infer<typeof intakeSchema>
export const defaultIntake: IntakePolicy = { automatic: null }
