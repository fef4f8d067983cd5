'use client'
import { useRouter } from 'next/navigation'
import { Form } from '@/components/form/form'
import { TextField } from '@/components/form/text-field'
import { LinkButton } from '@/components/ui/button'
import type { FileDto } from '@/lib/file/file.dto'
import type { UploadRule } from '@/lib/file/file.rules'
import { mendAndResubmitAction } from '@/lib/unit/unit.actions'
import type { UnitView } from '@/lib/unit/unit.dto'
import { mendUnitSchema } from '@/lib/unit/unit.schema'
import { CertificateField } from './certificate-field'
import { identityValues } from './completion-values'
import { IdentityFields } from './identity-fields'

type MendUnitFormProps = {
  unit: UnitView
  /** the picture of the certificate, where the policy asks for one */
  picture: { rule: UploadRule; files: readonly FileDto[] } | null
}

/** A refused unit mends what it registered with and sends it again. */
export function MendUnitForm({ unit, picture }: MendUnitFormProps) {
  const router = useRouter()
  return (
    <Form
      schema={mendUnitSchema}
      action={mendAndResubmitAction}
      defaultValues={{
        version: unit.version,
        ...identityValues(unit),
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
      {picture && <CertificateField purpose="unitPicture" {...picture} />}
    </Form>
  )
}
