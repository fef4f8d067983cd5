import { z } from 'zod'
import { optional, please } from '@/lib/platform/fields/atom'
import { uuid, version } from '@/lib/platform/fields/codes'
import { longText, shortText } from '@/lib/platform/fields/texts'

/** What an administrator of the unit decides about a person; the reason is judged by the machine. */
export const decideAffiliationSchema = z.object({
  id: uuid(),
  version: version(),
  event: z.enum(['approve', 'refuse', 'lock', 'unlock'], { error: '请选择审核结果' }),
  opinion: optional(longText('意见', 500)),
})
export type DecideAffiliation = z.output<typeof decideAffiliationSchema>

const chooseUnit = '请选择所在单位'

/**
 * 所在单位 and 所在部门: one of the unit's own list, or in the person's words where the unit keeps none. Which of the
 * two is owed hangs on the unit, and is judged by the server.
 */
export const placeSchema = z.object({
  unitId: z.string({ error: chooseUnit }).min(1, chooseUnit).pipe(uuid()),
  divisionId: optional(uuid()).optional(),
  divisionName: optional(shortText('所在部门', 100)).optional(),
})
export type Place = z.output<typeof placeSchema>

export const divisionOwed = please('所在部门')

/** 修改单位; the version is that of the affiliation the page was shown. */
export const moveSchema = z.object({ ...placeSchema.shape, version: version() })
export type Move = z.output<typeof moveSchema>
