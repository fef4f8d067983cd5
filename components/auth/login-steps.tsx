'use client'
import { useState } from 'react'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { Button } from '@/components/ui/button'
import { RefreshEvery } from '@/components/ui/refresh-every'
import { onward } from '@/lib/auth/next-path.rules'
import { renewPasswordAction } from '@/lib/auth/renew.actions'
import { renewSchema } from '@/lib/auth/renew.schema'
import { enrolFactorAction } from '@/lib/auth/second-factor.actions'
import { EnrolForm, type Offer } from './enrol-form'
import { NewPasswordFields } from './new-password-fields'
import { RecoveryCodes } from './recovery-codes'
import { VerifyForm } from './verify-form'

/** The whole page is loaded anew, so that nothing of the visitor before stays. */
const go = (home: string, next: string | null) => window.location.assign(onward(home, next))

type VerifyStepProps = Parameters<typeof VerifyForm>[0]['view'] & { next: string | null }

/** 第二步验证 on its page. A demo account's code is renewed while one looks at it. */
export function VerifyStep({ next, ...view }: VerifyStepProps) {
  return (
    <>
      {view.demoCode !== null && <RefreshEvery seconds={20} />}
      <VerifyForm view={view} onPassed={home => go(home, next)} />
    </>
  )
}

/** 请更换密码 on its page. */
export function RenewStep({ next }: { next: string | null }) {
  const form = useKitForm(renewSchema, { password: '', passwordAgain: '' })
  return (
    <FormView
      form={form}
      action={renewPasswordAction}
      onSuccess={({ home }) => go(home, next)}
      submitLabel="更换密码并进入"
      pendingLabel="正在更换…"
      label="更换密码"
    >
      <NewPasswordFields />
    </FormView>
  )
}

type EnrolStepProps = { offer: Offer | null; account: string; site: string; home: string; next: string | null }

/** 绑定身份验证器 on its page, then the recovery codes. Without an offer it is done already. */
export function EnrolStep({ offer, account, site, home, next }: EnrolStepProps) {
  const [done, setDone] = useState<{ home: string; codes: string[] } | null>(null)
  if (offer && !done) return <EnrolForm offer={offer} action={enrolFactorAction} onDone={setDone} />
  return (
    <div className="space-y-5">
      {done ? <RecoveryCodes codes={done.codes} account={account} site={site} /> : <p>身份验证器已绑定。</p>}
      <Button variant="primary" onClick={() => go(done?.home ?? home, next)}>
        {done ? '我已保存，进入系统' : '进入系统'}
      </Button>
    </div>
  )
}
