'use client'
import { DeedButton } from '@/components/workflow/deed-button'
import { remindUnclaimedAction } from '@/lib/intake/unclaimed.actions'
import { MOST_REMINDED, REMIND_EVERY_DAYS } from '@/lib/intake/unclaimed.rules'

/** Sends the reminder to everybody who may get one now. */
export const RemindButton = ({ due }: { due: number }) => (
  <DeedButton
    action={remindUnclaimedAction}
    input={{}}
    variant="primary"
    pendingLabel="正在发送…"
    question={{
      title: `给 ${Math.min(due, MOST_REMINDED)} 人发短信提醒？`,
      text: `短信里有首次登录的地址。每人 ${REMIND_EVERY_DAYS} 天内只提醒一次${due > MOST_REMINDED ? `；人多，一次发 ${MOST_REMINDED} 人，发完可以再点` : ''}。`,
      confirmLabel: '发送短信',
    }}
  >
    短信提醒（{due} 人）
  </DeedButton>
)
