import type { Metadata } from 'next'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { ChooseMergeTarget, MergeForm } from '@/components/unit/merge-form'
import { MergePreviewView } from '@/components/unit/merge-preview'
import { ReshapeFrame } from '@/components/unit/reshape-frame'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { previewMerge } from '@/lib/unit/merge.dal'
import { viewUnit } from '@/lib/unit/unit.dal'

export const metadata: Metadata = { title: '合并单位' }

export default async function MergeUnitPage({
  params,
  searchParams,
}: PageProps<'/bureau/organisation/units/[id]/merge'>) {
  const actor = await requirePage('unit.manage')
  const { id } = await params
  const { into } = await searchParams
  const unit = await found(viewUnit(actor, id))
  const preview = typeof into === 'string' ? await found(previewMerge(actor, unit.id, into)) : null
  return (
    <ReshapeFrame
      unit={unit}
      title="合并单位"
      description={`把“${unit.name}”的管理员、人员、申请和专家全部转到另一个单位。`}
      cardTitle={preview ? '核对后确认' : '并入哪个单位'}
    >
      {preview ? (
        <div className="space-y-5">
          <MergePreviewView preview={preview} />
          {preview.whyNot ? (
            <Alert
              tone="warning"
              title={preview.whyNot}
              next={<LinkButton href={`/bureau/organisation/units/${unit.id}/merge`}>另选单位</LinkButton>}
            />
          ) : (
            <MergeForm preview={preview} />
          )}
        </div>
      ) : (
        <ChooseMergeTarget id={unit.id} />
      )}
    </ReshapeFrame>
  )
}
