import type { Metadata } from 'next'
import { StaffList } from '@/components/staff/staff-list'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { parseListParams } from '@/lib/platform/list-params'
import { countStaff, listStaff } from '@/lib/staff/staff.dal'
import type { StaffState } from '@/lib/staff/staff.dto'
import { staffListSpec } from '@/lib/staff/staff.rules'

export const metadata: Metadata = { title: '工作人员账号' }

const newAccount = (
  <LinkButton href="/admin/accounts/new" variant="primary">
    开设账号
  </LinkButton>
)

export default async function AccountsPage({ searchParams }: PageProps<'/admin/accounts'>) {
  const actor = await requirePage('staff.create')
  const params = parseListParams(await searchParams, staffListSpec)
  const { text, state, role } = params.filters
  const query = { text, role, state: (state || undefined) as StaffState | undefined }
  const [page, total] = await Promise.all([
    listStaff(actor, { ...query, after: params.after, size: params.size, sort: params.order }),
    countStaff(actor, query),
  ])
  return (
    <>
      <PageHeader
        title="工作人员账号"
        description="开设、停用账号，发放激活链接。角色由安全管理员授予，这里只能看。"
        actions={newAccount}
      />
      <StaffList
        base="/admin/accounts"
        params={params}
        rows={page.rows}
        next={page.next}
        total={total}
        empty={{ title: '还没有工作人员账号', action: newAccount }}
      />
    </>
  )
}
