import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import type { UnitStatus } from '@/lib/workflow/unit.machine'

const words: Record<Exclude<UnitStatus, 'active'>, { title: string; why: string; action: string }> = {
  submitted: {
    title: '账号正在审核',
    why: '这个功能要等审核通过后才能使用。结果会用短信通知联系人，不用一直等在这里。',
    action: '查看审核进度',
  },
  incomplete: { title: '账号还没有开通', why: '请先在单位首页按提示完善信息。', action: '返回单位首页' },
  resubmitted: {
    title: '账号正在审核',
    why: '这个功能要等审核通过后才能使用。结果会用短信通知联系人，不用一直等在这里。',
    action: '查看审核进度',
  },
  refused: {
    title: '账号审核没有通过',
    why: '这个功能要等审核通过后才能使用。请先按审核意见修改单位信息，重新提交。',
    action: '查看审核意见',
  },
  disabled: { title: '账号已停用', why: '如需恢复使用，请联系我们。', action: '查看联系方式' },
}

/** Every page of a unit's console but the first, as long as the unit is not approved: why, and where to go. */
export function UnitNotOpen({ status }: { status: Exclude<UnitStatus, 'active'> }) {
  const { title, why, action } = words[status]
  return (
    <>
      <PageHeader title={title} description={why} />
      <LinkButton href="/unit" variant="primary">
        {action}
      </LinkButton>
    </>
  )
}
