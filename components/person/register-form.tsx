'use client'
import { useState } from 'react'
import { AgreeSection } from '@/components/auth/agree-section'
import { useCodeWays } from '@/components/auth/code-ways'
import { FirstPasswordFields } from '@/components/auth/new-password-fields'
import { SmsCodeField } from '@/components/auth/sms-code-field'
import { RegionField } from '@/components/dict/region-field'
import { Form } from '@/components/form/form'
import { FormSection } from '@/components/form/layout'
import { TextField } from '@/components/form/text-field'
import { LinkButton } from '@/components/ui/button'
import { UnitPicker } from '@/components/unit/unit-picker'
import type { DocumentType } from '@/lib/dict'
import { registerPersonAction } from '@/lib/person/person.actions'
import { registerPersonSchema, registerSchemaFor } from '@/lib/person/person.schema'
import { IdentityFields } from './identity-fields'
import { KnownAccount } from './known-account'
import { RegisterDone } from './register-done'

const withUnitSchema = registerSchemaFor(true)

type RegisterPersonFormProps = {
  docTypes: DocumentType[]
  /** what the two texts are called */
  texts: { user: string; privacy: string }
  /** what follows the application, in the words of the policy: 单位推荐, 科技局审核, 入库 */
  path: string[]
  /** the unit is chosen with the registration (A7); otherwise afterwards, when the data are completed (A1) */
  withUnit?: boolean
  /** the 征集批次 by which he comes */
  callId?: string | null
  /** he accepts an invitation with it; the name is that of the invitation */
  invitation?: { token: string; name: string }
}

/** 个人账号注册 (A2, A7), and afterwards what comes next. */
export function RegisterPersonForm({
  docTypes,
  texts,
  path,
  withUnit = true,
  callId = null,
  invitation,
}: RegisterPersonFormProps) {
  const [registered, setRegistered] = useState<string | null>(null)
  const [known, setKnown] = useState(false)
  const { sms } = useCodeWays()
  if (registered !== null) return <RegisterDone phoneMask={registered} path={path} unitFirst={!withUnit} />
  return (
    <div className="rounded-lg border border-line bg-paper p-5 sm:p-8">
      <Form
        schema={withUnit ? withUnitSchema : registerPersonSchema}
        action={async values => {
          setKnown(false)
          const result = await registerPersonAction(values)
          if (result.ok) return { ok: true as const, data: result.data.phoneMask }
          setKnown(Boolean(result.fieldErrors?.phone ?? result.fieldErrors?.docNumber))
          return result
        }}
        defaultValues={{
          docType: docTypes.length === 1 ? docTypes[0] : undefined,
          docNumber: '',
          name: invitation?.name ?? '',
          invitation: invitation?.token,
          sex: '',
          birthDate: '',
          email: '',
          regionCode: '',
          unitId: '',
          callId,
          phone: '',
          smsCode: '',
          password: '',
          passwordAgain: '',
        }}
        label="个人注册"
        submitLabel={invitation ? '注册并接受邀请' : '确认注册'}
        pendingLabel="正在注册…"
        onSuccess={setRegistered}
        className="space-y-7"
        actions={
          <LinkButton href="/login" variant="quiet">
            已有账号，去登录
          </LinkButton>
        }
      >
        {known && <KnownAccount />}
        <FormSection title="证件和姓名" description="证件号码加密保存，只用来确认是您本人，避免重复建档。">
          <IdentityFields docTypes={docTypes} />
        </FormSection>
        <FormSection title={withUnit ? '单位和联系方式' : '联系方式'}>
          {withUnit && <UnitPicker required />}
          <RegionField name="regionCode" label="所在地区" required hint="选到县（市、区）一级。" />
          <TextField
            name="email"
            label="电子邮箱"
            required
            type="email"
            width="md"
            autoComplete="email"
            hint="请保证正确有效，评审邀请会发到这里。"
          />
        </FormSection>
        <FormSection
          title="手机和密码"
          description={
            sms ? '以后用这个手机号码和密码登录，审核结果也发到这个手机。' : '以后用这个手机号码和密码登录。'
          }
        >
          <TextField name="phone" label="手机号码" required type="tel" code width="md" autoComplete="tel-national" />
          <SmsCodeField purpose="register" ownEmail />
          <FirstPasswordFields label="设置密码" />
        </FormSection>
        <AgreeSection texts={texts} />
      </Form>
    </div>
  )
}
