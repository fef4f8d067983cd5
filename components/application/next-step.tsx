import type { ReactNode } from 'react'
import { ResultNews } from '@/components/message/result-news'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import type { OwnApplication } from '@/lib/application/application.dto'
import { doneCount } from '@/lib/profile/progress.rules'
import { RestartButton } from './restart-button'
import { WithdrawButton } from './withdraw-button'

type NextStepProps = { application: OwnApplication; now: Date }

/** What a desk said when it sent the application back or refused it. */
function Decision({ application }: { application: OwnApplication }) {
  const { decision, status } = application
  if (!decision) return null
  return (
    <Alert tone={status === 'refused' ? 'danger' : 'warning'} title={`${decision.by}的意见`}>
      <p className="whitespace-pre-line">{decision.opinion}</p>
      <p className="mt-1 text-sm text-ink-3">
        {decision.who}，<Time value={decision.at} />
      </p>
    </Alert>
  )
}

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
  const { next, progress, waiting, statusSince, canWithdraw, applicationId, status } = application
  const { done, of } = doneCount(progress)
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
          <p>填写 {of} 个部分并上传证明材料，大约需要 20 分钟。填写的内容会自动保存，可以分几次填完。</p>
          <p>请先准备好：职称证书的扫描件或照片，工作经历的起止年月。</p>
        </Step>
      )
    case 'continue':
      return (
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
            <LinkButton href="/expert/profile" variant="primary" size="lg">
              查看退回意见并修改
            </LinkButton>
          }
        >
          <p>原来填写的内容都在，改好后重新提交，从第一步起再次审核。</p>
        </Step>
      )
    case 'wait':
      return (
        <Step
          title={waiting ? `等待：${waiting.who}${waiting.does}` : '等待办理'}
          action={
            <>
              {canWithdraw && <WithdrawButton applicationId={applicationId} who={waiting?.who ?? '审核人'} />}
              <LinkButton href="/expert/check">查看提交的内容</LinkButton>
            </>
          }
        >
          <p>
            自 <Time value={statusSince} now={now} />
            起等待
            {waiting?.aimDays && `，一般在 ${waiting.aimDays} 个工作日内办理`}。<ResultNews />
            ，不需要守着页面。
          </p>
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

/** The one thing to do now, as a big button, with the reviewers' words above it where there are any. */
export function NextStep(props: NextStepProps) {
  return (
    <Card>
      <div className="space-y-3">
        <Decision application={props.application} />
        {steps(props)}
      </div>
    </Card>
  )
}
