'use client'
import { useState } from 'react'
import { AgreeSection } from '@/components/auth/agree-section'
import { useCodeWays } from '@/components/auth/code-ways'
import { FirstPasswordFields } from '@/components/auth/new-password-fields'
import { SmsCodeField } from '@/components/auth/sms-code-field'
import { Form } from '@/components/form/form'
import { FormSection } from '@/components/form/layout'
import { TextField } from '@/components/form/text-field'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import type { FileDto } from '@/lib/file/file.dto'
import type { UploadRule } from '@/lib/file/file.rules'
import { registerUnitAction } from '@/lib/unit/unit.actions'
import { registerUnitSchema } from '@/lib/unit/unit.schema'
import type { RegisterWay } from '@/lib/unit/way.rules'
import { CertificateField } from './certificate-field'
import { IdentityFields } from './identity-fields'
import { RegisterDone } from './register-done'

const textLink = 'text-accent-strong underline'

type RegisterFormProps = {
  /** what the two texts are called */
  texts: { user: string; privacy: string }
  way: RegisterWay
  /** what is taken for the picture of the certificate, and what this browser has sent; null where none is asked for */
  picture: { rule: UploadRule; files: readonly FileDto[] } | null
}

/** 单位账号注册 (U2, U7), and afterwards what comes next. */
export function RegisterUnitForm({ texts, way, picture }: RegisterFormProps) {
  const [sentTo, setSentTo] = useState<string | null>(null)
  const [phoneTaken, setPhoneTaken] = useState(false)
  const { sms } = useCodeWays()
  if (sentTo !== null) return <RegisterDone phoneMask={sentTo} way={way} />
  return (
    <div className="rounded-lg border border-line bg-paper p-5 sm:p-8">
      <Form
        schema={registerUnitSchema}
        action={async values => {
          const result = await registerUnitAction(values)
          setPhoneTaken(!result.ok && Boolean(result.fieldErrors?.phone))
          return result
        }}
        defaultValues={{
          nature: '',
          name: '',
          legalPerson: '',
          regionCode: '',
          creditCode: '',
          contactName: '',
          phone: '',
          smsCode: '',
          email: '',
          password: '',
          passwordAgain: '',
        }}
        label="单位注册"
        submitLabel="提交注册"
        onSuccess={({ phoneMask }) => setSentTo(phoneMask)}
        className="space-y-7"
        actions={
          <LinkButton href="/login?as=unitAdmin" variant="quiet">
            已有账号，去登录
          </LinkButton>
        }
      >
        {phoneTaken && (
          <Alert tone="info" title="这个手机号已经有单位账号">
            可以直接
            <Link href="/login?as=unitAdmin" className={textLink}>
              登录
            </Link>
            查看办理进度；忘记密码的，用
            <Link href="/recover?as=unitAdmin" className={textLink}>
              找回密码
            </Link>
            重新设置。
          </Alert>
        )}
        <FormSection title="单位信息" description="请对照统一社会信用代码证书（营业执照、事业单位法人证书等）填写。">
          <IdentityFields />
          {picture && <CertificateField purpose="unitPicture" {...picture} />}
        </FormSection>
        <FormSection title="联系人和登录" description="联系人就是本单位账号的管理员，用自己的手机号和密码登录。">
          <TextField
            name="contactName"
            label="联系人"
            required
            width="md"
            autoComplete="name"
            hint="负责本单位注册和专家推荐的工作人员。"
          />
          <TextField
            name="phone"
            label="联系人手机号码"
            required
            width="md"
            type="tel"
            inputMode="tel"
            code
            autoComplete="tel"
            hint={sms ? '审核结果会发到这个手机，以后用它登录。' : '以后用它登录。'}
          />
          <SmsCodeField purpose="registerUnit" />
          <FirstPasswordFields />
        </FormSection>
        <AgreeSection texts={texts} />
      </Form>
    </div>
  )
}
