'use client'
import { type ReactNode, useState } from 'react'
import { Form } from '@/components/form/form'
import { TextArea } from '@/components/form/text-area'
import { Alert } from '@/components/ui/alert'
import { Button, LinkButton } from '@/components/ui/button'
import { DeedButton } from '@/components/workflow/deed-button'
import { loginPath } from '@/lib/auth/next-path.rules'
import { acceptInvitationAction, declineInvitationAction } from '@/lib/invite/invite.actions'
import { declineInvitationSchema } from '@/lib/invite/invite.schema'

type AnswerProps = {
  token: string
  /** who reads the page */
  reader: 'visitor' | 'individual'
  phoneMask: string
  /** the registration, for who has no account */
  children: ReactNode
}

/** The two answers to an invitation: 接受, by registering or with an account, and 谢绝. */
export function Answer({ token, reader, phoneMask, children }: AnswerProps) {
  const [step, setStep] = useState<'choose' | 'register' | 'decline' | 'declined'>('choose')
  if (step === 'declined')
    return (
      <Alert tone="success" role="status" title="您已谢绝邀请">
        感谢您的答复。以后愿意加入的，可以在本站注册，自行申请成为专家。
      </Alert>
    )
  if (step === 'decline')
    return (
      <div className="rounded-lg border border-line bg-paper p-5 sm:p-7">
        <Form
          schema={declineInvitationSchema}
          action={declineInvitationAction}
          defaultValues={{ token, reason: '' }}
          label="谢绝邀请"
          submitLabel="确认谢绝"
          pendingLabel="正在提交…"
          actions={<Button onClick={() => setStep('choose')}>返回</Button>}
          onSuccess={() => setStep('declined')}
        >
          <TextArea name="reason" label="谢绝的原因" max={200} rows={3} hint="可以不填。邀请您的部门能看到。" />
        </Form>
      </div>
    )
  if (step === 'register')
    return (
      <section aria-labelledby="register">
        <h2 id="register" className="mb-1 text-xl">
          注册账号，接受邀请
        </h2>
        <p className="mb-4 text-ink-2">
          请用收到邀请的手机号 <span className="num">{phoneMask}</span> 注册。已有账号的，请
          <a
            href={loginPath(`/invitation?token=${token}`)}
            className="mx-1 text-accent-strong underline"
            rel="noreferrer"
          >
            登录后接受
          </a>
          。
        </p>
        {children}
      </section>
    )
  const decline = (
    <Button size="lg" onClick={() => setStep('decline')}>
      谢绝
    </Button>
  )
  if (reader === 'individual')
    return (
      <div className="flex flex-wrap items-center gap-3">
        <DeedButton
          action={acceptInvitationAction}
          input={{ token }}
          variant="primary"
          size="lg"
          pendingLabel="正在接受…"
          to="/expert"
        >
          接受邀请
        </DeedButton>
        {decline}
      </div>
    )
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button variant="primary" size="lg" onClick={() => setStep('register')}>
        接受邀请
      </Button>
      <LinkButton href={loginPath(`/invitation?token=${token}`)} size="lg">
        已有账号，登录后接受
      </LinkButton>
      {decline}
    </div>
  )
}
