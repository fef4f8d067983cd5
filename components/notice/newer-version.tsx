'use client'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Time } from '@/components/ui/time'
import type { NoticeDraft } from '@/lib/notice/notice.dto'

type NewerVersionProps = { notice: NoticeDraft; onTake: () => void; onKeep: () => void }

/** Somebody else saved meanwhile: both versions are there, and the editor says which one goes on (trust CO5). */
export function NewerVersion({ notice, onTake, onKeep }: NewerVersionProps) {
  return (
    <Alert
      tone="warning"
      title={
        <>
          {notice.editorName}在 <Time value={notice.updatedAt} /> 保存了另一个版本
        </>
      }
      next={
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={onTake}>
            改用对方的版本
          </Button>
          <Button size="sm" onClick={onKeep}>
            保留我写的，继续编辑
          </Button>
        </div>
      }
    >
      <p>下面是您写的内容，还没有保存。请先对照，再决定用哪一个；选“保留”后再保存，会替换对方的版本。</p>
      <Disclosure summary="看对方的版本">
        <p className="font-semibold">{notice.title}</p>
        <pre className="mt-1 max-h-80 overflow-y-auto font-sans whitespace-pre-wrap">{notice.body}</pre>
      </Disclosure>
    </Alert>
  )
}
