import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import type { Matter } from '@/lib/desk/desk.dto'
import { Matters } from './matters'

type ManagerDeskProps = {
  matters: Matter[]
  greeting: string
  /** above what waits */
  notice?: ReactNode
}

/** The first page of who manages, watches or has a part in draws, and reviews nothing: what waits for him, each with its page. */
export function ManagerDesk({ matters, greeting, notice }: ManagerDeskProps) {
  return (
    <>
      <PageHeader title="工作台" description={greeting} />
      {notice}
      {matters.some(({ count }) => count > 0) ? (
        <Matters matters={matters} />
      ) : (
        <div className="space-y-5">
          <Card title="待办" flush>
            <EmptyState title="没有等您办理的事" why="有事等您办理时，会出现在这里；各项业务从菜单进入。" />
          </Card>
          <Matters matters={matters} />
        </div>
      )}
    </>
  )
}
