'use client'
import { useState } from 'react'
import { Spinner } from '@/components/ui/spinner'
import { Tabs } from '@/components/ui/tabs'
import type { LoginKind } from '@/lib/auth/login.schema'
import { onward } from '@/lib/auth/next-path.rules'
import { LoginForm } from './login-form'

const tabs: { value: LoginKind; label: string }[] = [
  { value: 'individual', label: '个人用户登录' },
  { value: 'unitAdmin', label: '企业用户登录' },
  { value: 'staff', label: '管理人员登录' },
]

/** The three ways in. Afterwards the whole page is loaded anew, so that nothing of the visitor before stays. */
export function LoginPanel({ next, start = 'individual' }: { next: string | null; start?: LoginKind }) {
  const [entered, setEntered] = useState(false)
  return (
    <div aria-busy={entered} className="max-sm:[&_[role=tab]]:px-1.5 max-sm:[&_[role=tab]]:text-sm">
      <Tabs
        label="登录方式"
        defaultValue={start}
        tabs={tabs.map(tab => ({
          ...tab,
          panel: (
            <LoginForm
              kind={tab.value}
              onEntered={({ home }) => {
                setEntered(true)
                window.location.assign(onward(home, next))
              }}
            />
          ),
        }))}
      />
      <p role="status" className={entered ? 'mt-4 flex items-center gap-2 text-ink-2' : 'sr-only'}>
        {entered && (
          <>
            <Spinner /> 登录成功，正在进入…
          </>
        )}
      </p>
    </div>
  )
}
