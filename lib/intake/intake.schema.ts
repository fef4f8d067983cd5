import { z } from 'zod'
import { uuid, version } from '@/lib/platform/fields/codes'
import { plainDate } from '@/lib/platform/fields/dates'
import { longText, shortText } from '@/lib/platform/fields/texts'
import { intakeKinds } from './columns.rules'

export const createIntakeSchema = z.object({
  kind: z.enum(intakeKinds, { error: '请选择名单的种类' }),
  title: shortText('批次名称', 100),
  source: shortText('来源', 200),
})
export type CreateIntake = z.output<typeof createIntakeSchema>

export const intakeStepSchema = z.object({ id: uuid(), version: version() })
export type IntakeStep = z.output<typeof intakeStepSchema>

/** 确认入库: on what ground, and from which day on the years of 休眠 are counted. */
export const confirmIntakeSchema = intakeStepSchema.extend({
  goLiveOn: plainDate('启用日期'),
  reason: longText('入库依据', 500),
})
export type ConfirmIntake = z.output<typeof confirmIntakeSchema>

export const endIntakeSchema = intakeStepSchema.extend({ reason: longText('原因', 500) })
export type EndIntake = z.output<typeof endIntakeSchema>
