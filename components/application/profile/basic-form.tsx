'use client'
import { useKitForm } from '@/components/form/form'
import { FormGrid } from '@/components/form/layout'
import { type Option, type OptionGroup, SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { basicSchema } from '@/lib/application/profile.schema'
import { type DictOption, dict } from '@/lib/dict'
import { SectionEditor, type SectionFormProps } from './section-editor'

export type BasicValues = { ethnic: string; education: string; degree: string; department: string; position: string }

/** Options under the headings of their table, in its order. */
function grouped(options: DictOption[]): (Option | OptionGroup)[] {
  const groups = new Map<string, Option[]>()
  for (const { value, label, group = label } of options)
    groups.set(group, [...(groups.get(group) ?? []), { value, label }])
  return Array.from(groups, ([label, members]) => ({ label, options: members }))
}

const ethnics = dict('ethnic').options()
const educations = grouped(dict('education').options()) as OptionGroup[]
const degrees = grouped(dict('degree').options()) as OptionGroup[]

const named = (table: 'ethnic' | 'education' | 'degree') => (value: unknown) =>
  typeof value === 'string' && value !== '' ? dict(table).name(value) : '未填写'

/** 基本信息: what the account does not already know. */
export function BasicForm({ values, ...section }: SectionFormProps & { values: BasicValues }) {
  const form = useKitForm(basicSchema, values)
  return (
    <SectionEditor
      {...section}
      form={form}
      title="基本信息"
      fields={[
        { name: 'ethnic', label: '民族', show: named('ethnic') },
        { name: 'education', label: '最高学历', show: named('education') },
        { name: 'degree', label: '最高学位', show: named('degree') },
        { name: 'department', label: '所在部门' },
        { name: 'position', label: '行政职务' },
      ]}
    >
      <FormGrid>
        <SelectField name="ethnic" label="民族" required options={ethnics} width="md" />
        <SelectField name="education" label="最高学历" required options={educations} width="md" />
        <SelectField name="degree" label="最高学位" options={degrees} width="md" placeholder="没有学位的不用选" />
      </FormGrid>
      <FormGrid>
        <TextField
          name="department"
          label="所在部门"
          required
          hint="院系、科室或处室的全称。评审回避时要用到。"
          autoComplete="off"
        />
        <TextField name="position" label="行政职务" hint="没有行政职务的不用填。" autoComplete="organization-title" />
      </FormGrid>
    </SectionEditor>
  )
}
