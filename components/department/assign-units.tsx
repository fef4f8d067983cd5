'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { useSelectedRows } from '@/components/table/selected-rows'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { assignUnitsAction } from '@/lib/department/department.actions'
import type { DepartmentChoice } from '@/lib/department/department.dto'
import { type AssignForm, assignUnitsSchema, NO_DEPARTMENT } from '@/lib/department/department.schema'
import { indented } from './choices'

type AssignDialogProps = {
  open: boolean
  onClose: (changed: boolean) => void
  units: { id: string; name: string }[]
  choices: DepartmentChoice[]
  /** the department chosen at first */
  to?: string
}

const SHOWN = 8

/** To which department units go; the question names them. */
export function AssignDialog({ open, onClose, units, choices, to = '' }: AssignDialogProps) {
  const unitIds = units.map(unit => unit.id)
  const form = useKitForm<AssignForm>(assignUnitsSchema, { unitIds, to, reason: '' })
  const names = units.slice(0, SHOWN).map(unit => unit.name)
  return (
    <Dialog
      open={open}
      onOpenChange={next => !next && onClose(false)}
      title={units.length === 1 ? `“${units[0]!.name}”归口到` : `${units.length} 个单位归口到`}
    >
      <FormView
        form={form}
        action={assignUnitsAction}
        label="指定归口管理部门"
        submitLabel="确认归口"
        pendingLabel="正在办理…"
        actions={<Button onClick={() => onClose(false)}>取消</Button>}
        onSuccess={() => onClose(true)}
      >
        {units.length > 1 && (
          <p className="text-ink-2">
            {names.join('、')}
            {units.length > SHOWN && `等 ${units.length} 个单位`}。
          </p>
        )}
        <SelectField
          name="to"
          label="归口管理部门"
          required
          options={[...indented(choices), { value: NO_DEPARTMENT, label: '不归口（由科技主管部门直接办理）' }]}
          hint="已经送到原归口部门的申请，仍由原部门办完。"
        />
        <TextField name="reason" label="说明" hint="记入单位的变更记录。" />
      </FormView>
    </Dialog>
  )
}

type AssignBarProps = { units: { id: string; name: string }[]; choices: DepartmentChoice[]; to?: string }

/** 归口到… of the ticked units. */
export function AssignBar({ units, choices, to }: AssignBarProps) {
  const router = useRouter()
  const { ids, clear } = useSelectedRows()
  const [shown, setShown] = useState<AssignBarProps['units'] | null>(null)
  const close = (changed: boolean) => {
    setShown(null)
    if (!changed) return
    clear()
    router.refresh()
  }
  return (
    <>
      <Button variant="primary" size="sm" onClick={() => setShown(units.filter(unit => ids.includes(unit.id)))}>
        归口到…
      </Button>
      {shown && <AssignDialog open onClose={close} units={shown} choices={choices} to={to} />}
    </>
  )
}

type AssignOneProps = { unit: { id: string; name: string }; choices: DepartmentChoice[]; current: string | null }

/** The same for one unit, from its own page. */
export function AssignOne({ unit, choices, current }: AssignOneProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const close = (changed: boolean) => {
    setOpen(false)
    if (changed) router.refresh()
  }
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {current ? '改归口' : '指定归口部门'}
      </Button>
      {open && <AssignDialog open onClose={close} units={[unit]} choices={choices} to={current ?? ''} />}
    </>
  )
}
