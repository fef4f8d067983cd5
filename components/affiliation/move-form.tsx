'use client'
import { useRouter } from 'next/navigation'
import { noteChange } from '@/components/application/fresh'
import { Form } from '@/components/form/form'
import { LinkButton } from '@/components/ui/button'
import { UnitPicker } from '@/components/unit/unit-picker'
import { moveToUnitAction } from '@/lib/affiliation/affiliation.actions'
import { moveSchema } from '@/lib/affiliation/affiliation.schema'
import { DivisionField } from './division-field'

/** 修改单位: the new unit and the department there. @param version of the present affiliation */
export function MoveForm({ version }: { version: number }) {
  const router = useRouter()
  return (
    <Form
      schema={moveSchema}
      action={moveToUnitAction}
      defaultValues={{ version, unitId: '', divisionId: '', divisionName: '' }}
      label="修改单位"
      submitLabel="修改单位"
      pendingLabel="正在办理…"
      onSuccess={() => {
        noteChange()
        router.push('/expert')
        router.refresh()
      }}
      actions={
        <LinkButton href="/expert" variant="quiet">
          不修改，返回首页
        </LinkButton>
      }
    >
      <UnitPicker label="新的单位" required />
      <DivisionField initial={{ unitId: '', divisions: [] }} />
    </Form>
  )
}
