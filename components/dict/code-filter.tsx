'use client'
import { useId } from 'react'
import { SearchBox } from '@/components/form/search-box'
import type { Choice } from '@/components/form/use-search'
import { useChooseFilter } from '@/components/table/filter-context'
import { searchDisciplines, searchTitles } from './load'

const tables = {
  discipline: { load: searchDisciplines, placeholder: '名称或代码', prompt: '输入学科名称、拼音首字母或代码' },
  title: { load: searchTitles, placeholder: '名称或拼音', prompt: '输入职称名称或拼音首字母' },
}

type CodeFilterProps = {
  table: keyof typeof tables
  /** key of the filter in the address */
  name: string
  label: string
  /** the code in the address with its name; null when not filtered */
  chosen: Choice | null
}

/** A filter by a code of a big table, found by typing; the address holds the code, people see its name. */
export function CodeFilter({ table, name, label, chosen }: CodeFilterProps) {
  const id = useId()
  const choose = useChooseFilter()
  return (
    <div className="max-sm:w-full sm:w-42">
      <label htmlFor={id} className="mb-0.5 block text-sm text-ink-2">
        {label}
      </label>
      <SearchBox
        key={chosen?.value}
        id={id}
        {...tables[table]}
        value={chosen}
        onChange={choice => choose(name, choice?.value ?? '')}
        invalid={false}
      />
      {chosen && <input type="hidden" name={name} value={chosen.value} />}
    </div>
  )
}
