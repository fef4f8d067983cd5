import type { ReactNode } from 'react'
import { PlaceHistory } from '@/components/membership/own-place'
import { ResultNews } from '@/components/message/result-news'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { OwnApplication } from '@/lib/application/application.dto'
import { isEntry } from '@/lib/policy/desk.rules'
import { doneCount } from '@/lib/profile/progress.rules'
import type { OwnPublicity } from '@/lib/publicity/publicity.dto'
import { MemberCard } from './changes/member-card'
import { Decision } from './decision-words'
import { RestartButton } from './start-buttons'
import { WithdrawButton } from './withdraw-button'

type NextStepProps = { application: OwnApplication; now: Date }

function Step({ title, children, action }: { title: ReactNode; children: ReactNode; action?: ReactNode }) {
  return (
    <>
      <h2 className="text-xl">{title}</h2>
      <div className="max-w-[42em] space-y-1 text-ink-2">{children}</div>
      {action && <div className="flex flex-wrap items-start gap-3 pt-1">{action}</div>}
    </>
  )
}

function steps({ application, now }: NextStepProps): ReactNode {
  const { next, progress, waiting, statusSince, canWithdraw, applicationId, status, course, proposal } = application
  const { publicity } = application
  const { done, of } = doneCount(progress)
  const change = !isEntry(course)
  const withdraw = canWithdraw && (
    <WithdrawButton applicationId={applicationId} who={waiting?.who ?? null} change={change} />
  )
  switch (next) {
    case 'begin':
      return (
        <Step
          title="申请成为专家"
          action={
            <LinkButton href="/expert/profile" variant="primary" size="lg">
              申请成为专家
            </LinkButton>
          }
        >
          <p>填写 {of} 个部分并上传证明材料。项目、论文较多的，可以批量导入；填写的内容会自动保存，可以分几次填完。</p>
          <p>请先准备好：学历、职称证书的扫描件或照片，工作经历的起止年月，项目、论文、奖励的清单。</p>
        </Step>
      )
    case 'continue':
      return change ? (
        <Step
          title="您正在更新专家信息"
          action={
            <>
              <LinkButton href="/expert/profile" variant="primary" size="lg">
                继续更新
              </LinkButton>
              <LinkButton href="/expert/check" size="lg">
                检查并提交
              </LinkButton>
              {withdraw}
            </>
          }
        >
          <p>改好后请提交。提交并审核通过之前，库中仍使用原来的信息。</p>
        </Step>
      ) : (
        <Step
          title={done === of ? '填写完了，请检查并提交' : '继续填写'}
          action={
            <>
              <LinkButton href={done === of ? '/expert/check' : '/expert/profile'} variant="primary" size="lg">
                {done === of ? '检查并提交' : '继续填写'}
              </LinkButton>
              {done === of && (
                <LinkButton href="/expert/profile" size="lg">
                  再看看填写的内容
                </LinkButton>
              )}
            </>
          }
        >
          <p>
            {of} 个部分已完成 {done} 个。{done < of && '填写的内容会自动保存，全部填好后提交。'}
          </p>
        </Step>
      )
    case 'mend':
      return (
        <Step
          title="请按意见修改后再次提交"
          action={
            <>
              <LinkButton href="/expert/profile" variant="primary" size="lg">
                查看退回意见并修改
              </LinkButton>
              {withdraw}
            </>
          }
        >
          <p>原来填写的内容都在，改好后重新提交，从第一步起再次审核。</p>
        </Step>
      )
    case 'wait':
      return (
        <Step
          title={waitTitle(application)}
          action={
            <>
              {withdraw}
              <LinkButton href="/expert/check">{change ? '查看变更的内容' : '查看提交的内容'}</LinkButton>
            </>
          }
        >
          {proposal && (
            <p>
              {proposal.office}为您提出了信息变更，理由：{proposal.reason}
            </p>
          )}
          <p>
            自 <Time value={statusSince} now={now} />
            起等待
            {waiting?.aimDays && `，一般在 ${waiting.aimDays} 个工作日内办理`}。<ResultNews />
            ，不需要守着页面。
          </p>
          {change && <p>在此之前，库中仍使用原来的信息。</p>}
          {publicity && status !== 'proposed' && <PublicityWords publicity={publicity} held={status === 'objected'} />}
          {status === 'proposed' && (
            <p>您已通过资格审核，列为「拟入库」。入库前要在本站公示，没有异议才成为在库专家；公示前不需要您做什么。</p>
          )}
        </Step>
      )
    case 'done':
      return (
        <Step title="已入库" action={<LinkButton href="/expert/check">查看入库时的信息</LinkButton>}>
          <p>
            您已于 <Time value={statusSince} day /> 成为在库专家。请定期登录，手机号码或单位变动时及时告诉我们。
          </p>
        </Step>
      )
    case 'restart':
      return (
        <Step title={status === 'withdrawn' ? '申请已撤回' : '申请没有通过'} action={<RestartButton />}>
          <p>您可以重新申请。原来填写的内容和证明材料会带过去，改好后再提交。</p>
        </Step>
      )
  }
}

function PublicityWords({ publicity, held }: { publicity: OwnPublicity; held: boolean }) {
  const { id, lastDay, left } = publicity
  return (
    <p>
      <Link href={`/publicity/${id}`}>查看公示</Link>，到 <span className="num">{lastDay}</span> 24 时为止
      {left && `，${left}`}。
      {held
        ? '有人提出异议，核查结束前暂不入库；核查不成立的，恢复办理。需要说明情况的，请联系我们。'
        : '期满没有异议，您就成为在库专家，不需要您做什么。'}
    </p>
  )
}

const waitTitle = ({ course, waiting, proposal, status }: OwnApplication): string => {
  const what = isEntry(course) ? '' : '信息变更'
  if (status === 'published') return '正在公示'
  if (status === 'objected') return '公示收到异议，正在核查'
  if (proposal && status === 'returned') return `${what}退回修改，由${proposal.office}办理`
  return waiting ? `${what}等待：${waiting.who}${waiting.does}` : `${what}等待办理`
}

/**
 * The one thing to do now, as a big button, with the reviewers' words above it where there are any. Who is in the pool
 * reads that first, and then where a change stands.
 */
export function NextStep(props: NextStepProps) {
  const { application } = props
  const { member, course, next } = application
  const own = (
    <Card>
      <div className="space-y-3">
        <Decision application={application} />
        {steps(props)}
      </div>
    </Card>
  )
  // who left the pool and applies again is where everybody is who applies
  if (!member || (member.status === 'left' && isEntry(course) && next !== 'done')) return own
  return (
    <>
      <MemberCard application={application} member={member} />
      <PlaceHistory steps={member.place.history} />
      {!isEntry(course) && next !== 'done' && own}
    </>
  )
}
