'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import type { PrivacyNews as News } from '@/lib/privacy/consent.dto'
import { readNoticeAction } from '@/lib/privacy/privacy.actions'

/** Tells of a notice in a version one has not read; it asks for nothing and holds nothing up. */
export function PrivacyNews({ news: { title, version, before } }: { news: News }) {
  const router = useRouter()
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const read = () =>
    startTransition(async () => {
      const result = await runAction(readNoticeAction, { version })
      setProblem(result.ok ? null : sentenceFor(result.code, result.message))
      if (result.ok) router.refresh()
    })
  return (
    <Alert tone="info" title={before ? `《${title}》有更新` : `请阅读《${title}》`}>
      <p>
        {before ? `您上次看到的是 ${before} 版，现在是 ${version} 版。` : `现在是 ${version} 版。`}
        里面写明处理您的哪些信息、做什么用、怎样保护。不影响您继续办理。
      </p>
      {problem && (
        <p role="alert" className="mt-1 text-danger">
          {problem}
        </p>
      )}
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Link href="/agreement/privacy" target="_blank" className="text-accent-strong underline">
          打开阅读（新窗口）
        </Link>
        <Button size="sm" pending={pending} pendingLabel="正在记录…" onClick={read}>
          已阅读
        </Button>
      </div>
    </Alert>
  )
}
