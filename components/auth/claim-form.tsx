'use client'
import { useState } from 'react'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { FormSection } from '@/components/form/layout'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { claimAccountAction } from '@/lib/auth/claim.actions'
import { claimSchema } from '@/lib/auth/claim.schema'
import { onward } from '@/lib/auth/next-path.rules'
import { type DocumentType, documentTypes } from '@/lib/dict'
import { AgreeSection } from './agree-section'
import { FirstPasswordFields } from './new-password-fields'
import { SmsCodeField } from './sms-code-field'
import { submitLogin } from './submit-login'

type ClaimFormProps = { docTypes: DocumentType[]; texts: { user: string; privacy: string } }

const labelOf = (code: DocumentType): string => documentTypes.find(([one]) => one === code)![1]

/** Document, phone with its code, password, the texts; then straight in, by the ordinary login. */
export function ClaimForm({ docTypes, texts }: ClaimFormProps) {
  const [done, setDone] = useState(false)
  const blank = {
    docType: docTypes[0] ?? 'mainlandId',
    ...{ docNumber: '', phone: '', smsCode: '', password: '', passwordAgain: '' },
  }
  const form = useKitForm(claimSchema as never, blank as never)
  if (done)
    return (
      <Alert
        tone="success"
        role="status"
        title="密码已设置"
        next={
          <LinkButton variant="primary" href="/login?as=individual">
            登录
          </LinkButton>
        }
      >
        请用手机号码和刚才设置的密码登录，补全您的专家信息。
      </Alert>
    )
  return (
    <FormView
      form={form}
      label="首次登录"
      action={claimAccountAction as never}
      submitLabel="设置密码并登录"
      pendingLabel="正在核对…"
      className="space-y-7"
      onSuccess={async ({ phone }: { phone: string }) => {
        const { password } = form.getValues() as { password: string }
        const entered = await submitLogin({ kind: 'individual', name: phone, password }).catch(() => null)
        if (entered?.ok) window.location.assign(onward(entered.data.home, null))
        else setDone(true)
      }}
      actions={
        <Link href="/login" className="py-1.5 text-accent-strong underline">
          返回登录
        </Link>
      }
    >
      <FormSection title="证件" description="只用来核对是您本人。">
        {docTypes.length > 1 && (
          <SelectField
            name="docType"
            label="证件类型"
            required
            options={docTypes.map(value => ({ value, label: labelOf(value) }))}
          />
        )}
        <TextField name="docNumber" label="证件号码" required code width="md" autoComplete="off" />
      </FormSection>
      <FormSection title="手机和密码">
        <TextField
          name="phone"
          label="手机号码"
          required
          type="tel"
          code
          width="md"
          autoComplete="tel-national"
          hint="单位或管理部门登记的号码；有激活单的，填单上的号码。"
        />
        <SmsCodeField purpose="claim" />
        <FirstPasswordFields label="设置密码" />
      </FormSection>
      <AgreeSection texts={texts} />
    </FormView>
  )
}
