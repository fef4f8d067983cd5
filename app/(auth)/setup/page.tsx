import type { Metadata } from 'next'
import { SetupForm } from '@/components/auth/setup-form'
import { Alert } from '@/components/ui/alert'
import { PageHeader } from '@/components/ui/page-header'
import { currentVisitor } from '@/lib/auth/current'
import { type SetupState, setupState } from '@/lib/auth/setup.dal'

export const metadata: Metadata = { title: '初始设置', robots: { index: false } }

const closed: Record<Exclude<SetupState, 'open'>, { title: string; text: string }> = {
  used: { title: '这个链接已经用过', text: '三位管理员账号已经创建，请直接登录。链接只能使用一次。' },
  expired: { title: '这个链接已过期', text: '链接自生成起 24 小时内有效。请在服务器上运行 npm run setup 重新生成。' },
  unknown: { title: '链接不完整', text: '请从服务器的输出中复制整行链接再打开；或运行 npm run setup 重新生成。' },
}

export default async function SetupPage({ searchParams }: PageProps<'/setup'>) {
  const { token } = await searchParams
  const text = typeof token === 'string' ? token.slice(0, 200) : ''
  const state = await setupState(await currentVisitor(), text)
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader
        title="初始设置"
        description="为系统创建三位管理员。三个账号互相制约，请由三个人各自保管，不要由一人兼任。"
      />
      {state === 'open' ? (
        <SetupForm token={text} />
      ) : (
        <Alert
          tone="warning"
          title={closed[state].title}
          next={state === 'used' ? <a href="/login?as=staff">去登录</a> : undefined}
        >
          {closed[state].text}
        </Alert>
      )}
    </div>
  )
}
