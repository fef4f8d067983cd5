import { MessagePage } from '@/components/shell/message-page'
import { LinkButton } from '@/components/ui/button'

/** The same words whether a thing is missing or not yours, so that nobody learns of it by guessing. */
export default function NotFound() {
  return (
    <MessagePage
      title="没有找到这个页面"
      actions={
        <LinkButton href="/" variant="primary">
          返回首页
        </LinkButton>
      }
    >
      <p>地址可能写错了，内容可能已经移走，或者您没有查看它的权限。</p>
      <p>如果是从短信或收藏里打开的，请从首页重新进入，或登录后再试。</p>
    </MessagePage>
  )
}
