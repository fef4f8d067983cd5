'use client'
import { useRouter } from 'next/navigation'
import { CheckboxField, RadioField } from '@/components/form/choice-fields'
import { Form } from '@/components/form/form'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { LinkButton } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { documentTypes } from '@/lib/dict'
import { issueSlipAction } from '@/lib/slip/slip.actions'
import { deskPurposes, purposeLabels } from '@/lib/slip/slip.rules'
import { issueSlipSchema } from '@/lib/slip/slip.schema'

/** 办理激活单, first step: who stands before the desk, and what for. */
export function IssueSlipForm() {
  const router = useRouter()
  return (
    <Form
      schema={issueSlipSchema}
      action={issueSlipAction}
      defaultValues={{ purpose: undefined, holderName: '', docType: undefined, phone: '' }}
      label="办理激活单"
      submitLabel="提交，请另一人确认"
      pendingLabel="正在提交…"
      onSuccess={({ id }) => router.push(`/bureau/slips/${id}`)}
      actions={
        <LinkButton href="/bureau/slips" variant="quiet">
          返回列表
        </LinkButton>
      }
    >
      <RadioField
        name="purpose"
        label="用途"
        required
        inline
        options={deskPurposes.map(value => ({ value, label: purposeLabels[value] }))}
      />
      <p className="text-sm text-ink-2">
        由名单入库、还没有登录过的专家换了手机的，请从
        <Link href="/bureau/intake/unclaimed" className="text-accent-strong underline">
          未首次登录的专家
        </Link>
        中找到本人办理。
      </p>
      <TextField name="holderName" label="姓名" required width="md" autoComplete="off" hint="按证件上的姓名填写。" />
      <SelectField
        name="docType"
        label="核对的证件"
        required
        width="md"
        options={documentTypes.map(([value, label]) => ({ value, label }))}
      />
      <TextField
        name="phone"
        label="手机号码"
        required
        type="tel"
        inputMode="tel"
        autoComplete="off"
        code
        width="md"
        hint="本人注册时要填的（或已登记的）手机号；更换登录手机的，填新号码。激活单只对这个手机号有效。"
      />
      <CheckboxField name="checked" label="核对证件和手机" required>
        已当面核对证件原件，人、证、姓名一致；已拨打或查看手机，确认这个号码由本人使用
      </CheckboxField>
    </Form>
  )
}
