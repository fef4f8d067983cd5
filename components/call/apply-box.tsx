'use client'
import { LinkButton } from '@/components/ui/button'
import { DeedButton } from '@/components/workflow/deed-button'
import { beginApplicationAction } from '@/lib/application/application.actions'

type ApplyBoxProps = {
  callId: string
  /** who reads the page */
  reader: 'visitor' | 'individual' | 'other'
  /** experts register without the detour over an account (R4) */
  direct: boolean
}

/** 申请成为专家 from a call: who is logged in goes on to his application, a visitor registers or logs in and comes back. */
export function ApplyBox({ callId, reader, direct }: ApplyBoxProps) {
  if (reader === 'other') return <p className="text-ink-2">申请成为专家，请用本人的个人账号登录。</p>
  if (reader === 'individual')
    return (
      <div className="flex flex-wrap items-center gap-3">
        <DeedButton
          action={beginApplicationAction}
          input={{ callId }}
          variant="primary"
          size="lg"
          pendingLabel="正在准备…"
          to="/expert"
        >
          申请成为专家
        </DeedButton>
      </div>
    )
  return (
    <div className="flex flex-wrap items-center gap-3">
      <LinkButton href={`/register/${direct ? 'expert' : 'person'}?call=${callId}`} variant="primary" size="lg">
        申请成为专家
      </LinkButton>
      <LinkButton href={`/login?next=/calls/${callId}`} size="lg">
        已有账号，登录后申请
      </LinkButton>
    </div>
  )
}
