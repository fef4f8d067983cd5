'use client'
import { useEffect, useState } from 'react'
import { lookupDisciplines, searchDisciplines } from '@/components/dict/load'
import { ComboboxListField } from '@/components/form/combobox-list-field'
import { useKitForm } from '@/components/form/form'
import { TextArea } from '@/components/form/text-area'
import type { Choice } from '@/components/form/use-search'
import { disciplinesSchema } from '@/lib/application/profile.schema'
import type { Policy } from '@/lib/policy/policy.schema'
import { SectionEditor, type SectionFormProps } from './section-editor'

export type DisciplinesValues = { codes: string[]; research: string }

type DisciplinesFormProps = SectionFormProps & {
  values: DisciplinesValues
  /** names of what is chosen already */
  chosen: Choice[]
  limits: Policy['profile']
}

/** Codes by name, also those that another tab chose. */
function Names({ codes, known }: { codes: unknown; known: Choice[] }) {
  const list = Array.isArray(codes) ? codes.filter((code): code is string => typeof code === 'string') : []
  const [found, setFound] = useState(known)
  const asked = list.join(',')
  useEffect(() => {
    if (asked) lookupDisciplines(asked.split(',')).then(setFound, () => {})
  }, [asked])
  if (list.length === 0) return '未填写'
  return list.map(code => found.find(choice => choice.value === code)?.label ?? code).join('、')
}

/** 学科与研究方向. */
export function DisciplinesForm({ values, chosen, limits, ...section }: DisciplinesFormProps) {
  const form = useKitForm(disciplinesSchema(limits), values)
  return (
    <SectionEditor
      {...section}
      form={form}
      title="学科与研究方向"
      fields={[
        { name: 'codes', label: '学科', show: codes => <Names codes={codes} known={chosen} /> },
        { name: 'research', label: '研究方向' },
      ]}
    >
      <ComboboxListField
        name="codes"
        label="熟悉的学科"
        itemLabel="学科名称"
        required
        max={limits.maxDisciplines}
        width="lg"
        hint={`按熟悉程度排列，最熟悉的排第一，最多 ${limits.maxDisciplines} 个。可以输入学科名称、拼音首字母或国家标准代码（GB/T 13745）。`}
        load={searchDisciplines}
        lookup={lookupDisciplines}
        initial={chosen}
        placeholder="输入后从列表中选择，如 肿瘤学"
        prompt="请输入学科名称、拼音首字母或代码"
        whenNone="请换一个说法，或用上一级学科的名称查找。"
      />
      <TextArea
        name="research"
        label="研究方向"
        required
        max={limits.researchMaxChars}
        rows={4}
        hint="写明具体的研究方向和擅长的领域，评审时按它匹配项目。"
      />
    </SectionEditor>
  )
}
