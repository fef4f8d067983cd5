'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { type Action, runAction, sentenceFor } from '@/components/form/run-action'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import {
  offerTotpAction,
  renewRecoveryCodesAction,
  switchOffFactorAction,
  switchOnFactorAction,
} from '@/lib/auth/own-factor.actions'
import type { OwnFactor } from '@/lib/auth/own-factor.dal'
import { EnrolForm, type Offer } from './enrol-form'
import { RecoveryCodes } from './recovery-codes'

type FactorCardProps = { factor: OwnFactor; account: string; site: string }
type View = { offer: Offer } | { codes: string[] } | null
const LOW = 3

/** 二次验证 on one's own account page: switch on, move to another phone, new recovery codes, switch off. */
export function FactorCard({ factor, account, site }: FactorCardProps) {
  const router = useRouter()
  const [view, setView] = useState<View>(null)
  const [said, setSaid] = useState('')
  const [pending, startTransition] = useTransition()

  const run = <T,>(action: Action<Record<string, never>, T>, done: (data: T) => void) => {
    if (pending) return
    setSaid('')
    startTransition(async () => {
      const result = await runAction(action, {})
      if (result.ok) done(result.data)
      else setSaid(sentenceFor(result.code, result.message))
    })
  }
  const close = () => {
    setView(null)
    router.refresh()
  }

  if (view && 'codes' in view)
    return (
      <div className="space-y-4">
        <RecoveryCodes codes={view.codes} account={account} site={site} />
        <Button variant="primary" onClick={close}>
          我已保存
        </Button>
      </div>
    )
  if (view)
    return (
      <div className="space-y-4">
        <EnrolForm offer={view.offer} action={switchOnFactorAction} onDone={({ codes }) => setView({ codes })} />
        <Button onClick={() => setView(null)}>取消</Button>
      </div>
    )
  return (
    <div className="space-y-4">
      {said && (
        <Alert tone="danger" role="alert">
          {said}
        </Alert>
      )}
      <Standing factor={factor} />
      {factor.totp && factor.recoveryLeft <= LOW && (
        <Alert tone="warning">
          {factor.recoveryLeft === 0 ? '恢复码已经用完' : `恢复码只剩 ${factor.recoveryLeft} 个`}
          ，建议重新生成一组并保存好：手机丢失时靠它登录。
        </Alert>
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => run(offerTotpAction, offer => setView({ offer }))} disabled={pending}>
          {factor.totp ? '更换手机或验证器' : '绑定身份验证器'}
        </Button>
        {factor.totp && (
          <Button onClick={() => run(renewRecoveryCodesAction, setView)} disabled={pending}>
            重新生成恢复码
          </Button>
        )}
        {factor.totp && !factor.obligatory && (
          <Button onClick={() => run(switchOffFactorAction, close)} disabled={pending}>
            关闭二次验证
          </Button>
        )}
      </div>
    </div>
  )
}

function Standing({ factor }: { factor: OwnFactor }) {
  if (factor.totp)
    return (
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone="success">已开通</Badge>
        登录时除密码外，还要填写身份验证器的 6 位数字。
        {factor.recoveryLeft > LOW && `恢复码还剩 ${factor.recoveryLeft} 个。`}
      </p>
    )
  if (factor.phone) return <p>登录时除密码外，还要填写发送到手机 {factor.phone} 的短信验证码。也可以改用身份验证器。</p>
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Badge>未开通</Badge>
      开通后，别人即使知道您的密码也不能登录。需要在手机上安装身份验证器。
    </p>
  )
}
