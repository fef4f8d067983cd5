import type { Metadata } from 'next'
import { Alert } from '@/components/ui/alert'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { ChooseMergeTarget, MergeForm } from '@/components/unit/merge-form'
import { MergePreviewView } from '@/components/unit/merge-preview'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { previewMerge } from '@/lib/unit/merge.dal'
import { viewUnit } from '@/lib/unit/unit.dal'

export const metadata: Metadata = { title: '合并单位' }

const base = '/bureau/organisation/units'

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
    <div className="max-w-4xl">
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[
              { label: '单位名录', href: base },
              { label: unit.name, href: `${base}/${unit.id}` },
              { label: '合并单位' },
            ]}
          />
        }
        title="合并单位"
        description={`把“${unit.name}”的管理员、人员、申请和专家全部转到另一个单位。`}
      />
      <Card title={preview ? '核对后确认' : '并入哪个单位'}>
        {preview ? (
          <div className="space-y-5">
            <MergePreviewView preview={preview} />
            {preview.whyNot ? (
              <Alert
                tone="warning"
                title={preview.whyNot}
                next={<LinkButton href={`${base}/${unit.id}/merge`}>另选单位</LinkButton>}
              />
            ) : (
              <MergeForm preview={preview} />
            )}
          </div>
        ) : (
          <ChooseMergeTarget id={unit.id} />
        )}
      </Card>
    </div>
  )
}
