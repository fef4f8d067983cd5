'use client'
import { useCallback, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { ComboboxField } from '@/components/form/combobox-field'
import type { FieldProps } from '@/components/form/use-field'
import type { Choice } from '@/components/form/use-search'
import { Button } from '@/components/ui/button'
import type { UnitChoice } from '@/lib/unit/unit.dto'
import { type Contacts, loadUnits } from './load-units'
import { UnitDialog } from './unit-dialog'
import { UnitNotFound } from './unit-not-found'

/** Region, date and last four of the code tell units of the same name apart (A3). */
export const unitChoice = (unit: UnitChoice): Choice => ({
  value: unit.id,
  label: unit.name,
  hint: [
    unit.alias && `又名、曾用名：${unit.alias}`,
    `${unit.region}，${unit.registeredOn} 注册，${unit.codeTail ? `信用代码后四位 ${unit.codeTail}` : '无信用代码'}`,
  ]
    .filter(Boolean)
    .join('；'),
})

type UnitPickerProps = Partial<FieldProps> & {
  /** the unit that is chosen from the start */
  initial?: UnitChoice | null
}

/**
 * 选择单位: one of the registered units, by typing or, for whoever wants to look around, in a window with pages. Who
 * does not find his unit learns what to do (A4). The form holds the unit's id.
 */
export function UnitPicker({ initial, ...field }: UnitPickerProps) {
  const { name = 'unitId' } = field
  const form = useFormContext()
  const [open, setOpen] = useState(false)
  const [picked, setPicked] = useState<UnitChoice[]>([])
  const [contacts, setContacts] = useState<Contacts>([])
  const load = useCallback(async (query: string) => {
    const found = await loadUnits(query)
    if (found.contacts) setContacts(found.contacts)
    return found.units.map(unitChoice)
  }, [])
  const lookup = async (values: string[]) => picked.filter(unit => values.includes(unit.id)).map(unitChoice)
  return (
    <div className="space-y-2">
      <ComboboxField
        label="所在单位"
        hint="输入单位名称中的几个字、拼音首字母，或完整的统一社会信用代码。同名的单位请核对地区和代码后四位。"
        {...field}
        name={name}
        load={load}
        lookup={lookup}
        initial={initial ? [unitChoice(initial)] : undefined}
        placeholder="单位名称或统一社会信用代码"
        prompt="请至少输入两个字"
        whenNone={<UnitNotFound contacts={contacts} />}
      />
      <Button size="sm" onClick={() => setOpen(true)}>
        在单位列表中查找…
      </Button>
      <UnitDialog
        open={open}
        onOpenChange={setOpen}
        onPick={unit => {
          setPicked(before => [...before, unit])
          form.setValue(name, unit.id, { shouldDirty: true, shouldTouch: true, shouldValidate: true })
        }}
      />
    </div>
  )
}
