import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'

/** For somebody of the staff who was not given a role yet: whom to ask, and what he can do meanwhile. */
export function NoRole({ name }: { name: string }) {
  return (
    <Card>
      <EmptyState
        title={`${name}，您的账号还没有角色`}
        why="账号已经可以登录，但要由安全管理员授予角色后才能办理业务。请联系本单位的安全管理员，说明您的姓名、登录名和需要办理的工作。授权后请重新登录。"
        action={<LinkButton href="/account">账号与安全</LinkButton>}
      />
    </Card>
  )
}
