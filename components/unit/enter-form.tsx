'use client'
import { useRouter } from 'next/navigation'
import { Form } from '@/components/form/form'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { LinkButton } from '@/components/ui/button'
import { enterUnitAction } from '@/lib/unit/reshape.actions'
import { enterUnitSchema } from '@/lib/unit/reshape.schema'
import { FoundFields } from './found-fields'

/** A unit that the bureau enters: without 统一社会信用代码, or as a list of experts names it. */
export function EnterUnitForm({ start }: { start?: { name: string; creditCode: string; regionCode: string } }) {
  const router = useRouter()
  return (
    <Form
      schema={enterUnitSchema}
      action={enterUnitAction}
      defaultValues={{
        nature: '',
        name: start?.name ?? '',
        creditCode: start?.creditCode ?? '',
        legalPerson: '',
        regionCode: start?.regionCode ?? '',
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
      {start?.creditCode && <TextField name="creditCode" label="统一社会信用代码" required code width="md" />}
      <TextArea
        name="noCodeReason"
        label={start?.creditCode ? '说明（选填）' : '没有统一社会信用代码的原因'}
        required={!start?.creditCode}
        max={300}
        rows={3}
        hint={
          start?.creditCode
            ? '例如：原专家库中的单位。'
            : '有代码的单位请让它自行注册。以后取得代码，可以在单位页面补录。'
        }
      />
    </Form>
  )
}
