import type { Metadata } from 'next'
import { ActivateForm } from '@/components/staff/activate-form'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHeader } from '@/components/ui/page-header'
import { Time } from '@/components/ui/time'
import { currentVisitor } from '@/lib/auth/current'
import { activationState } from '@/lib/staff/link.dal'

export const metadata: Metadata = { title: '激活账号', robots: { index: false } }

const closed = {
  used: {
    title: '这个链接已经用过',
    text: '密码已经设置，请直接登录。如果不是您本人设置的，请立即联系系统管理员停用账号。',
  },
  expired: { title: '这个链接已过期', text: '链接 24 小时内有效。请联系系统管理员重新发一个激活链接。' },
  unknown: {
    title: '链接不能用',
    text: '请从短信中（或交给您的纸条上）完整复制链接再打开；或联系系统管理员重新发一个激活链接。',
  },
}

export default async function ActivatePage({ searchParams }: PageProps<'/activate'>) {
  const { token } = await searchParams
  const text = typeof token === 'string' ? token.slice(0, 200) : ''
  const found = await activationState(await currentVisitor(), text)
  return (
    <div className="mx-auto max-w-xl">
      <PageHeader
        title="激活账号"
        description="为您的工作人员账号设置密码。密码只有您自己知道，工作人员不会向您索要。"
      />
      {found.state === 'open' ? (
        <Card>
          <div className="mb-5">
            <DescriptionList
              columns={1}
              items={[
                { label: '姓名', value: found.name },
                { label: '登录名', value: found.login },
                { label: '链接有效到', value: <Time value={found.until} /> },
              ]}
            />
          </div>
          <ActivateForm token={text} />
        </Card>
      ) : (
        <Alert
          tone="warning"
          title={closed[found.state].title}
          next={found.state === 'used' ? <a href="/login?as=staff">去登录</a> : undefined}
        >
          {closed[found.state].text}
        </Alert>
      )}
    </div>
  )
}
