import type { Metadata } from 'next'
import { StaffList } from '@/components/staff/staff-list'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { parseListParams } from '@/lib/platform/list-params'
import { countStaff, listStaff } from '@/lib/staff/staff.dal'
import type { StaffState } from '@/lib/staff/staff.dto'
import { staffListSpec } from '@/lib/staff/staff.rules'

export const metadata: Metadata = { title: '角色授权' }

const base = '/admin/grants'

export default async function GrantsPage({ searchParams }: PageProps<'/admin/grants'>) {
  const actor = await requirePage('staff.grant')
  const params = parseListParams(await searchParams, staffListSpec)
  const { text, state, role } = params.filters
  const query = { text, role, state: (state || undefined) as StaffState | undefined }
  const [page, total, waiting] = await Promise.all([
    listStaff(actor, { ...query, after: params.after, size: params.size, sort: params.order }),
    countStaff(actor, query),
    countStaff(actor, { role: 'none' }),
  ])
  return (
    <>
      <PageHeader
        title="角色授权"
        description="授予和收回工作人员的角色。不能调整自己的角色，三名管理员不能互相兼任。"
      />
      <div className="mb-4">
        <LinkTabs
          label="按授权情况查看"
          tabs={[
            { label: '全部账号', href: base, current: role !== 'none' },
            { label: '等待授权', href: `${base}?role=none`, current: role === 'none', count: waiting },
          ]}
        />
      </div>
      <StaffList
        base={base}
        params={params}
        rows={page.rows}
        next={page.next}
        total={total}
        empty={{ title: '还没有工作人员账号', why: '系统管理员开设账号后，会出现在这里。' }}
      />
    </>
  )
}
