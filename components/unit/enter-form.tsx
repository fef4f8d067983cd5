'use client'
import { useRouter } from 'next/navigation'
import { Form } from '@/components/form/form'
import { TextArea } from '@/components/form/text-area'
import { LinkButton } from '@/components/ui/button'
import { enterUnitAction } from '@/lib/unit/reshape.actions'
import { enterUnitSchema } from '@/lib/unit/reshape.schema'
import { FoundFields } from './found-fields'

/** A unit without 统一社会信用代码, entered by the bureau. */
export function EnterUnitForm() {
  const router = useRouter()
  return (
    <Form
      schema={enterUnitSchema}
      action={enterUnitAction}
      defaultValues={{
        nature: '',
        name: '',
        legalPerson: '',
        regionCode: '',
        contactName: '',
        contactPhone: '',
        noCodeReason: '',
      }}
      label="录入单位"
      submitLabel="录入"
      onSuccess={({ id }) => router.push(`/bureau/organisation/units/${id}`)}
      actions={
        <LinkButton href="/bureau/organisation/units" variant="quiet">
          返回单位名录
        </LinkButton>
      }
    >
      <FoundFields />
      <TextArea
        name="noCodeReason"
        label="没有统一社会信用代码的原因"
        required
        max={300}
        rows={3}
        hint="有代码的单位请让它自行注册。以后取得代码，可以在单位页面补录。"
      />
    </Form>
  )
}
