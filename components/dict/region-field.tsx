'use client'
import { CascadeField } from '@/components/form/cascade-field'
import type { FieldProps } from '@/components/form/use-field'
import { regionPath } from '@/lib/dict/region-path'
import { loadRegions } from './load'

const levels = ['省（自治区、直辖市）', '市（州、盟）', '县（市、区）']

/** A place of GB/T 2260 down to the county; the form holds its six digits. */
export function RegionField(props: FieldProps) {
  return <CascadeField {...props} levels={levels} load={loadRegions} pathOf={regionPath} />
}
