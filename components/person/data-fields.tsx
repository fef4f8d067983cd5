'use client'
import { lookupTitles, searchTitles } from '@/components/dict/load'
import { RegionField } from '@/components/dict/region-field'
import { ComboboxField } from '@/components/form/combobox-field'
import { FormGrid } from '@/components/form/layout'
import { type Option, type OptionGroup, SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { type DictOption, dict } from '@/lib/dict'

/** Options under the headings of their table, in its order. */
function grouped(options: DictOption[]): OptionGroup[] {
  const groups = new Map<string, Option[]>()
  for (const { value, label, group = label } of options)
    groups.set(group, [...(groups.get(group) ?? []), { value, label }])
  return Array.from(groups, ([label, members]) => ({ label, options: members }))
}

const educations = grouped(dict('education').options())
const degrees = grouped(dict('degree').options())
const titles = dict('title')

const titleChoice = (code: string) => {
  const entry = titles.entry(code)
  return entry ? [{ value: code, label: entry.name, hint: titles.name(entry.parent) || undefined }] : []
}

/** 所在地区 and 电子邮箱. */
export const ReachFields = () => (
  <>
    <RegionField name="regionCode" label="所在地区" required hint="选到县（市、区）一级。" />
    <TextField
      name="email"
      label="电子邮箱"
      required
      type="email"
      width="md"
      autoComplete="email"
      hint="请保证其正确有效，评审邀请会发到这里。"
    />
  </>
)

/** 个人学历, 最高学位 and 个人职称. */
export function LearningFields({ titleCode }: { titleCode: string }) {
  return (
    <>
      <FormGrid>
        <SelectField name="education" label="个人学历" required options={educations} width="md" />
        <SelectField name="degree" label="最高学位" options={degrees} width="md" placeholder="没有学位的不用选" />
      </FormGrid>
      <ComboboxField
        name="titleCode"
        label="个人职称"
        required
        width="lg"
        hint="证书上的职称名称。输入名称中的字、系列名称或拼音首字母查找。没有职称的请选“无”。"
        load={searchTitles}
        lookup={lookupTitles}
        initial={titleChoice(titleCode)}
        placeholder="输入后从列表中选择"
        prompt="请输入职称名称或拼音首字母"
        whenNone="请换一个说法试试，例如只输入“工程师”；名称以职称证书为准。"
      />
    </>
  )
}
