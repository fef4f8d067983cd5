'use client'
import { useState, useTransition } from 'react'
import { fetchFile, saveFile } from '@/components/form/fetch-file'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'

type Kind = 'json' | 'pdf'
const names: Record<Kind, string> = { json: '我的数据.json', pdf: '我的数据.pdf' }

const notLoaded = '没有下载成功，请检查网络后再试。'

/** Everything the system holds of who asks, as a file; in the browser it is kept nowhere else. */
export function DownloadOwnData({ kinds }: { kinds: readonly Kind[] }) {
  const [busy, setBusy] = useState<Kind | null>(null)
  const [, startTransition] = useTransition()
  const [said, setSaid] = useState<{ tone: 'success' | 'danger'; text: string } | null>(null)
  const run = (kind: Kind) => {
    setSaid(null)
    setBusy(kind)
    startTransition(async () => {
      const result = await runAction(fetchFile, `/api/own-data/${kind}`)
      setBusy(null)
      if (!result.ok) {
        const text = result.code === 'stepUp' ? sentenceFor(result.code) : (result.message ?? notLoaded)
        return setSaid({ tone: 'danger', text })
      }
      saveFile(names[kind], result.data)
      setSaid({ tone: 'success', text: `已下载“${names[kind]}”。里面有您的完整证件号码和手机号码，请妥善保管。` })
    })
  }
  const labels: Record<Kind, string> = { pdf: '下载 PDF（用于阅读、打印）', json: '下载 JSON（用于其他程序）' }
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap gap-3">
        {kinds.map(kind => (
          <Button
            key={kind}
            pending={busy === kind}
            pendingLabel="正在准备…"
            disabled={busy !== null && busy !== kind}
            onClick={() => run(kind)}
          >
            {labels[kind]}
          </Button>
        ))}
      </div>
      {said && (
        <Alert tone={said.tone} role="status">
          {said.text}
        </Alert>
      )}
    </div>
  )
}
