'use client'
import { useRef, useState } from 'react'
import { AgreeSection } from '@/components/auth/agree-section'
import { useCodeWays } from '@/components/auth/code-ways'
import { FirstPasswordFields } from '@/components/auth/new-password-fields'
import { SmsCodeField } from '@/components/auth/sms-code-field'
import { searchDisciplines, searchTitles } from '@/components/dict/load'
import { ComboboxField } from '@/components/form/combobox-field'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { FormSection } from '@/components/form/layout'
import { TextField } from '@/components/form/text-field'
import { LinkButton } from '@/components/ui/button'
import { UnitPicker } from '@/components/unit/unit-picker'
import { registerExpertSchema } from '@/lib/person/expert.schema'
import { registerExpertAction } from '@/lib/person/person.actions'
import { KnownAccount } from './known-account'
import { RegisterDone } from './register-done'
import { SameNameDialog } from './same-name-dialog'

type RegisterExpertFormProps = {
  /** the version of 专家注册须知 that was read */
  noticeVersion: string
  texts: { user: string; privacy: string }
  /** what follows the application, in the words of the policy */
  path: string[]
  /** the 征集批次 by which he comes */
  callId?: string | null
}

/** 专家注册 (R4): a few fields; a person of the same name in the same unit is asked about first (R5). */
export function RegisterExpertForm({ noticeVersion, texts, path, callId = null }: RegisterExpertFormProps) {
  const [registered, setRegistered] = useState<string | null>(null)
  const [known, setKnown] = useState(false)
  const { sms } = useCodeWays()
  const [question, setQuestion] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const form = useKitForm(registerExpertSchema, {
    name: '',
    docNumber: '',
    unitId: '',
    titleCode: '',
    discipline: '',
    phone: '',
    smsCode: '',
    email: '',
    noticeVersion,
    callId,
    notMe: false,
    password: '',
    passwordAgain: '',
  })
  if (registered !== null) return <RegisterDone phoneMask={registered} path={path} begin="专家注册" />
  const goOn = () => {
    setQuestion(null)
    form.setValue('notMe', true)
    box.current?.querySelector('form')?.requestSubmit()
  }
  return (
    <div ref={box} className="rounded-lg border border-line bg-paper p-5 sm:p-8">
      <FormView
        form={form}
        action={async values => {
          setKnown(false)
          const result = await registerExpertAction(values)
          if (result.ok) return { ok: true as const, data: result.data.phoneMask }
          setKnown(Boolean(result.fieldErrors?.phone ?? result.fieldErrors?.docNumber))
          return result
        }}
        onRefused={refusal => {
          if (refusal.code !== 'confirm') return false
          setQuestion(refusal.message ?? '')
          return true
        }}
        label="专家注册"
        submitLabel="注册"
        pendingLabel="正在注册…"
        onSuccess={setRegistered}
        className="space-y-7"
        actions={
          <LinkButton href="/login" variant="quiet">
            已经有账号？请直接登录
          </LinkButton>
        }
      >
        {known && <KnownAccount />}
        <FormSection title="专家" description="身份证号加密保存，只用来确认是您本人，避免重复建档。">
          <TextField name="name" label="专家姓名" required width="md" autoComplete="name" hint="与身份证一致。" />
          <TextField name="docNumber" label="身份证号" required code width="md" autoComplete="off" />
          <UnitPicker label="工作单位" required />
          <ComboboxField
            name="titleCode"
            label="技术职称"
            required
            width="lg"
            hint="证书上的职称名称，可以输入拼音首字母查找。没有职称的请选“无”。"
            load={searchTitles}
            placeholder="输入后从列表中选择"
            prompt="请输入职称名称或拼音首字母"
            whenNone="请换一个说法试试，例如只输入“工程师”。"
          />
          <ComboboxField
            name="discipline"
            label="学科专业"
            required
            width="lg"
            hint="您最熟悉的学科（GB/T 13745）。登录后还可以再选其他学科。"
            load={searchDisciplines}
            placeholder="输入后从列表中选择，如 草地学"
            prompt="请输入学科名称、拼音首字母或代码"
            whenNone="请换一个说法，或用上一级学科的名称查找。"
          />
        </FormSection>
        <FormSection
          title="手机和密码"
          description={`手机号码是您在本系统的唯一标识，用它和密码登录${sms ? '，结果也发到这个手机' : ''}。`}
        >
          <TextField name="phone" label="手机号码" required type="tel" code width="md" autoComplete="tel-national" />
          <SmsCodeField purpose="register" />
          <FirstPasswordFields />
        </FormSection>
        <AgreeSection texts={texts} />
      </FormView>
      <SameNameDialog question={question} onClose={() => setQuestion(null)} onNotMe={goOn} />
    </div>
  )
}
