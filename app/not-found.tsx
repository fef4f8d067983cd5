import type { Route } from 'next'
import { MessagePage } from '@/components/shell/message-page'
import { LinkButton } from '@/components/ui/button'
import { currentSession } from '@/lib/auth/current'
import { homeOf } from '@/lib/auth/home.rules'

/** The same words whether a thing is missing or not yours, so that nobody learns of it by guessing. */
export default async function NotFound() {
  const session = await currentSession()
  return (
    <MessagePage
      title="没有找到这个页面"
      actions={
        <>
          {session && (
            <LinkButton href={homeOf(session.actor) as Route} variant="primary">
              返回我的工作台
            </LinkButton>
          )}
          <LinkButton href="/" variant={session ? 'secondary' : 'primary'}>
            返回首页
          </LinkButton>
        </>
      }
    >
      <p>地址可能写错了，内容可能已经移走，或者您没有查看它的权限。</p>
      <p>
        {session
          ? '可以从工作台的菜单重新进入；如果应该能看到，请联系我们。'
          : '如果是从短信或收藏里打开的，请从首页重新进入，或登录后再试。'}
      </p>
    </MessagePage>
  )
}
