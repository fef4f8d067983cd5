'use client'
import { CascadeField } from '@/components/form/cascade-field'
import type { Option } from '@/components/form/select-field'
import type { FieldProps } from '@/components/form/use-field'
import { regionPath } from '@/lib/dict/region-path'

const levels = ['省（自治区、直辖市）', '市（州、盟）', '县（市、区）']

/** @throws Error when the list did not come, so that the field offers to try again */
async function load(parent: string | null): Promise<Option[]> {
  const response = await fetch(parent === null ? '/api/dict/region' : `/api/dict/region?parent=${parent}`)
  if (!response.ok) throw new Error(`region list: ${response.status}`)
  const { entries } = (await response.json()) as { entries: { code: string; name: string }[] }
  return entries.map(({ code, name }) => ({ value: code, label: name }))
}

/** A place of GB/T 2260 down to the county; the form holds its six digits. */
export function RegionField(props: FieldProps) {
  return <CascadeField {...props} levels={levels} load={load} pathOf={regionPath} />
}
