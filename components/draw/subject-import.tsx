'use client'
import { Download, FileInput } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { DropZone } from '@/components/file/drop-zone'
import { controlClass } from '@/components/form/field-shell'
import { Alert } from '@/components/ui/alert'
import { Button, buttonClass } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { Dialog } from '@/components/ui/dialog'
import type { ListedReport } from '@/lib/draw/subject.dto'

const offline = '没有连上服务器，请检查网络后再试。'

async function send(
  requestId: string,
  body: string | File,
  save: boolean,
  reason: string,
): Promise<ListedReport | string> {
  const answer = await fetch(`/api/draws/${requestId}/subjects${save ? '?save=1' : ''}`, {
    method: 'POST',
    headers: {
      'content-type': typeof body === 'string' ? 'text/plain' : 'application/octet-stream',
      // it is no part of the list, and no part of an address that is logged
      'x-change-reason': encodeURIComponent(reason),
    },
    body,
  }).catch(() => null)
  if (!answer) return offline
  const told = (await answer.json().catch(() => null)) as (ListedReport & { message?: string }) | null
  return answer.ok && told ? told : (told?.message ?? offline)
}

/** 导入评审对象: an Excel or CSV file, or rows pasted out of a spreadsheet; tried first, taken when somebody agrees. */
export function SubjectImport({ requestId, waits }: { requestId: string; waits: boolean }) {
  const router = useRouter()
  const id = useId()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [tried, setTried] = useState<{ body: string | File; report: ListedReport } | null>(null)
  const [done, setDone] = useState('')

  const run = async (body: string | File, save: boolean) => {
    setBusy(true)
    setProblem(null)
    const report = await send(requestId, body, save, reason)
    setBusy(false)
    if (typeof report === 'string') return setProblem(report)
    if (!save) return setTried({ body, report })
    setOpen(false)
    setDone(report.waiting ? `${report.good} 个评审对象的变更已提出，等待核准` : `已导入 ${report.good} 个评审对象`)
    router.refresh()
  }
  const start = () => {
    setTried(null)
    setProblem(null)
    setText('')
    setReason('')
    setDone('')
    setOpen(true)
  }
  return (
    <>
      <Button onClick={start}>
        <FileInput aria-hidden="true" className="size-4" />
        导入…
      </Button>
      <span role="status" className="text-sm text-success empty:hidden">
        {done}
      </span>
      <Dialog open={open} onOpenChange={setOpen} title="导入评审对象">
        {problem && (
          <Alert tone="danger" role="alert" className="mb-4">
            {problem}
          </Alert>
        )}
        {tried ? (
          <>
            <Report report={tried.report} />
            {waits && (
              <div className="mt-4">
                <label htmlFor={`${id}-reason`} className="font-medium">
                  变更的原因
                </label>
                <p className="mb-1.5 text-sm text-ink-3">需求已经提交：变更由另一位业务管理员核准后才生效。</p>
                <input
                  id={`${id}-reason`}
                  value={reason}
                  maxLength={500}
                  className={cx(controlClass, 'h-control w-full')}
                  onChange={event => setReason(event.target.value)}
                />
              </div>
            )}
            <div className="mt-5 flex flex-wrap justify-end gap-2">
              <Button onClick={() => setTried(null)}>返回</Button>
              <Button
                variant="primary"
                disabled={tried.report.good === 0 || (waits && reason.trim() === '')}
                pending={busy}
                pendingLabel="正在导入并比对…"
                onClick={() => void run(tried.body, true)}
              >
                {waits ? '提出变更' : '导入'} {tried.report.good} 个
              </Button>
            </div>
          </>
        ) : (
          <div className="space-y-5">
            <div>
              <p className="mb-1.5 text-ink-2">
                每行一个评审对象；名称相同的几行合在一起。导入前先核对，已有的同名评审对象会更新。
              </p>
              <a
                href="/api/draws/subject-template"
                download="评审对象导入模板.xlsx"
                className={buttonClass('secondary', 'sm', 'mb-2')}
              >
                <Download aria-hidden="true" className="size-4" />
                下载模板
              </a>
              <DropZone
                id={`${id}-file`}
                label="填好的 Excel 或 CSV 文件"
                describedBy={undefined}
                invalid={false}
                accept=".xlsx,.csv,.xls,.et"
                multiple={false}
                onFiles={([file]) => {
                  if (file && !busy) void run(file, false)
                }}
              />
            </div>
            <div>
              <label htmlFor={`${id}-text`} className="font-medium">
                或粘贴表格里的行
              </label>
              <textarea
                id={`${id}-text`}
                rows={5}
                value={text}
                spellCheck={false}
                className={cx(controlClass, 'block py-2 text-sm')}
                onChange={event => setText(event.target.value)}
              />
              <p className="mt-1 mb-2 text-sm text-ink-3">连同表头一起复制；没有表头的，列的顺序与模板相同。</p>
              <Button
                pending={busy}
                pendingLabel="正在核对…"
                onClick={() => (text.trim() === '' ? setProblem('请先粘贴表格里的行。') : void run(text, false))}
              >
                核对
              </Button>
            </div>
          </div>
        )}
      </Dialog>
    </>
  )
}

const SHOWN = 200

function Report({ report }: { report: ListedReport }) {
  const { count, good, fresh, changed, rows } = report
  const told = [...rows].sort((one, other) => other.problems.length - one.problems.length).slice(0, SHOWN)
  return (
    <>
      <p className="mb-3">
        读到 {count} 个评审对象，可以导入 {good} 个：新增 {fresh} 个，更新 {changed} 个。
        {count > good && <strong>有问题的 {count - good} 个不导入。</strong>}
      </p>
      <ul className="max-h-80 divide-y divide-line overflow-y-auto border-y border-line">
        {told.map(row => (
          <li key={row.number} className="py-1.5">
            <span className="num mr-2 text-ink-3">第 {row.number} 行</span>
            {row.title || '（没有名称）'}
            <span className="ml-2 text-sm text-ink-3">
              {row.people} 人，{row.units} 个单位
            </span>
            {row.problems.map(text => (
              <p key={text} className="text-sm text-danger">
                {text}
              </p>
            ))}
            {row.notes.map(text => (
              <p key={text} className="text-sm text-ink-3">
                {text}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {rows.length > SHOWN && <p className="mt-2 text-sm text-ink-3">只列出前 {SHOWN} 个，有问题的在前面。</p>}
    </>
  )
}
