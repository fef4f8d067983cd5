import type { Metadata } from 'next'
import { PartForm } from '@/components/policy/form/part-form'
import { Alert } from '@/components/ui/alert'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { saveDraftPartAction } from '@/lib/policy/console/console.actions'
import { partOf } from '@/lib/policy/console/parts.schema'
import { viewDraftPart } from '@/lib/policy/console/view.dal'

export const metadata: Metadata = { title: '修改规则' }

export default async function PolicyPartPage({ params }: PageProps<'/bureau/policy/draft/[part]'>) {
  const actor = await requirePage('policy.edit')
  const { draft, part, closed, fields, values } = await found(viewDraftPart(actor, (await params).part))
  const { label, about } = partOf(part)!
  return (
    <>
      <PageHeader
        title={label}
        description={`${about}。保存到草稿，发布以后才生效。`}
        breadcrumb={
          <Breadcrumb
            items={[
              { label: '规则管理', href: '/bureau/policy' },
              { label: '草稿', href: '/bureau/policy/draft' },
              { label },
            ]}
          />
        }
      />
      <div className="max-w-3xl space-y-5">
        {part === 'auth' && (
          <Alert tone="warning" title="改动前请与系统管理员商量">
            放松登录要求会降低系统的安全等级。改动从下一次登录开始起作用。
          </Alert>
        )}
        {closed === null ? (
          <PartForm
            key={draft.version}
            id={draft.id}
            version={draft.version}
            part={part}
            label={label}
            fields={fields}
            values={values}
            action={saveDraftPartAction}
          />
        ) : (
          <Alert title="这一部分现在不能修改">{closed}</Alert>
        )}
      </div>
    </>
  )
}
