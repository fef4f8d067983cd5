'use client'
import type { ReactNode } from 'react'
import { useCodeWays } from '@/components/auth/code-ways'
import { TextField } from '@/components/form/text-field'
import { Alert } from '@/components/ui/alert'
import { CopyButton } from '@/components/ui/copy-button'
import type { Invited } from '@/lib/unit/administrator.dto'

/** What the invited person will get, and what he does with it. */
export function InvitationWay() {
  const { sms, email } = useCodeWays()
  const lasts = '链接 72 小时内有效，只能用一次。'
  if (sms) return <>对方会收到一条短信，用其中的链接验证手机、设置自己的密码。{lasts}</>
  if (email) return <>对方会收到一封邮件，用其中的链接验证邮箱、设置自己的密码。{lasts}</>
  return (
    <>
      本系统不能发短信和邮件：提交后请把显示的链接当面交给对方。对方带证件到我们窗口办理激活单，再用链接和激活码设置自己的密码。
      {lasts}
    </>
  )
}

/** Asked for where the invitation goes by e-mail. */
export function InvitationAddress() {
  const { sms, email } = useCodeWays()
  if (sms || !email) return null
  return (
    <TextField
      name="email"
      label="电子邮箱"
      required
      type="email"
      autoComplete="off"
      hint="邀请链接和验证码发到这个邮箱，请填写对方本人的邮箱。"
    />
  )
}

type InvitationSentProps = { invited: Invited; children: ReactNode; className?: string }

/** Where the invitation went; or the link, shown this once, where nothing can be sent. */
export function InvitationSent({ invited, children, className }: InvitationSentProps) {
  const { sentTo, link } = invited
  if (!link)
    return (
      <Alert tone="success" role="status" title="邀请已发出" className={className}>
        <span className="num">
          已发到 {sentTo}，72 小时内有效。{children}
        </span>
      </Alert>
    )
  return (
    <Alert tone="success" role="status" title="邀请已生成，请把链接交给对方" className={className}>
      <p>
        链接只显示这一次，72 小时内有效，只能用一次。对方（手机 <span className="num">{invited.phoneMask}</span>
        ）还要带证件办理激活单（用途：接受单位管理员邀请）。{children}
      </p>
      <p className="num mt-2 rounded-md border border-line bg-paper px-3 py-2 break-all select-all">{link}</p>
      <div className="mt-2">
        <CopyButton text={link} label="复制链接" />
      </div>
    </Alert>
  )
}
