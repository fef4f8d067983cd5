import { z } from 'zod'
import { uuid, version } from '@/lib/platform/fields/codes'
import { longText, shortText } from '@/lib/platform/fields/texts'

export const createPublicitySchema = z.object({})

/** The words of a batch; with `publish` it becomes public in the same step. */
export const savePublicitySchema = z.object({
  id: uuid(),
  version: version(),
  title: shortText('标题', 200),
  body: longText('正文', 5000),
  contact: longText('受理异议的联系方式', 500),
  publish: z.boolean().optional(),
})
export type SavePublicity = z.output<typeof savePublicitySchema>

export const dropPublicitySchema = z.object({ id: uuid(), version: version() })

/** Takes one person off a draft, or everybody who waits and is not in one into it. */
export const entrySchema = z.object({ id: uuid(), entryId: uuid() })
export const gatherSchema = z.object({ id: uuid() })
