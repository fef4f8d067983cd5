import { Check, Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { UploadField } from '@/components/file/upload-field'
import { Alert } from '@/components/ui/alert'
import { buttonClass } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { cx } from '@/components/ui/cx'
import type { WorkingCopy } from '@/lib/application/application.dto'
import { verdictLabels } from '@/lib/infoform/code.rules'
import type { StampStep } from '@/lib/infoform/step.dal'
import { formHref } from './form-link'

type StepProps = { number: number; title: string; done: boolean; children: ReactNode }

function Step({ number, title, done, children }: StepProps) {
  return (
    <li className="flex gap-3 sm:gap-4">
      <span
        className={cx(
          'num mt-0.5 flex size-7 shrink-0 items-center justify-center rounded-full border text-sm font-semibold',
          done ? 'border-success bg-success text-paper' : 'border-line-strong text-ink-2',
        )}
      >
        {done ? <Check aria-hidden="true" className="size-4" /> : number}
        {done && <span className="sr-only">已完成</span>}
      </span>
      <div className="min-w-0 flex-1 space-y-2">
        <h3 className="font-semibold">{title}</h3>
        {children}
      </div>
    </li>
  )
}

type StampStepsProps = {
  step: StampStep
  copy: Pick<WorkingCopy, 'applicationId' | 'policy' | 'status'>
  /** who stamps */
  unitName: string
}

/** 专家信息表: export, have it stamped, upload the scan, submit (F1). Server side but for the upload. */
export function StampSteps({ step, copy, unitName }: StampStepsProps) {
  const { ready, files, verdict, why } = step
  const good = verdict === 'match' || verdict === 'unreadable'
  return (
    <Card title="专家信息表" description="导出、盖章、上传，然后提交">
      {copy.status === 'returned' && (
        <Alert tone="warning" title="改动内容后要重新盖章" className="mb-5">
          盖章件要与提交的内容一致。没有改动内容的，原来的盖章件仍然有效。
        </Alert>
      )}
      <ol className="space-y-6">
        <Step number={1} title="导出专家信息表" done={good}>
          {ready ? (
            <>
              <p className="text-ink-2">
                请在全部内容核对无误后导出，用 A4 纸打印。导出之后再改动内容，就需要重新导出和盖章。
              </p>
              <p>
                <a href={formHref(copy.applicationId)} download className={buttonClass('secondary')}>
                  <Download aria-hidden="true" className="size-4" />
                  导出专家信息表（PDF）
                </a>
              </p>
              <p className="text-sm text-ink-3">
                表的左下角印有内容校验码：<span className="num">{ready.shortHash}</span>
              </p>
            </>
          ) : (
            <p className="text-ink-2">上面的内容全部填好后，在这里导出。</p>
          )}
        </Step>
        <Step number={2} title="单位盖章" done={good}>
          <p className="text-ink-2">请{unitName || '所在单位'}审核后，在“五、盖章”处盖章并写明日期。</p>
        </Step>
        <Step number={3} title="上传盖章件" done={good}>
          {files.length > 0 && verdict !== null && <Verdict verdict={verdict} why={why} />}
          <UploadField
            purpose="stampedForm"
            applicationId={copy.applicationId}
            rule={copy.policy.uploads.stampedForm}
            files={files}
            required
            hint="扫描或拍照都可以，每一页都要完整，右上角的二维码要清楚。"
          />
        </Step>
        <Step number={4} title="提交" done={false}>
          <p className="text-ink-2">在下面签署承诺并提交。</p>
        </Step>
      </ol>
    </Card>
  )
}

/** What the QR code of the uploaded scan says, and what to do where it is wrong. */
function Verdict({ verdict, why }: { verdict: NonNullable<StampStep['verdict']>; why: string | null }) {
  if (why)
    return (
      <Alert tone="danger" title={verdictLabels[verdict]}>
        {why}请先移除现在的文件。
      </Alert>
    )
  if (verdict === 'match') return <Alert tone="success" title={verdictLabels.match} />
  return (
    <Alert tone="warning" title={verdictLabels.unreadable}>
      可以提交，由审核人与填写的内容逐项核对，办理会慢一些。换一份更清楚的扫描件，通常就能读到。
    </Alert>
  )
}
