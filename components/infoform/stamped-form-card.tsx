import { Download } from 'lucide-react'
import { AttachedFileRow } from '@/components/file/attached-file-row'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import type { StampedForm } from '@/lib/application/application.dto'
import { shortHash, verdictLabels } from '@/lib/infoform/code.rules'
import { formHref } from './form-link'

type StampedFormCardProps = { form: StampedForm; applicationId: string; hash: string }

/** The stamped 专家信息表 as reviewers find it: the scan, what its QR code said, and the system's own to compare with. */
export function StampedFormCard({ form, applicationId, hash }: StampedFormCardProps) {
  return (
    <Card title="盖章的专家信息表">
      <div className="space-y-3">
        {form.code === 'match' ? (
          <Alert tone="success" title={verdictLabels.match} />
        ) : (
          <Alert tone="warning" title="没有读到二维码，请逐项核对">
            请打开盖章件，与下面的内容逐项核对，左下角的内容校验码应是 <span className="num">{shortHash(hash)}</span>
            。一致的，由首先办理的一方勾选确认；不一致的，请退回修改。
          </Alert>
        )}
        <ul className="divide-y divide-line rounded-md border border-line bg-paper">
          <AttachedFileRow file={{ id: form.fileId, name: form.name }} />
        </ul>
        <p>
          <a
            href={formHref(applicationId)}
            download
            className="inline-flex items-center gap-1.5 text-accent-strong hover:underline"
          >
            <Download aria-hidden="true" className="size-4" />
            下载系统中的专家信息表，对照核对
          </a>
        </p>
      </div>
    </Card>
  )
}
