'use client'
import { FormDialog } from '@/components/form/form-dialog'
import { TextArea } from '@/components/form/text-area'
import { revokeExportAction } from '@/lib/export/export.actions'
import { revokeExportSchema } from '@/lib/export/export.schema'

type RevokeExportProps = {
  id: string
  number: string
  /** the reader has asked for it himself */
  own: boolean
  downloads: number
}

/** Takes a file that was agreed to out of the world, with a reason for the record. */
export const RevokeExport = ({ id, number, own, downloads }: RevokeExportProps) => (
  <FormDialog
    schema={revokeExportSchema}
    values={{ id, opinion: '' }}
    action={revokeExportAction}
    button="收回这份导出"
    variant="danger"
    title={`收回导出 ${number}？`}
    lead={
      <>
        文件立即删除，不能再下载，也不能恢复；需要时重新申请。
        {downloads > 0 && `已经下载的 ${downloads} 次收不回来，请提出的人删除。`}
      </>
    }
    label="收回导出"
    submitLabel="确认收回"
    pendingLabel="正在收回…"
  >
    <TextArea
      name="opinion"
      label="收回的原因"
      required
      max={500}
      rows={3}
      hint={own ? '记入办理记录。' : '记入办理记录，并通知提出的人。'}
    />
  </FormDialog>
)
