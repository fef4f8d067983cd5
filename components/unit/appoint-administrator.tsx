'use client'
import { useState } from 'react'
import { CheckboxField } from '@/components/form/choice-fields'
import { SelectField } from '@/components/form/select-field'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { appointAdministratorAction } from '@/lib/unit/administrator.actions'
import type { AdministratorRow, Invited } from '@/lib/unit/administrator.dto'
import { appointAdministratorSchema } from '@/lib/unit/administrator.schema'
import { InvitationAddress, InvitationSent } from './invitation-sent'
import { ManageDialog } from './manage-dialog'

/** The bureau appoints an administrator after checking papers, in the place of one who is lost or beside the others. */
export function AppointAdministrator({ unitId, rows }: { unitId: string; rows: AdministratorRow[] }) {
  const [invited, setInvited] = useState<Invited | null>(null)
  return (
    <div className="space-y-3">
      {invited && <InvitationSent invited={invited}>对方接受后成为管理员。</InvitationSent>}
      <ManageDialog
        button="指定管理员"
        title="指定管理员"
        intro="用于原管理员失联、离职未交接，或单位还没有管理员。请先核验单位介绍信和本人证件。"
        schema={appointAdministratorSchema}
        action={appointAdministratorAction}
        defaultValues={{ unitId, name: '', phone: '', email: '', replaces: '', reason: '', checked: false as never }}
        submitLabel="指定并发送邀请"
        onDone={setInvited}
      >
        <TextField name="name" label="姓名" required autoComplete="off" />
        <TextField name="phone" label="手机号码" required type="tel" inputMode="tel" code autoComplete="off" />
        <InvitationAddress />
        {rows.length > 0 && (
          <SelectField
            name="replaces"
            label="替换的管理员"
            placeholder="不替换，增加一位"
            options={rows.map(row => ({ value: row.accountId, label: `${row.name} ${row.phoneMask}` }))}
            hint="选中的人立即退出登录，不再是管理员。"
          />
        )}
        <TextArea
          name="reason"
          label="核验的材料和原因"
          required
          max={300}
          rows={3}
          hint="例如：原管理员离职失联，已核验单位介绍信和本人身份证。"
        />
        <CheckboxField name="checked" label="核验材料" required>
          已核验单位介绍信和本人证件
        </CheckboxField>
      </ManageDialog>
    </div>
  )
}
