'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { RegionField } from '@/components/dict/region-field'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { FormGrid } from '@/components/form/layout'
import { ReadOnlyField } from '@/components/form/read-only-field'
import { TextField } from '@/components/form/text-field'
import { LinkButton } from '@/components/ui/button'
import { editOwnUnitAction } from '@/lib/unit/unit.actions'
import type { UnitView } from '@/lib/unit/unit.dto'
import { editUnitSchema } from '@/lib/unit/unit.schema'
import { CompletionFields } from './completion-fields'
import { completionValues } from './completion-values'
import { EditConflict } from './edit-conflict'

/** 信息更改 of an approved unit. What another administrator saved meanwhile is shown beside what was typed. */
export function EditUnitForm({ unit }: { unit: UnitView }) {
  const router = useRouter()
  const [conflict, setConflict] = useState(false)
  const form = useKitForm(editUnitSchema, {
    version: unit.version,
    legalPerson: unit.legalPerson,
    regionCode: unit.regionCode,
    contactName: unit.contactName,
    ...completionValues(unit),
  })

  // After a conflict the page is read anew; saving again then stands on what is there now.
  useEffect(() => form.setValue('version', unit.version), [form, unit.version])

  return (
    <FormView
      form={form}
      action={editOwnUnitAction}
      label="信息更改"
      submitLabel="保存"
      pendingLabel="正在保存…"
      success="已保存。"
      onSuccess={({ version }) => {
        form.setValue('version', version)
        setConflict(false)
        router.refresh()
      }}
      onRefused={({ code }) => {
        if (code !== 'conflict') return false
        setConflict(true)
        router.refresh()
        return true
      }}
      actions={
        <LinkButton href="/unit" variant="quiet">
          返回单位首页
        </LinkButton>
      }
    >
      {conflict && <EditConflict unit={unit} typed={form.getValues()} />}
      <FormGrid>
        <ReadOnlyField
          label="单位全称"
          value={unit.name}
          hint="名称和信用代码关系到专家的所在单位和回避，更改请联系我们。"
        />
        <ReadOnlyField label="统一社会信用代码" value={unit.creditCode} />
        <TextField name="legalPerson" label="法定代表人" required autoComplete="off" />
        <TextField name="contactName" label="联系人" required autoComplete="off" />
      </FormGrid>
      <RegionField name="regionCode" label="单位注册地" required />
      <ReadOnlyField label="联系人手机" value={unit.contactPhoneMask} hint="短信发到这个手机。更换请联系我们。" />
      <CompletionFields bankAccountMask={unit.bankAccountMask} />
    </FormView>
  )
}
