'use client'
import { useState } from 'react'
import { runAction } from '@/components/form/run-action'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { LoginKind } from '@/lib/auth/login.schema'
import { viewVerificationAction } from '@/lib/auth/second-factor.actions'
import type { VerifyView } from '@/lib/auth/second-factor.dal'
import { LoginForm } from './login-form'
import type { Entered } from './submit-login'
import { VerifyForm } from './verify-form'

export type PageOwner = { accountId: string; kind: LoginKind; name: string }

type LoginDialogProps = {
  open: boolean
  /** whose page this is: only he may go on with it */
  owner: PageOwner
  onOpenChange: (open: boolean) => void
  /** the same person is logged in again */
  onSignedIn: () => void
}

/** Logs in again over a form whose session has ended; what was typed below stays where it is. */
export function LoginDialog({ open, owner, onOpenChange, onSignedIn }: LoginDialogProps) {
  const [stranger, setStranger] = useState(false)
  const [step, setStep] = useState<VerifyView | null>(null)

  const enter = async ({ account, home }: Entered) => {
    if (account !== owner.accountId) return setStranger(true)
    if (!home.startsWith('/login/')) return onSignedIn()
    const view = await runAction(viewVerificationAction, {})
    // a first factor or a new password is set up on a page of its own, in a new window: this form stays
    if (view.ok) setStep(view.data)
    else window.open(home, '_blank')
  }

  if (stranger)
    return (
      <Dialog
        open={open}
        onOpenChange={() => {}}
        dismissible={false}
        size="sm"
        title="登录了另一个账号"
        footer={
          <Button variant="primary" onClick={() => window.location.reload()}>
            重新加载页面
          </Button>
        }
      >
        <Alert tone="warning">
          这个页面是{owner.name}
          的账号打开的，您现在登录的是另一个账号，不能继续提交。请重新加载页面；需要保留的文字请先复制。
        </Alert>
      </Dialog>
    )
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title="请重新登录"
      description={`登录已过期，您填写的内容还在页面上。请用原来的账号（${owner.name}）登录后继续。`}
    >
      {step ? (
        <VerifyForm view={step} onPassed={onSignedIn} />
      ) : (
        <LoginForm kind={owner.kind} recoverTarget="_blank" onEntered={enter} />
      )}
    </Dialog>
  )
}
