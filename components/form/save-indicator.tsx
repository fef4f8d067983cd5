'use client'
import { CircleAlert, CircleCheck, CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Spinner } from '@/components/ui/spinner'
import type { Autosave } from './use-autosave'

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})
const at = (savedAt: string) => clock.format(new Date(savedAt))

type Look = { icon?: ReactNode; text: string; loud?: boolean }

function lookOf({ status, savedAt, message }: Autosave): Look {
  switch (status) {
    case 'idle':
      return savedAt ? { text: `上次保存 ${at(savedAt)}` } : { text: '填写的内容会自动保存' }
    case 'dirty':
    case 'saving':
      return { icon: <Spinner />, text: '正在保存…' }
    case 'saved':
      return {
        icon: <CircleCheck aria-hidden="true" className="size-4 text-success" />,
        text: savedAt ? `已保存 ${at(savedAt)}` : '已保存',
      }
    case 'retrying':
      return {
        icon: <CloudOff aria-hidden="true" className="size-4" />,
        text: '网络连接不上，没有保存成功，正在重试。请不要关闭页面。',
        loud: true,
      }
    case 'invalid':
      return { text: '有内容的格式不对，改好后会自动保存。', loud: true }
    case 'conflict':
      return { text: '这一部分在别处也改过，请选择保留哪一份。', loud: true }
    case 'signedOut':
      return { text: '登录已过期，内容还在页面上，重新登录后会继续保存。', loud: true }
    case 'failed':
      return { text: message ?? '没有保存成功。', loud: true }
  }
}

/** One quiet line: when it was saved, or what is in the way. Only trouble is read out. */
export function SaveIndicator({ autosave }: { autosave: Autosave }) {
  const look = lookOf(autosave)
  const canRetry = autosave.status === 'retrying' || autosave.status === 'failed' || autosave.status === 'signedOut'
  return (
    <div className="flex min-h-8 items-center gap-2 text-sm">
      <p
        role="status"
        aria-live={look.loud ? 'polite' : 'off'}
        className={look.loud ? 'flex items-center gap-1.5 text-warning' : 'num flex items-center gap-1.5 text-ink-3'}
      >
        {look.icon ?? (look.loud && <CircleAlert aria-hidden="true" className="size-4 shrink-0" />)}
        {look.text}
      </p>
      {canRetry && (
        <Button size="sm" variant="quiet" onClick={autosave.retry}>
          重试
        </Button>
      )}
    </div>
  )
}
