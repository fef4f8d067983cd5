'use client'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { runAction } from '@/components/form/run-action'
import { SubmitButton } from '@/components/form/submit-button'
import { sendFactorCodeAction, verifyFactorAction } from '@/lib/auth/second-factor.actions'
import { type FactorMethod, verifyFactorSchema } from '@/lib/auth/second-factor.schema'
import { FactorFields } from './factor-fields'

type VerifyFormProps = {
  view: { totp: boolean; phone: string | null; slip: boolean; demoCode: string | null }
  /** gets where to go on */
  onPassed: (home: string) => void
}

/** The second step of a login. */
export function VerifyForm({ view, onPassed }: VerifyFormProps) {
  const { totp, phone, slip } = view
  const methods: FactorMethod[] = [
    ...(totp ? (['totp'] as const) : []),
    ...(phone ? (['smsCode'] as const) : []),
    ...(totp ? (['recovery'] as const) : []),
    ...(slip ? (['slip'] as const) : []),
  ]
  const form = useKitForm(verifyFactorSchema, { method: totp ? 'totp' : 'smsCode', code: '' })
  return (
    <FormView
      form={form}
      action={verifyFactorAction}
      onSuccess={({ home }) => onPassed(home)}
      submitLabel="验证并进入"
      pendingLabel="正在验证…"
      label="第二步验证"
      submit={<SubmitButton className="w-full" />}
    >
      <FactorFields
        methods={methods}
        phone={phone}
        demoCode={view.demoCode}
        send={() => runAction(sendFactorCodeAction, {})}
      />
    </FormView>
  )
}
