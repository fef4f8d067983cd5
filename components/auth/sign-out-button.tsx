'use client'
import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { runAction } from '@/components/form/run-action'
import { logoutAction } from '@/lib/auth/account.actions'
import { safeNext } from '@/lib/auth/next-path.rules'

/**
 * 退出登录. Ends the session, then loads the home page, or another one of ours, anew, so that nothing of the person stays
 * in the browser.
 */
export function SignOutButton({ next }: { next?: string }) {
  const [state, setState] = useState<'idle' | 'leaving' | 'failed'>('idle')
  const leave = async () => {
    if (state === 'leaving') return
    setState('leaving')
    const result = await runAction(logoutAction, {})
    if (result.ok) window.location.replace(safeNext(next))
    else setState('failed')
  }
  return (
    <>
      <button
        type="button"
        onClick={leave}
        aria-disabled={state === 'leaving' || undefined}
        className="flex min-h-9 w-full items-center gap-2.5 rounded-md px-3 text-left text-ink-2 hover:bg-sunken hover:text-ink max-lg:min-h-11"
      >
        <LogOut aria-hidden="true" className="size-4" />
        {state === 'leaving' ? '正在退出…' : '退出登录'}
      </button>
      <p role="status" className={state === 'failed' ? 'px-3 pb-1 text-sm text-danger' : 'sr-only'}>
        {state === 'failed' && '没有退出成功，请检查网络后再点一次。'}
      </p>
    </>
  )
}
