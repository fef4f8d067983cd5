'use client'
import { useFormContext, useWatch } from 'react-hook-form'
import { DateField } from '@/components/form/date-field'
import { FieldArray } from '@/components/form/field-array'
import { useKitForm } from '@/components/form/form'
import { FormGrid } from '@/components/form/layout'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { workSchema } from '@/lib/application/profile.schema'
import type { Policy } from '@/lib/policy/policy.schema'
import { SectionEditor, type SectionFormProps } from './section-editor'

export type WorkRowValues = { unitName: string; position: string; from: string; to: string; current: boolean }
export type WorkValues = { rows: WorkRowValues[]; resume: string }

const emptyRow: WorkRowValues = { unitName: '', position: '', from: '', to: '', current: false }

/** The end of an employment, or 至今. */
function End({ name, currentName }: { name: string; currentName: string }) {
  const { register, control, clearErrors } = useFormContext()
  const current = useWatch({ control, name: currentName }) === true
  return (
    <div>
      {current ? (
        <p className="font-medium">结束时间</p>
      ) : (
        <DateField name={name} label="结束时间" required precision="month" />
      )}
      <label className="mt-1 flex min-h-9 items-center gap-2.5">
        <input
          {...register(currentName, { onChange: () => clearErrors(name) })}
          type="checkbox"
          className="size-[1.15em] accent-(--accent)"
        />
        至今（仍在这里任职）
      </label>
    </div>
  )
}

/** How a list of employments reads where two versions are compared. */
function showRows(value: unknown): string {
  const rows = Array.isArray(value) ? (value as Partial<WorkRowValues>[]) : []
  if (rows.length === 0) return '未填写'
  return rows
    .map(
      row => `${row.from || '?'} — ${row.current ? '至今' : row.to || '?'} ${row.unitName ?? ''} ${row.position ?? ''}`,
    )
    .join('\n')
}

/** 工作经历. */
export function WorkForm({
  values,
  limits,
  ...section
}: SectionFormProps & { values: WorkValues; limits: Policy['profile'] }) {
  const form = useKitForm(workSchema(limits), values)
  return (
    <SectionEditor
      {...section}
      form={form}
      title="工作经历"
      fields={[
        { name: 'rows', label: '工作经历', show: showRows },
        { name: 'resume', label: '工作简历' },
      ]}
    >
      <FieldArray
        name="rows"
        label="工作经历"
        itemLabel="段工作经历"
        addLabel="添加一段工作经历"
        required
        empty={emptyRow}
        max={30}
        hint="从最近的工作开始填写，也包括兼职和聘任。评审回避时要用到。"
      >
        {({ at }) => (
          <>
            <FormGrid>
              <TextField name={at('unitName')} label="工作单位" required hint="单位全称。" autoComplete="off" />
              <TextField
                name={at('position')}
                label="职务或岗位"
                required
                hint="如 副教授、科室主任。"
                autoComplete="off"
              />
            </FormGrid>
            <div className="grid items-start gap-x-6 gap-y-4 sm:grid-cols-2">
              <DateField name={at('from')} label="开始时间" required precision="month" />
              <End name={at('to')} currentName={at('current')} />
            </div>
          </>
        )}
      </FieldArray>
      <TextArea
        name="resume"
        label="工作简历"
        max={limits.resumeMaxChars}
        rows={6}
        hint={`主要工作和业绩，限 ${limits.resumeMaxChars} 字以内。`}
      />
    </SectionEditor>
  )
}
