import { ContactBlock } from '@/components/policy/contact-block'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import type { Policy } from '@/lib/policy/policy.schema'
import type { UnitStatus } from '@/lib/workflow/unit.machine'

/** U3, literal words: what any module says before the account is open. */
export const notOpenTitle = '账号未开通，请联系我们'

type Closed = Exclude<UnitStatus, 'active'>

const waits = '单位注册正在审核，这个功能要等审核通过后才能使用。有了结果会通知联系人，不用一直等在这里。'

const words: Record<Closed, { title: string; why: string; action: string }> = {
  submitted: { title: notOpenTitle, why: waits, action: '查看审核进度' },
  incomplete: {
    title: notOpenTitle,
    why: '初审已经通过。请先在单位首页按提示完善信息、提交复审，通过后就能使用。',
    action: '返回单位首页',
  },
  resubmitted: { title: notOpenTitle, why: waits, action: '查看审核进度' },
  refused: {
    title: '账号审核没有通过',
    why: '这个功能要等审核通过后才能使用。请先按审核意见修改单位信息，重新提交。',
    action: '查看审核意见',
  },
  disabled: { title: '账号已停用', why: '原因见单位首页。如需恢复使用，请联系我们。', action: '查看停用原因' },
}

/** Why a module is closed, in one sentence. */
export const whyNotOpen = (status: Closed): string => words[status].why

type UnitNotOpenProps = { status: Closed; contacts: Policy['authority']['contacts'] }

/** Every page of a unit's console but the first, as long as the unit is not approved: why, whom to call, where to go. */
export function UnitNotOpen({ status, contacts }: UnitNotOpenProps) {
  const { title, why, action } = words[status]
  return (
    <div className="max-w-2xl space-y-5">
      <PageHeader title={title} description={why} />
      <ContactBlock contacts={contacts} title="联系我们" />
      <LinkButton href="/unit" variant="primary">
        {action}
      </LinkButton>
    </div>
  )
}
