import type { ReactNode } from 'react'
import { controlClass } from '@/components/form/field-shell'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { buttonClass } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { EmptyState } from '@/components/ui/empty-state'
import { Time } from '@/components/ui/time'
import type { InboxMessage } from '@/lib/message/message.dal'

type InboxProps = {
  messages: InboxMessage[]
  /** last digits of the phone that is looked for; '' for all */
  tail: string
  /** the page reloads itself every few seconds */
  live: boolean
  seconds: number
  now: Date
  /** how the recipient of a message answers it by SMS */
  replyTo: (message: InboxMessage) => ReactNode
}

const base = '/dev/inbox'

function address(tail: string, live: boolean): string {
  const query = new URLSearchParams({ ...(tail ? { phone: tail } : {}), ...(live ? { refresh: 'on' } : {}) }).toString()
  return query ? `${base}?${query}` : base
}

/** The messages of a demo, newest first. Plain links and a plain form: the page reloads as a whole. */
export function Inbox({ messages, tail, live, seconds, now, replyTo }: InboxProps) {
  return (
    <div className="mt-6 max-w-3xl">
      <Alert tone="warning" title="演示环境">
        这里显示系统“发出”的短信和邮件，任何人都能看到。它们没有真的发出；正式环境没有这个页面。
      </Alert>
      <div className="mt-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <form action={base} className="flex items-end gap-2">
          {live && <input type="hidden" name="refresh" value="on" />}
          <label className="block">
            <span className="mb-1 block text-sm text-ink-2">手机号码后四位</span>
            <input
              name="phone"
              defaultValue={tail}
              inputMode="numeric"
              maxLength={4}
              autoComplete="off"
              className={cx(controlClass, 'num h-control w-32')}
            />
          </label>
          <button type="submit" className={buttonClass('secondary')}>
            查找
          </button>
          {tail && (
            <a href={address('', live)} className={buttonClass('quiet')}>
              全部
            </a>
          )}
        </form>
        <a href={address(tail, !live)} className={buttonClass('secondary')}>
          {live ? '停止自动刷新' : `每 ${seconds} 秒自动刷新`}
        </a>
      </div>
      {messages.length === 0 ? (
        <EmptyState
          title={tail ? `没有发给尾号 ${tail} 的短信` : '还没有短信'}
          why="获取验证码、审核有结果之后，短信会出现在这里。"
        />
      ) : (
        <ul className="mt-4 divide-y divide-line border-y border-line">
          {messages.map(message => (
            <li key={message.id} className="py-4">
              <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-3">
                <span className="num text-base font-semibold text-ink">{message.to}</span>
                <Time value={message.createdAt} now={now} />
                {!message.sent && <Badge tone="warning">等待发送</Badge>}
              </p>
              <p className="num mt-1 whitespace-pre-line">{message.text}</p>
              {message.asks && replyTo(message)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
