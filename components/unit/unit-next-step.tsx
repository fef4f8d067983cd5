import type { ReactNode } from 'react'
import { ResultNews } from '@/components/message/result-news'
import { Alert, type AlertTone } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { chinaDay, chinaTime } from '@/lib/platform/time'
import { peopleMenu } from '@/lib/policy/labels.rules'
import type { Policy } from '@/lib/policy/policy.schema'
import { callAfterMinutes } from '@/lib/unit/aim.rules'
import type { UnitView } from '@/lib/unit/unit.dto'
import { aimHours } from '@/lib/unit/way.rules'
import { lengthWords, waitedWords } from '@/lib/workflow/wait.rules'

type UnitNextStepProps = {
  unit: UnitView
  policy: Policy
  /** until when the bureau should have decided; null while nothing waits for it */
  due: Date | null
  /** applications that wait for the unit's recommendation */
  waiting: number
}

type Step = { tone: AlertTone; title: string; text: ReactNode; action?: { href: string; label: string } }

/** What a unit is told while the bureau has it: how long it usually takes, and from when on to call (U5). */
function whileWaiting({ unit, policy, due }: UnitNextStepProps): Step {
  const title = `${policy.authority.short}正在审核，现在不需要您做什么`
  const { wait } = unit
  const news = <ResultNews to={unit.contactPhoneMask} />
  if (!wait || !due) return { tone: 'info', title, text: <>{news}。</> }
  if (wait.aim.in === 'minutes') {
    const late = wait.count >= callAfterMinutes
    const hours = aimHours(policy)
    return {
      tone: late ? 'warning' : 'info',
      title,
      text: late ? (
        `已等 ${waitedWords(wait)}（按工作时间 ${hours} 计），让您久等了。请按本页的联系电话联系我们。`
      ) : (
        <>
          工作日 {hours} 内一般 {lengthWords(wait.aim)}审核完，预计 {chinaTime(due)} 前。{news}
          。半小时后未审核可联系我们。
        </>
      ),
    }
  }
  return {
    tone: wait.overdue ? 'warning' : 'info',
    title,
    text: wait.overdue ? (
      `已超过 ${lengthWords(wait.aim)}的时限，让您久等了。可以按本页的联系电话询问。`
    ) : (
      <>
        一般 {lengthWords(wait.aim)}内审核完（不晚于 {chinaDay(due)}）。{news}。
      </>
    ),
  }
}

/** The reason somebody gave in the last step of a kind. */
const reasonOf = (unit: UnitView, event: string): ReactNode => (
  <>
    <p>{event === 'disable' ? '停用原因：' : '审核意见：'}</p>
    <p className="whitespace-pre-line">{unit.history.findLast(step => step.event === event)?.opinion}</p>
  </>
)

function stepOf(props: UnitNextStepProps): Step {
  const { unit, policy, waiting } = props
  const menu = peopleMenu(policy)
  switch (unit.status) {
    case 'submitted':
    case 'resubmitted':
      return whileWaiting(props)
    case 'incomplete':
      return {
        tone: 'warning',
        title: '初审已通过，请完善单位信息',
        text: '填写通讯信息，上传统一社会信用代码证，然后提交复审。填写的内容自动保存，可以分几次填。复审通过后账号即可使用。',
        action: { href: '/unit/data', label: '完善信息' },
      }
    case 'refused':
      return {
        tone: 'danger',
        title: unit.refusedFrom === 'resubmitted' ? '复审没有通过，请修改后重新提交' : '审核没有通过，请修改后重新提交',
        text: reasonOf(unit, 'refuse'),
        action: { href: '/unit/data', label: '修改并重新提交' },
      }
    case 'disabled':
      return {
        tone: 'warning',
        title: '单位账号已停用',
        text: (
          <>
            {reasonOf(unit, 'disable')}
            <p className="mt-1">如需恢复使用，请按本页的联系电话联系我们。</p>
          </>
        ),
      }
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
        ...(policy.individualRegistration.affiliation === 'beforeApplying'
          ? {
              text: `本单位人员注册并选择本单位后，先在「${menu.people}」由您审核；通过以后提交的专家申请在「${menu.applications}」。`,
              action: { href: '/unit/people', label: menu.people },
            }
          : {
              text: `本单位人员注册并选择本单位后，他们提交的专家申请会出现在「${menu.applications}」。`,
              action: { href: '/unit/users', label: menu.applications },
            }),
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
