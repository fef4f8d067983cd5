import type { Route } from 'next'
import { LinkButton } from '@/components/ui/button'
import { MessagePage } from './message-page'

/** Nothing is there, or nothing for this person. @param home his own first page, null for who is not logged in */
export const NotFoundMessage = ({ home }: { home: string | null }) => (
  <MessagePage
    title="没有找到这个页面"
    actions={
      <>
        {home && (
          <LinkButton href={home as Route} variant="primary">
            返回我的工作台
          </LinkButton>
        )}
        <LinkButton href="/" variant={home ? 'secondary' : 'primary'}>
          返回首页
        </LinkButton>
      </>
    }
  >
    <p>地址可能写错了，内容可能已经移走，或者您没有查看它的权限。</p>
    <p>
      {home
        ? '可以从工作台的菜单重新进入；如果应该能看到，请联系我们。'
        : '如果是从短信、邮件或收藏里打开的，请从首页重新进入，或登录后再试。'}
    </p>
  </MessagePage>
)
