'use client'
import { useRouter } from 'next/navigation'
import { Form } from '@/components/form/form'
import { TextField } from '@/components/form/text-field'
import { LinkButton } from '@/components/ui/button'
import { mendAndResubmitAction } from '@/lib/unit/unit.actions'
import type { UnitView } from '@/lib/unit/unit.dto'
import { mendUnitSchema } from '@/lib/unit/unit.schema'
import { IdentityFields } from './identity-fields'

/** A refused unit mends what it registered with and sends it again. */
export function MendUnitForm({ unit }: { unit: UnitView }) {
  const router = useRouter()
  return (
    <Form
      schema={mendUnitSchema}
      action={mendAndResubmitAction}
      defaultValues={{
        version: unit.version,
        nature: unit.natureCode,
        name: unit.name,
        legalPerson: unit.legalPerson,
        regionCode: unit.regionCode,
        creditCode: unit.creditCode ?? '',
        contactName: unit.contactName,
      }}
      label="修改并重新提交"
      submitLabel="修改并重新提交"
      onSuccess={() => {
        router.push('/unit')
        router.refresh()
      }}
      actions={
        <LinkButton href="/unit" variant="quiet">
          返回单位首页
        </LinkButton>
      }
    >
      <IdentityFields />
      <TextField name="contactName" label="联系人" required width="md" autoComplete="off" />
    </Form>
  )
}
