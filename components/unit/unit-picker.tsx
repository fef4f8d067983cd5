'use client'
import { ComboboxField } from '@/components/form/combobox-field'
import type { FieldProps } from '@/components/form/use-field'
import type { Choice } from '@/components/form/use-search'
import { Link } from '@/components/ui/link'
import type { UnitChoice } from '@/lib/unit/unit.dto'

/** Date and last four of the code tell units of the same name apart (A3). */
export const unitChoice = (unit: UnitChoice): Choice => ({
  value: unit.id,
  label: unit.name,
  hint: `${unit.registeredOn} 注册，信用代码后四位 ${unit.codeTail}`,
})

/** @throws Error when the search failed, so that the field says so */
async function load(query: string): Promise<Choice[]> {
  const response = await fetch(`/api/units?q=${encodeURIComponent(query)}`)
  if (!response.ok) throw new Error(`unit search: ${response.status}`)
  const { units } = (await response.json()) as { units: UnitChoice[] }
  return units.map(unitChoice)
}

type UnitPickerProps = Partial<FieldProps> & {
  /** the unit that is chosen from the start */
  initial?: UnitChoice | null
}

/** 选择单位: one of the registered units; who does not find his learns what to do (A4). */
export function UnitPicker({ initial, ...field }: UnitPickerProps) {
  return (
    <ComboboxField
      name="unitId"
      label="所在单位"
      hint="输入单位名称中的几个字、拼音首字母，或完整的统一社会信用代码。同名的单位请核对代码后四位。"
      {...field}
      load={load}
      initial={initial ? [unitChoice(initial)] : undefined}
      placeholder="单位名称或统一社会信用代码"
      prompt="请至少输入两个字"
      whenNone={
        <>
          如未找到本单位，请联系单位先注册。
          <Link href="/register/unit" target="_blank" className="text-accent-strong underline">
            单位注册
          </Link>
        </>
      }
    />
  )
}
