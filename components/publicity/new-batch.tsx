'use client'
import { DeedButton } from '@/components/workflow/deed-button'
import { createPublicityAction } from '@/lib/publicity/publicity.actions'

/** Begins a batch with everybody who waits, and leads to it. */
export const NewBatch = ({ waiting }: { waiting: number }) => (
  <DeedButton
    action={createPublicityAction}
    input={{}}
    variant="primary"
    pendingLabel="正在准备…"
    to={({ id }) => `/bureau/publicity/${id}`}
  >
    新建公示（{waiting} 人）
  </DeedButton>
)
