import type { Metadata } from 'next'
import { expertsBase } from '@/components/expert/expert-list'
import { Conditions } from '@/components/export/conditions'
import { RequestForm } from '@/components/export/request-form'
import { Alert } from '@/components/ui/alert'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { codes } from '@/lib/dict/tree'
import { poolSpec } from '@/lib/expert/pool.rules'
import { previewExport } from '@/lib/export/view.dal'
import { backHref } from '@/lib/platform/list-params'

export const metadata: Metadata = { title: '申请导出' }

export default async function NewExportPage({ searchParams }: PageProps<'/bureau/exports/new'>) {
  const actor = await requirePage('expert.export')
  const back = backHref(expertsBase, poolSpec(codes, may(actor, 'draw.balance')), await searchParams)
  const preview = await previewExport(actor, back.split('?')[1] ?? '')
  const closed = preview.whyNot ?? (preview.count === 0 ? '没有符合条件的专家，没有可以导出的内容。' : null)
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[{ label: '首页', href: '/bureau' }, { label: '专家库', href: back }, { label: '申请导出' }]}
          />
        }
        title="申请导出专家名单"
        description="写明用途和要用的列，由另一位业务管理员审批。只选用得着的列。"
      />
      <div className="max-w-3xl space-y-5">
        <Card title={`专家范围：${preview.count}${preview.more ? '+' : ''} 名`}>
          <Conditions conditions={preview.conditions} />
        </Card>
        {closed ? (
          <Alert tone="warning" title={closed}>
            <LinkButton href={back}>返回专家库修改条件</LinkButton>
          </Alert>
        ) : (
          <Card>
            <RequestForm query={preview.query} allowed={preview.columns} />
          </Card>
        )}
      </div>
    </>
  )
}
