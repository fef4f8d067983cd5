import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { uuid, version } from '@/lib/platform/fields/codes'
import { unitName } from '@/lib/platform/fields/names'
import { shortText } from '@/lib/platform/fields/texts'
import { departmentKinds } from './department.rules'

const kinds = departmentKinds.map(([code]) => code)

const facts = {
  name: unitName('部门名称'),
  kind: z.enum(kinds, { error: '请选择部门类别' }),
  /** nothing: directly under the bureau */
  parentId: optional(uuid()),
  sort: z.coerce
    .number({ error: '请填写排列次序' })
    .int('排列次序应当是整数')
    .min(0, '排列次序不能小于 0')
    .max(9999, '排列次序不能大于 9999'),
}

export const addDepartmentSchema = z.object(facts)
export const editDepartmentSchema = z.object({ ...facts, id: uuid(), version: version() })
export const endDepartmentSchema = z.object({ id: uuid(), version: version() })

/** The answer "to none": the bureau itself. Said, and not left empty, so that nobody takes units out by mistake. */
export const NO_DEPARTMENT = 'bureau'

/** Gives units to a department, or to none. */
export const assignUnitsSchema = z.object({
  unitIds: z.array(uuid()).min(1, '请先选择单位').max(100, '一次最多 100 个单位，请分几次办理'),
  to: z.union([z.literal(NO_DEPARTMENT), uuid()], { error: '请选择归口管理部门' }),
  reason: optional(shortText('说明', 200)).optional(),
})

export type AddDepartment = z.output<typeof addDepartmentSchema>
export type EditDepartment = z.output<typeof editDepartmentSchema>
export type AssignUnits = z.output<typeof assignUnitsSchema>
export type AssignForm = z.input<typeof assignUnitsSchema>
