import type { Metadata } from 'next'
import { IntakeTable } from '@/components/intake/batch-table'
import { NewIntake } from '@/components/intake/new-form'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { intakeSpec } from '@/lib/intake/list.rules'
import { countIntakes, listIntakes } from '@/lib/intake/view.dal'
import { parseListParams } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { IntakeStatus } from '@/lib/workflow/intake.machine'

export const metadata: Metadata = { title: '名单导入' }

export default async function IntakesPage({ searchParams }: PageProps<'/bureau/intake'>) {
  const actor = await requirePage('intake.view')
  const params = parseListParams(await searchParams, intakeSpec)
  const query = { status: (params.filters.status || undefined) as IntakeStatus | undefined }
  const [page, total, { policy }] = await Promise.all([
    listIntakes(actor, { ...query, after: params.after, size: params.size, sort: params.order }),
    countIntakes(actor, query),
    currentPolicy(),
  ])
  return (
    <>
      <PageHeader
        title="名单导入"
        description="原来已经在库的专家，从 Excel 或 CSV 名单导入。先检查，再由另一位业务管理员确认，最后入库。"
        actions={
          <>
            <LinkButton href="/bureau/intake/unclaimed">未首次登录的专家</LinkButton>
            {may(actor, 'intake.write') && <NewIntake automatic={policy.intake.automatic} />}
          </>
        }
      />
      <IntakeTable params={params} rows={page.rows} next={page.next} total={total} />
    </>
  )
}
