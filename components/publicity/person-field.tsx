'use client'
import { useCallback } from 'react'
import { ComboboxField } from '@/components/form/combobox-field'
import { SelectField } from '@/components/form/select-field'

export type Objected = { id: string; name: string; unitName: string }

/** More than these are found by typing: a list of hundreds is no use on a phone. */
const LONG = 30

/** Whom an objection is about. */
export function PersonField({ people }: { people: Objected[] }) {
  const load = useCallback(
    async (query: string) =>
      people
        .filter(({ name, unitName }) => name.includes(query) || unitName.includes(query))
        .map(({ id, name, unitName }) => ({ value: id, label: name, hint: unitName })),
    [people],
  )
  const field = { name: 'entryId', label: '对谁有异议', required: true } as const
  if (people.length <= LONG)
    return (
      <SelectField
        {...field}
        options={people.map(({ id, name, unitName }) => ({ value: id, label: `${name}（${unitName}）` }))}
      />
    )
  return (
    <ComboboxField
      {...field}
      load={load}
      initial={people.map(({ id, name }) => ({ value: id, label: name }))}
      placeholder="请输入姓名或工作单位"
      whenNone="请核对公示名单上的姓名；已不在公示中的人，不能再在网上提出异议。"
      suggest
    />
  )
}
