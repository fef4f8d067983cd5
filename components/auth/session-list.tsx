'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import { endOtherSessionsAction, endSessionAction } from '@/lib/auth/account.actions'
import type { SessionDto } from '@/lib/auth/session.dto'

type Said = { tone: 'success' | 'danger'; text: string }

/** Where one is logged in; each other device can be logged out from here, or all of them. */
export function SessionList({ sessions, now }: { sessions: SessionDto[]; now: Date }) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [busy, setBusy] = useState('')
  const [said, setSaid] = useState<Said | null>(null)
  const others = sessions.filter(session => !session.current)

  const run = (key: string, end: () => ReturnType<typeof runAction>, done: string) => {
    setBusy(key)
    setSaid(null)
    startTransition(async () => {
      const result = await end()
      setSaid(
        result.ok
          ? { tone: 'success', text: done }
          : { tone: 'danger', text: sentenceFor(result.code, result.message) },
      )
      router.refresh()
    })
  }

  return (
    <>
      {said && (
        <div className="p-4 pb-0 sm:px-5">
          <Alert tone={said.tone} role="status">
            {said.text}
          </Alert>
        </div>
      )}
      <ul className="divide-y divide-line">
        {sessions.map(session => (
          <li key={session.id} className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3 sm:px-5">
            <div className="min-w-0 flex-1 basis-64">
              <p className="flex flex-wrap items-center gap-x-2 font-medium">
                {session.device}
                {session.current && <Badge tone="success">当前设备</Badge>}
              </p>
              <p className="text-sm text-ink-3">
                地址 <span className="num">{session.address}</span>，最近使用{' '}
                <Time value={session.lastSeenAt} now={now} />
              </p>
            </div>
            {!session.current && (
              <Button
                size="sm"
                pending={pending && busy === session.id}
                pendingLabel="正在退出…"
                onClick={() =>
                  run(
                    session.id,
                    () => runAction(endSessionAction, { session: session.id }),
                    `已退出「${session.device}」。`,
                  )
                }
              >
                退出此设备
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <div className="border-t border-line px-4 py-3 sm:px-5">
          <Button
            pending={pending && busy === 'all'}
            pendingLabel="正在退出…"
            onClick={() => run('all', () => runAction(endOtherSessionsAction, {}), '其他设备都已退出登录。')}
          >
            退出其他全部设备
          </Button>
        </div>
      )}
    </>
  )
}
