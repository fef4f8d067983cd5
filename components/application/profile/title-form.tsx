'use client'
import { lookupTitles, searchTitles } from '@/components/dict/load'
import { ComboboxField } from '@/components/form/combobox-field'
import { DateField } from '@/components/form/date-field'
import { useKitForm } from '@/components/form/form'
import { titleSchema } from '@/lib/application/profile.schema'
import { dict } from '@/lib/dict'
import { SectionEditor, type SectionFormProps } from './section-editor'

export type TitleValues = { titleCode: string; obtainedOn: string }

const table = dict('title')
const choiceOf = (code: string) => {
  const entry = table.entry(code)
  return entry ? [{ value: code, label: entry.name, hint: table.name(entry.parent) || undefined }] : []
}

/** 职称信息. */
export function TitleForm({ values, ...section }: SectionFormProps & { values: TitleValues }) {
  const form = useKitForm(titleSchema, values)
  return (
    <SectionEditor
      {...section}
      form={form}
      title="职称信息"
      fields={[
        { name: 'titleCode', label: '技术职称', show: value => table.name(String(value ?? '')) || '未填写' },
        { name: 'obtainedOn', label: '取得时间' },
      ]}
    >
      <ComboboxField
        name="titleCode"
        label="技术职称"
        required
        width="lg"
        hint="证书上的职称名称。输入名称中的字、系列名称或拼音首字母查找，如 教授、主任医师、gcs。没有职称的请选“无”。"
        load={searchTitles}
        lookup={lookupTitles}
        initial={choiceOf(values.titleCode)}
        placeholder="输入后从列表中选择"
        prompt="请输入职称名称或拼音首字母"
        whenNone="请换一个说法试试，例如只输入“工程师”；名称以职称证书为准。"
      />
      <DateField name="obtainedOn" label="取得时间" required precision="month" hint="证书上的批准或授予年月。" />
    </SectionEditor>
  )
}
