import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { dictCode, regionCode, uuid, version } from '@/lib/platform/fields/codes'
import { phone } from '@/lib/platform/fields/contact'
import { creditCode } from '@/lib/platform/fields/credit-code'
import { personName, unitName } from '@/lib/platform/fields/names'
import { reasonField } from './administrator.schema'

const unit = { id: uuid(), version: version() }

export const renameUnitSchema = z.object({ ...unit, name: unitName('新的单位全称'), reason: reasonField() })
export type RenameUnit = z.output<typeof renameUnitSchema>

export const undoRenameSchema = z.object({ ...unit, reason: reasonField() })
export type UndoRename = z.output<typeof undoRenameSchema>

export const addAliasSchema = z.object({ id: uuid(), name: unitName('别名'), reason: reasonField('依据') })
export type AddAlias = z.output<typeof addAliasSchema>

export const removeAliasSchema = z.object({ id: uuid(), aliasId: uuid(), reason: reasonField() })
export type RemoveAlias = z.output<typeof removeAliasSchema>

/** `parentId` null: it has none any more. */
const chooseParent = '请输入单位名称后从列表中选择'
export const setParentSchema = z.object({
  ...unit,
  parentId: z.string({ error: chooseParent }).min(1, chooseParent).pipe(uuid()).nullable(),
  reason: reasonField('依据'),
})
export type SetParent = z.output<typeof setParentSchema>

export const correctCodeSchema = z.object({ ...unit, creditCode: creditCode(), reason: reasonField() })
export type CorrectCode = z.output<typeof correctCodeSchema>

/** `id` is merged into `intoId`; both as they were previewed. */
export const mergeUnitsSchema = z.object({ ...unit, intoId: uuid(), intoVersion: version(), reason: reasonField() })
export type MergeUnits = z.output<typeof mergeUnitsSchema>

export const distinctUnitsSchema = z.object({ oneId: uuid(), otherId: uuid(), reason: reasonField('判断依据') })
export type DistinctUnits = z.output<typeof distinctUnitsSchema>

const facts = {
  nature: dictCode('unitNature', '单位性质'),
  name: unitName('单位全称'),
  legalPerson: personName('法定代表人'),
  regionCode: regionCode('单位注册地'),
  contactName: personName('联系人'),
  contactPhone: phone('联系人手机号码'),
}

/** A unit that the bureau enters itself: one without 统一社会信用代码, or one that a list of experts names. */
export const enterUnitSchema = z
  .object({
    ...facts,
    creditCode: optional(creditCode()).optional(),
    noCodeReason: optional(reasonField('没有统一社会信用代码的原因')).optional(),
  })
  // also beside other faults: everything that is wrong is said at once
  .refine(({ creditCode, noCodeReason }) => Boolean(creditCode || noCodeReason), {
    path: ['noCodeReason'],
    error: '没有统一社会信用代码的，请写明原因',
    when: ({ value }) => typeof value === 'object' && value !== null,
  })
export type EnterUnit = z.output<typeof enterUnitSchema>

const ids = (most: number) => z.array(uuid()).max(most, `一次最多选择 ${most} 个`)

/** A new unit out of parts of one: whole 院系、部门 with their people, and single persons. */
export const splitUnitSchema = z
  .object({
    ...unit,
    ...facts,
    creditCode: optional(creditCode()),
    noCodeReason: optional(reasonField('没有统一社会信用代码的原因')),
    divisionIds: ids(500),
    personIds: ids(500),
    reason: reasonField('分立的依据'),
  })
  .superRefine((input, context) => {
    if (!input.creditCode && !input.noCodeReason)
      context.addIssue({ code: 'custom', path: ['noCodeReason'], message: '没有统一社会信用代码的，请写明原因' })
    if (input.divisionIds.length + input.personIds.length === 0)
      context.addIssue({ code: 'custom', path: ['divisionIds'], message: '请至少选择一个部门或一名人员' })
  })
export type SplitUnit = z.output<typeof splitUnitSchema>
