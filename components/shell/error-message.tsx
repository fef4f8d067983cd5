'use client'
import { Button, buttonClass } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { MessagePage } from './message-page'

function digestOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return null
  return typeof error.digest === 'string' ? error.digest : null
}

/** Something broke: a sentence, a number to read out on the phone, and two ways on. Never what broke. */
export function ErrorMessage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error)
  return (
    <MessagePage
      title="系统暂时出了点问题"
      actions={
        <>
          <Button variant="primary" onClick={retry}>
            重试
          </Button>
          {/* a full load on purpose: what is broken may be the running page */}
          <a href="/" className={buttonClass('secondary')}>
            返回首页
          </a>
        </>
      }
    >
      <p>页面没有显示出来，已经保存的内容不受影响。请先点“重试”；仍不行请稍后再来，或致电技术支持。</p>
      {digest && (
        <p className="flex flex-wrap items-center gap-x-2">
          <span>
            错误编号：<strong className="num font-semibold text-ink">{digest}</strong>
          </span>
          <CopyButton text={digest} />
        </p>
      )}
    </MessagePage>
  )
}
