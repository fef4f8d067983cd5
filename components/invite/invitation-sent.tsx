import type { ReactNode } from 'react'
import { Alert } from '@/components/ui/alert'
import { CopyButton } from '@/components/ui/copy-button'
import type { InvitationSent as Sent } from '@/lib/invite/invite.dto'

/** Where an invitation went; or its link, shown this once, where nothing can be sent. */
export function InvitationSent({ sent, children }: { sent: Sent; children?: ReactNode }) {
  if (!sent.link)
    return (
      <Alert tone="success" role="status" title="邀请已发出" next={children}>
        链接已发到 <span className="num">{sent.sentTo}</span>。对方的答复会显示在邀请列表中。
      </Alert>
    )
  return (
    <Alert tone="success" role="status" title="邀请已生成，请把链接交给对方" next={children}>
      <p>本系统不能发短信和邮件。链接只显示这一次，请当面或用可靠的方式交给对方本人。</p>
      <p className="num mt-2 rounded-md border border-line bg-paper px-3 py-2 break-all select-all">{sent.link}</p>
      <div className="mt-2">
        <CopyButton text={sent.link} label="复制链接" />
      </div>
    </Alert>
  )
}
