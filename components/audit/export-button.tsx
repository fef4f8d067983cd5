'use client'
import { useState, useTransition } from 'react'
import { saveFile } from '@/components/form/fetch-file'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { exportAuditAction } from '@/lib/audit/audit.actions'
import type { ExportAudit } from '@/lib/audit/audit.schema'

type Said = { tone: 'success' | 'danger'; text: string }

/** 导出 of what the filters show; the export is recorded. */
export function ExportButton({ filter }: { filter: ExportAudit }) {
  const [pending, startTransition] = useTransition()
  const [said, setSaid] = useState<Said | null>(null)
  const run = () => {
    setSaid(null)
    startTransition(async () => {
      const result = await runAction(exportAuditAction, filter)
      if (!result.ok) return setSaid({ tone: 'danger', text: sentenceFor(result.code, result.message) })
      saveFile(result.data.name, new Blob([result.data.csv], { type: 'text/csv;charset=utf-8' }))
      setSaid({ tone: 'success', text: `已导出 ${result.data.count} 条，导出操作已记入审计记录。` })
    })
  }
  return (
    <div className="space-y-3">
      <Button pending={pending} pendingLabel="正在导出…" onClick={run}>
        导出当前筛选的记录
      </Button>
      {said && (
        <Alert tone={said.tone} role="status">
          {said.text}
        </Alert>
      )}
    </div>
  )
}
