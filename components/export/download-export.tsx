'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { fetchFile, saveFile } from '@/components/form/fetch-file'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'

const notLoaded = '没有下载成功，请检查网络后再试。'

/** Fetches the file; where it holds numbers in clear, the dialog for the second proof comes first. */
export function DownloadExport({ id, number }: { id: string; number: string }) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<{ tone: 'success' | 'danger'; text: string } | null>(null)
  const run = async () => {
    setSaid(null)
    setBusy(true)
    const result = await runAction(fetchFile, `/api/exports/${id}`)
    setBusy(false)
    if (result.ok) {
      const name = `专家名单_${number}.xlsx`
      saveFile(name, result.data)
      setSaid({ tone: 'success', text: `已下载“${name}”。` })
    } else {
      const text = result.code === 'stepUp' ? '没有验证身份，没有下载。' : result.message
      setSaid({ tone: 'danger', text: text ?? (result.code === 'signedOut' ? sentenceFor('signedOut') : notLoaded) })
    }
    router.refresh()
  }
  return (
    <div className="space-y-3">
      <Button variant="primary" pending={busy} pendingLabel="正在下载…" onClick={() => void run()}>
        下载文件
      </Button>
      {said && (
        <Alert tone={said.tone} role="status">
          {said.text}
        </Alert>
      )}
    </div>
  )
}
