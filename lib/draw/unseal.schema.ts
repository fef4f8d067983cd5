import { z } from 'zod'
import { uuid } from '@/lib/platform/fields/codes'

/** Which list is opened. */
export const unsealSchema = z.object({ id: uuid() })
export type Unseal = z.output<typeof unsealSchema>
