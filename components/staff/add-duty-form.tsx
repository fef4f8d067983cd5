'use client'
import { useRouter } from 'next/navigation'
import { useCallback, useId, useState } from 'react'
import type { z } from 'zod'
import { searchDisciplines } from '@/components/dict/load'
import { ComboboxField } from '@/components/form/combobox-field'
import { Form } from '@/components/form/form'
import { NativeSelect } from '@/components/form/select-field'
import { UnitPicker } from '@/components/unit/unit-picker'
import { addDutyAction } from '@/lib/staff/duty.actions'
import { dutyKindLabels, type ReviewerChoice } from '@/lib/staff/duty.dto'
import { addDutySchema, type DutyKind } from '@/lib/staff/duty.schema'

type Values = z.input<typeof addDutySchema>
type AddDutyFormProps = { accountId: string; departments: ReviewerChoice[] }

/** 增加分工: first what kind of thing, then the thing itself, found by typing. */
export function AddDutyForm({ accountId, departments }: AddDutyFormProps) {
  const router = useRouter()
  const kindId = useId()
  const [kind, setKind] = useState<DutyKind>('unit')
  const [added, setAdded] = useState(0)
  const load = useCallback(
    async (query: string) => departments.filter(one => one.label.includes(query)).slice(0, 30),
    [departments],
  )
  return (
    <div className="space-y-4">
      <div>
        <label htmlFor={kindId} className="mb-1 block font-medium">
          分工的类别
        </label>
        <div className="sm:max-w-52">
          <NativeSelect id={kindId} value={kind} onChange={event => setKind(event.target.value as DutyKind)}>
            {Object.entries(dutyKindLabels).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </div>
      </div>
      <Form<Values, { id: string }>
        key={`${kind}-${added}`}
        schema={addDutySchema}
        defaultValues={{ accountId, kind, target: '' }}
        action={addDutyAction}
        onSuccess={() => {
          setAdded(count => count + 1)
          router.refresh()
        }}
        submitLabel="增加这项分工"
        pendingLabel="正在增加…"
        label="增加分工"
      >
        {kind === 'unit' && (
          <UnitPicker name="target" label="单位" required hint="这个单位的注册和它的人员的申请，都归他负责" />
        )}
        {kind === 'department' && (
          <ComboboxField
            name="target"
            label="归口管理部门"
            required
            load={load}
            suggest
            prompt="输入部门名称中的几个字"
            hint="这个部门和下级部门归口的全部单位，都归他负责"
          />
        )}
        {kind === 'discipline' && (
          <ComboboxField
            name="target"
            label="学科"
            required
            load={searchDisciplines}
            prompt="输入学科名称、拼音首字母或代码"
            hint="这个学科和下级学科的申请，都归他负责；不影响单位审核"
          />
        )}
      </Form>
    </div>
  )
}
