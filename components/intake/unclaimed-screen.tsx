import { PageHeader } from '@/components/ui/page-header'
import type { SignedInActor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { countUnclaimed, listUnclaimed } from '@/lib/intake/unclaimed.dal'
import { unclaimedSpec } from '@/lib/intake/unclaimed.rules'
import { parseListParams, type RawParams } from '@/lib/platform/list-params'
import { RemindButton } from './remind-button'
import { UnclaimedList } from './unclaimed-list'

type UnclaimedScreenProps = { actor: SignedInActor; base: string; query: RawParams }

/** Who was brought in by a list and has not come yet: of the whole pool for the bureau, of its own people for a unit. */
export async function UnclaimedScreen({ actor, base, query }: UnclaimedScreenProps) {
  const params = parseListParams(query, unclaimedSpec)
  const name = params.filters.name || undefined
  const mayHelp = may(actor, actor.kind === 'unitAdmin' ? 'slip.issueOwn' : 'slip.issue')
  const [page, { all, due }] = await Promise.all([
    listUnclaimed(actor, { name, after: params.after, size: params.size }),
    countUnclaimed(actor, name),
  ])
  return (
    <>
      <PageHeader
        title="未首次登录的专家"
        description={
          mayHelp
            ? '由名单入库，还没有核对证件、设置密码的专家。手机号码已经更换、收不到验证码的，请本人带证件来，点姓名办理激活单。'
            : '由名单入库，还没有核对证件、设置密码的专家。手机号码已经更换、收不到验证码的，请本人带证件到所在单位或审核人员处办理激活单。'
        }
        actions={due > 0 && <RemindButton due={due} />}
      />
      <UnclaimedList base={base} params={params} rows={page.rows} next={page.next} total={all} mayHelp={mayHelp} />
    </>
  )
}
