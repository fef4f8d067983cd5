'use client'
import type { ReactNode } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { ConflictDialog, type ConflictField } from '@/components/form/conflict-dialog'
import type { Autosave } from '@/components/form/use-autosave'
import { capFeatureLabel } from '@/lib/draw/ask-feature.rules'
import { purposeLabel } from '@/lib/draw/request.schema'
import type { GroupValues, RequestValues, RoundGroup, RoundValues } from '@/lib/draw/request-form.rules'

const isList = <T,>(value: unknown): value is T[] => Array.isArray(value)
const lines = (list: string[]): ReactNode =>
  list.length === 0 ? <span className="text-ink-3">没有</span> : list.join('\n')

const groupsWords = (value: unknown): ReactNode =>
  lines(
    isList<GroupValues>(value)
      ? value.map(({ name, size, alternates, conditions, quotas, caps }, at) => {
          const asked = Object.values(conditions).filter(one =>
            Array.isArray(one) ? one.length > 0 : Boolean(one),
          ).length
          return `${name || `第 ${at + 1} 组`}：${size ?? '？'} 人，候补 ${alternates ?? 0} 人，条件 ${asked} 项，结构要求 ${quotas.length} 项，上限 ${caps.length} 项`
        })
      : [],
  )
const capsWords = (value: unknown): ReactNode =>
  lines(
    isList<RequestValues['caps'][number]>(value)
      ? value.map(({ feature, most }) => `${capFeatureLabel(feature)}最多 ${most ?? '？'} 人`)
      : [],
  )
const unlockWords = (value: unknown): ReactNode => (value === 'time' ? '到约定的时间' : '到会专家全部签到后')

const fields: ConflictField[] = [
  { name: 'title', label: '评审活动名称' },
  { name: 'purpose', label: '用途', show: value => (value ? purposeLabel(String(value)) : '') },
  { name: 'purposeNote', label: '用途说明' },
  { name: 'fromDay', label: '开始日期' },
  { name: 'fromTime', label: '开始时间' },
  { name: 'toDay', label: '结束日期' },
  { name: 'toTime', label: '结束时间' },
  { name: 'place', label: '地点' },
  { name: 'answerMinutes', label: '答复时限（分钟）' },
  { name: 'unlock', label: '名单什么时候公开', show: unlockWords },
  { name: 'unlockDay', label: '公开日期' },
  { name: 'unlockTime', label: '公开时间' },
  { name: 'briefing', label: '参会须知' },
  { name: 'groups', label: '专业组', show: groupsWords },
  { name: 'caps', label: '各组合计的上限', show: capsWords },
]

const ticked = (value: unknown): ReactNode => groupsWords(isList<RoundGroup>(value) ? value.filter(({ on }) => on) : [])
const roundFields: ConflictField[] = [
  { name: 'reason', label: '补抽的理由' },
  { name: 'groups', label: '要补抽的专业组', show: ticked },
]

/** Answers a form whose autosave has met another window. */
export const unsettled = {
  ok: false as const,
  code: 'conflict' as const,
  message: '刚填写的内容还没有留存好，请看页面下方的提示。',
}

type ConflictProps<V extends FieldValues> = { form: UseFormReturn<V>; autosave: Autosave }

/** The request was saved in two places: field by field, as with the profile. What is settled stands on the newer request. */
export const RequestConflict = (props: ConflictProps<RequestValues>) => <Conflict {...props} fields={fields} />

/** The same of a 补抽. */
export const RoundConflict = (props: ConflictProps<RoundValues>) => <Conflict {...props} fields={roundFields} />

function Conflict<V extends FieldValues>({ form, autosave, fields }: ConflictProps<V> & { fields: ConflictField[] }) {
  const { conflict, settle } = autosave
  const newer = conflict?.data as Pick<RequestValues, 'version'> | undefined
  return (
    <ConflictDialog
      conflict={conflict}
      mine={form.getValues()}
      fields={fields}
      onSettle={(values: FieldValues) => settle({ ...values, version: newer?.version ?? values.version })}
    />
  )
}
