import type { ReactNode } from 'react'
import { BeginButton } from '@/components/application/start-buttons'
import { ResultNews } from '@/components/message/result-news'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import type { OwnAffiliation } from '@/lib/affiliation/affiliation.dto'

type FirstStepProps = { standing: OwnAffiliation | null; now: Date }

const Step = ({ title, children, action }: { title: ReactNode; children: ReactNode; action?: ReactNode }) => (
  <>
    <h2 className="text-xl">{title}</h2>
    <div className="max-w-[42em] space-y-1 text-ink-2">{children}</div>
    {action && <div className="flex flex-wrap items-start gap-3 pt-1">{action}</div>}
  </>
)

const dataLink = (label: string) => (
  <LinkButton href="/expert/person" variant="primary" size="lg">
    {label}
  </LinkButton>
)

function stepOf({ standing, now }: FirstStepProps): ReactNode {
  if (!standing)
    return (
      <Step title="请先完善信息" action={dataLink('完善信息')}>
        <p>选择所在单位，填写学历和职称，上传证件和职称证明，提交后由单位审核。大约需要 10 分钟，内容自动保存。</p>
        <p>单位审核通过后，就可以申请成为专家。</p>
      </Step>
    )
  if (standing.status === 'pending')
    return (
      <Step
        title={`等待：${standing.unitName}审核`}
        action={<LinkButton href="/expert/person">查看提交的信息</LinkButton>}
      >
        <p>
          自 <Time value={standing.statusSince} now={now} />
          起等待。可以联系单位管理员，请他在“单位从属用户管理”中办理。
          <ResultNews />。
        </p>
      </Step>
    )
  if (standing.status === 'refused')
    return (
      <Step
        title="单位审核没有通过，请修改后重新提交"
        action={
          <>
            {dataLink('修改信息')}
            <LinkButton href="/expert/unit" size="lg">
              修改单位
            </LinkButton>
          </>
        }
      >
        <p>按审核意见修改后重新提交；不是这个单位的人员，请修改单位。</p>
      </Step>
    )
  if (standing.lock)
    return (
      <Step title="账号已被单位锁定">
        <p>您可以登录和查看，但暂时不能申请、提交和修改单位。</p>
      </Step>
    )
  return (
    <Step title="申请成为专家" action={<BeginButton />}>
      <p>单位已经审核通过。填写职称、学科和工作经历，上传证明材料，大约需要 20 分钟，内容自动保存。</p>
    </Step>
  )
}

/** What the unit said, as long as something is to be done about it: that it locked somebody, or why it refused him. */
export function UnitWord({ standing }: { standing: OwnAffiliation | null }) {
  if (standing?.lock)
    return (
      <Alert tone="warning" title={`${standing.unitName}已锁定您的账号`}>
        <p className="whitespace-pre-line">原因：{standing.lock.reason}</p>
        <p>暂时不能申请、提交和修改单位。请联系单位管理员解锁。</p>
      </Alert>
    )
  if (standing?.refusal)
    return (
      <Alert tone="danger" title={`${standing.unitName}审核不通过`}>
        <p className="whitespace-pre-line">{standing.refusal.opinion}</p>
        <p className="mt-1 text-sm text-ink-3">
          {standing.refusal.who}，<Time value={standing.refusal.at} />
        </p>
      </Alert>
    )
  return null
}

/** The one thing to do before there is an application. */
export const FirstStep = (props: FirstStepProps) => (
  <Card>
    <div className="space-y-3">{stepOf(props)}</div>
  </Card>
)
