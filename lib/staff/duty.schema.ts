import { z } from 'zod'
import { disciplineCode, uuid } from '@/lib/platform/fields/codes'
import { plainDate } from '@/lib/platform/fields/dates'
import { longText, shortText } from '@/lib/platform/fields/texts'

/** 增加分工: a reviewer and one unit, department or discipline. */
export const addDutySchema = z.discriminatedUnion(
  'kind',
  [
    z.object({
      accountId: uuid(),
      kind: z.literal('unit'),
      target: z.string().min(1, '请从列表中选择单位').pipe(uuid()),
    }),
    z.object({
      accountId: uuid(),
      kind: z.literal('department'),
      target: z.string().min(1, '请选择归口管理部门').pipe(uuid()),
    }),
    z.object({ accountId: uuid(), kind: z.literal('discipline'), target: disciplineCode() }),
  ],
  { error: '请选择分工的类别' },
)
export type AddDuty = z.output<typeof addDutySchema>
export type DutyKind = AddDuty['kind']

/** 取消一项分工. */
export const removeDutySchema = z.object({ id: uuid() })
export type RemoveDuty = z.output<typeof removeDutySchema>

/** 请假: both days included, and who stands in. */
export const setLeaveSchema = z
  .object({
    accountId: uuid(),
    from: plainDate('开始日期'),
    to: plainDate('结束日期'),
    deputyId: z.string({ error: '请选择代办人' }).min(1, '请选择代办人').pipe(uuid()),
  })
  .refine(input => input.from <= input.to, { path: ['to'], error: '结束日期不能早于开始日期' })
export type SetLeave = z.output<typeof setLeaveSchema>

export const endLeaveSchema = z.object({ accountId: uuid() })
export type EndLeave = z.output<typeof endLeaveSchema>

/** 移交: all duties of one reviewer to another. */
export const handOverSchema = z.object({
  accountId: uuid(),
  toId: z.string({ error: '请选择接手的人' }).min(1, '请选择接手的人').pipe(uuid()),
  reason: longText('移交的原因', 200, 2),
})
export type HandOver = z.output<typeof handOverSchema>

const officeName = () => shortText('处室名称', 40, 2)

/** 处室: a new one, a new name, the end. */
export const addOfficeSchema = z.object({ name: officeName() })
export type AddOffice = z.output<typeof addOfficeSchema>
export const renameOfficeSchema = z.object({ id: uuid(), name: officeName() })
export type RenameOffice = z.output<typeof renameOfficeSchema>
export const endOfficeSchema = z.object({ id: uuid() })
export type EndOffice = z.output<typeof endOfficeSchema>
