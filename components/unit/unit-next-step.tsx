import type { ReactNode } from 'react'
import { Alert, type AlertTone } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { addWorkingDays } from '@/lib/platform/calendar'
import { chinaDay } from '@/lib/platform/time'
import { peopleMenu } from '@/lib/policy/labels.rules'
import type { Policy } from '@/lib/policy/policy.schema'
import type { UnitView } from '@/lib/unit/unit.dto'

type UnitNextStepProps = {
  unit: UnitView
  policy: Policy
  /** applications that wait for the unit's recommendation */
  waiting: number
}

type Step = { tone: AlertTone; title: string; text: ReactNode; action?: { href: string; label: string } }

function stepOf({ unit, policy, waiting }: UnitNextStepProps): Step {
  const bureau = policy.authority.short
  const { workingDays } = policy.unitRegistration.aim
  switch (unit.status) {
    case 'submitted':
    case 'resubmitted': {
      const due = chinaDay(addWorkingDays(unit.statusSince, workingDays))
      return {
        tone: unit.overdue ? 'warning' : 'info',
        title: `${bureau}正在审核，现在不需要您做什么`,
        text: unit.overdue
          ? `已超过 ${workingDays} 个工作日的时限，让您久等了。可以按本页的联系电话询问。`
          : `一般 ${workingDays} 个工作日内审核完（不晚于 ${due}），结果用短信发到 ${unit.contactPhoneMask}。`,
      }
    }
    case 'incomplete':
      return {
        tone: 'warning',
        title: '请完善单位信息',
        text: '补全后重新提交审核。',
        action: { href: '/unit/data', label: '完善信息' },
      }
    case 'refused':
      return {
        tone: 'danger',
        title: '审核没有通过，请修改后重新提交',
        text: (
          <>
            <p>审核意见：</p>
            <p className="whitespace-pre-line">{unit.history.findLast(step => step.event === 'refuse')?.opinion}</p>
          </>
        ),
        action: { href: '/unit/data', label: '修改并重新提交' },
      }
    case 'disabled':
      return { tone: 'warning', title: '单位账号已停用', text: '如需恢复使用，请按本页的联系电话联系我们。' }
    case 'active':
      if (waiting > 0)
        return {
          tone: 'info',
          title: `有 ${waiting} 份专家申请等待单位推荐`,
          text: '请核实本人身份和填写内容后推荐，或退回修改。',
          action: { href: '/unit/users?status=atUnit', label: '去办理' },
        }
      return {
        tone: 'success',
        title: '单位账号已开通，现在没有待办的事',
        text: `本单位人员注册并选择本单位后，他们提交的专家申请会出现在「${peopleMenu(policy).applications}」。`,
        action: { href: '/unit/users', label: peopleMenu(policy).applications },
      }
  }
}

/** The one thing a unit can do now, first on its page. */
export function UnitNextStep(props: UnitNextStepProps) {
  const { tone, title, text, action } = stepOf(props)
  return (
    <Alert
      tone={tone}
      title={title}
      next={
        action && (
          <LinkButton href={action.href} variant="primary" className="mt-1">
            {action.label}
          </LinkButton>
        )
      }
    >
      {text}
    </Alert>
  )
}
