'use client'
import { lookupDisciplines, lookupTitles, searchDisciplines, searchTitles } from '@/components/dict/load'
import { CheckboxGroupField } from '@/components/form/choice-fields'
import { ComboboxField } from '@/components/form/combobox-field'
import { ComboboxListField } from '@/components/form/combobox-list-field'
import { DateField } from '@/components/form/date-field'
import { PeopleField } from '@/components/form/people-field'
import { type Option, type OptionGroup, SelectField } from '@/components/form/select-field'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import type { Choice } from '@/components/form/use-search'
import { UnitNameField } from '@/components/unit/unit-name-field'
import { type DictOption, dict, type SmallDict } from '@/lib/dict'
import { MAX_PEOPLE } from '@/lib/profile/definition.schema'
import type { Field } from '@/lib/profile/resolve.schema'
import { PeriodField } from './period-field'

/** What the controls of a profile know beside their field. */
export type FieldSetting = {
  /** names of what is chosen already in long code tables */
  chosen: Choice[]
  /** ticks 本人 where the name is the person's own */
  ownName: string
}

/** Options under the headings of their table, in its order. */
function grouped(options: DictOption[]): Option[] | OptionGroup[] {
  if (options.every(option => option.group === undefined)) return options
  const groups = new Map<string, Option[]>()
  for (const { value, label, group = label } of options)
    groups.set(group, [...(groups.get(group) ?? []), { value, label }])
  return Array.from(groups, ([label, members]) => ({ label, options: members }))
}

const titleChoices = (): Choice[] =>
  dict('title')
    .options()
    .map(({ value, label, group }) => ({ value, label, hint: group }))

const dictOptions = (table: SmallDict) => grouped(dict(table).options())

type FieldInputProps = { field: Field /** its path in the form */; name: string; setting: FieldSetting }

/** The control of one field of a profile, by what it holds. */
export function FieldInput({ field, name, setting }: FieldInputProps) {
  const { label, required, hint, width, max } = field
  const common = { name, label, required, hint, width }
  const options = field.options.map(([value, label]) => ({ value, label }))
  switch (field.kind) {
    case 'text':
      return <TextArea {...common} max={max} rows={max > 500 ? 6 : 4} />
    case 'month':
      return <DateField {...common} precision="month" />
    case 'period':
      return <PeriodField {...common} />
    case 'unit':
      return <UnitNameField {...common} />
    case 'people':
      return <PeopleField {...common} max={MAX_PEOPLE} ownName={setting.ownName} withUnit />
    case 'choice':
      return <SelectField {...common} options={options} />
    case 'choices':
      return <CheckboxGroupField {...common} options={options} inline={options.length > 4} />
    case 'dict':
      if (field.dict !== 'title') return <SelectField {...common} options={dictOptions(field.dict!)} />
      return (
        <ComboboxField
          {...common}
          load={searchTitles}
          lookup={lookupTitles}
          initial={titleChoices()}
          placeholder="输入后从列表中选择"
          prompt="请输入职称名称或拼音首字母"
          whenNone="请换一个说法试试，例如只输入“工程师”；名称以职称证书为准。"
        />
      )
    case 'disciplines':
      return (
        <ComboboxListField
          {...common}
          itemLabel="学科名称"
          max={max}
          hint={`按熟悉程度排列，最熟悉的排第一，最多 ${max} 个。可以输入学科名称、拼音首字母或国家标准代码（GB/T 13745）。`}
          load={searchDisciplines}
          lookup={lookupDisciplines}
          initial={setting.chosen}
          placeholder="输入后从列表中选择，如 肿瘤学"
          prompt="请输入学科名称、拼音首字母或代码"
          whenNone="请换一个说法，或用上一级学科的名称查找。"
        />
      )
    default:
      return <TextField {...common} autoComplete="off" inputMode={field.kind === 'count' ? 'numeric' : undefined} />
  }
}
