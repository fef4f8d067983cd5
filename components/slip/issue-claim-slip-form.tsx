'use client'
import { useRouter } from 'next/navigation'
import { CheckboxField } from '@/components/form/choice-fields'
import { Form } from '@/components/form/form'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { LinkButton } from '@/components/ui/button'
import { documentTypes } from '@/lib/dict'
import { issueClaimSlipAction } from '@/lib/slip/slip.actions'
import { issueClaimSlipSchema } from '@/lib/slip/slip.schema'

/** where the slips of this area are */
export type SlipsPath = '/bureau/slips' | '/unit/slips'

type IssueClaimSlipFormProps = { accountId: string; name: string; slips: SlipsPath; back: string }

/** 办理激活单 for 首次登录: who he is stands above it; asked for are the phone he has now and that he was seen. */
export function IssueClaimSlipForm({ accountId, name, slips, back }: IssueClaimSlipFormProps) {
  const router = useRouter()
  return (
    <Form
      schema={issueClaimSlipSchema}
      action={issueClaimSlipAction}
      defaultValues={{ accountId, docType: undefined, phone: '' }}
      label="办理首次登录激活单"
      submitLabel="提交，请另一人确认"
      pendingLabel="正在提交…"
      onSuccess={({ id }) => router.push(`${slips}/${id}`)}
      actions={
        <LinkButton href={back} variant="quiet">
          返回列表
        </LinkButton>
      }
    >
      <SelectField
        name="docType"
        label="核对的证件"
        required
        width="md"
        options={documentTypes.map(([value, label]) => ({ value, label }))}
      />
      <TextField
        name="phone"
        label="现在用的手机号码"
        required
        type="tel"
        inputMode="tel"
        autoComplete="off"
        code
        width="md"
        hint="本人首次登录后用这个号码登录和接收短信；名单上原来的号码会收到更换提示。"
      />
      <CheckboxField name="checked" label="核对证件和手机" required>
        已当面核对证件原件，人、证、姓名（{name}）一致；已拨打或查看手机，确认这个号码由本人使用
      </CheckboxField>
    </Form>
  )
}
