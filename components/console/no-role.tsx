import { MessagePage } from '@/components/shell/message-page'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'

const titleFor = (name: string) => `${name}，您的账号还没有角色`
const why =
  '账号可以登录，但要由安全管理员授予角色后才能办理业务。请联系本单位的安全管理员，说明您的姓名、登录名和需要办理的工作。授权后请重新登录。'

/** For somebody of the staff who has no role, on his first page: whom to ask, and what he can do meanwhile. */
export const NoRole = ({ name }: { name: string }) => (
  <Card>
    <EmptyState title={titleFor(name)} why={why} action={<LinkButton href="/account">账号与安全</LinkButton>} />
  </Card>
)

/** The same in place of a page that he may not open yet. */
export const NoRoleMessage = ({ name }: { name: string }) => (
  <MessagePage
    title={titleFor(name)}
    actions={
      <>
        <LinkButton href="/admin" variant="primary">
          返回我的工作台
        </LinkButton>
        <LinkButton href="/account">账号与安全</LinkButton>
      </>
    }
  >
    <p>{why}</p>
  </MessagePage>
)
