import type { Metadata } from 'next'
import { RemindButton } from '@/components/intake/remind-button'
import { UnclaimedList } from '@/components/intake/unclaimed-list'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { countUnclaimed, listUnclaimed } from '@/lib/intake/unclaimed.dal'
import { unclaimedSpec } from '@/lib/intake/unclaimed.rules'
import { parseListParams } from '@/lib/platform/list-params'

export const metadata: Metadata = { title: '未首次登录的专家' }

export default async function UnitUnclaimedPage({ searchParams }: PageProps<'/unit/unclaimed'>) {
  const actor = await requirePage('claim.listOwn')
  const params = parseListParams(await searchParams, unclaimedSpec)
  const [page, { all, due }] = await Promise.all([
    listUnclaimed(actor, { after: params.after, size: params.size }),
    countUnclaimed(actor),
  ])
  return (
    <>
      <PageHeader
        title="未首次登录的专家"
        description="由名单入库，还没有核对证件、设置密码的专家。手机号码已经更换的，收不到验证码，请核实后联系业务管理部门更正。"
        actions={due > 0 && <RemindButton due={due} />}
      />
      <UnclaimedList base="/unit/unclaimed" params={params} rows={page.rows} next={page.next} total={all} />
    </>
  )
}
