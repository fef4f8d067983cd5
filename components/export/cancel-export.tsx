'use client'
import { DeedButton } from '@/components/workflow/deed-button'
import { cancelExportAction } from '@/lib/export/export.actions'

/** Takes one's own request back. */
export const CancelExport = ({ id, version }: { id: string; version: number }) => (
  <DeedButton
    action={cancelExportAction}
    input={{ id, version }}
    question={{ title: '撤销这份申请？', text: '撤销后不能恢复，需要时可以重新申请。', confirmLabel: '撤销申请' }}
  >
    撤销申请
  </DeedButton>
)
