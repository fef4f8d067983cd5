'use client'
import { useRouter } from 'next/navigation'
import { useWatch } from 'react-hook-form'
import type { z } from 'zod'
import { CheckboxGroupField } from '@/components/form/choice-fields'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { TextArea } from '@/components/form/text-area'
import { useFreshValues } from '@/components/form/use-fresh-values'
import type { StaffRoleName } from '@/lib/access/actor'
import { roleInfo, roleLabels, staffRoles, whyNotRole } from '@/lib/staff/role.rules'
import { changeRolesAction } from '@/lib/staff/staff.actions'
import type { StaffView } from '@/lib/staff/staff.dto'
import { changeRolesSchema, reasonMax } from '@/lib/staff/staff.schema'

type GrantFormProps = { staff: Pick<StaffView, 'id' | 'version' | 'name' | 'roles' | 'inDepartment'> }
type Values = z.input<typeof changeRolesSchema>

/**
 * Gives and takes roles. A role that excludes one that is ticked cannot be ticked, and says why; what is held stays
 * tickable so that it can be taken away.
 */
export function GrantForm({ staff }: GrantFormProps) {
  const router = useRouter()
  const { id, version, name, roles: held, inDepartment } = staff
  const values: Values = { id, version, roles: [...held], reason: '' }
  const form = useKitForm<Values>(changeRolesSchema, values)
  useFreshValues(form, version, values)
  const chosen = (useWatch({ control: form.control, name: 'roles' }) ?? []) as StaffRoleName[]
  const place = inDepartment ? 'department' : 'bureau'
  return (
    <FormView
      form={form}
      action={changeRolesAction}
      onSuccess={() => router.refresh()}
      success={`${name}的角色已调整，他需要重新登录。`}
      submitLabel="保存角色"
      pendingLabel="正在保存…"
      label="调整角色"
    >
      <CheckboxGroupField
        name="roles"
        label="担任的角色"
        options={staffRoles.map(role => {
          const why = chosen.includes(role) ? null : whyNotRole(role, chosen, place)
          return { value: role, label: roleInfo[role].label, hint: why ?? roleInfo[role].does, disabled: why !== null }
        })}
      />
      <p role="status" className="rounded-md bg-canvas px-3 py-2 text-ink-2">
        原来：{roleLabels(held) || '没有角色'}
        <br />
        保存后：{roleLabels(staffRoles.filter(role => chosen.includes(role))) || '没有角色'}
      </p>
      <TextArea
        name="reason"
        label="授权依据"
        required
        max={reasonMax}
        rows={3}
        hint="例如：某处负责人签批的授权单。记入账号记录。"
      />
    </FormView>
  )
}
