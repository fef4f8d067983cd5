import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Disclosure } from '@/components/ui/disclosure'
import { Link } from '@/components/ui/link'
import { Markdown } from '@/components/ui/markdown'
import { Time } from '@/components/ui/time'
import { Timeline } from '@/components/ui/timeline'
import type { OwnSeat } from '@/lib/draw/answer.dto'
import { sessionWords } from '@/lib/draw/request-time.rules'
import { notAsked } from '@/lib/draw/seat.rules'
import { AnswerForm, ObjectButton, RecuseButton, SignPledge, type Which, WithdrawButton } from './answer-form'
import { OwnMaterials, OwnSubjects } from './answer-reading'
import { SeatBadge } from './seat-badge'

export type Pledge = { title: string; version: string; body: string }

const PledgeText = ({ pledge }: { pledge: Pledge }) => (
  <section aria-label={pledge.title} className="rounded-md border border-line bg-canvas px-4 py-3">
    <h3 className="mb-1 font-semibold">{pledge.title}</h3>
    <Markdown text={pledge.body} />
  </section>
)

const Pay = ({ pay }: { pay: NonNullable<OwnSeat['pay']> }) => (
  <>
    <span className="num">{pay.yuan}</span> 元，
    {pay.paidAt ? (
      <>
        <Time value={pay.paidAt} day /> 已发放
      </>
    ) : pay.bankMissing ? (
      <>
        还没有您的银行账户，请
        <Link href="/expert/bank" className="text-accent-strong underline">
          填写银行账户
        </Link>
      </>
    ) : (
      '待发放'
    )}
  </>
)

/** What staff call 拒绝 and 已辞 is to himself one thing. */
const ownLabels: Partial<Record<OwnSeat['status'], string>> = {
  notified: '待答复',
  declined: '不能参加',
  withdrawn: '不能参加',
}

/** One invitation as the invited reads it, with what he can do about it now. */
export function AnswerCard({ seat, which, pledge }: { seat: OwnSeat; which: Which; pledge: Pledge }) {
  const { accepted, status } = seat
  return (
    <Card title={seat.title} actions={<SeatBadge status={status} label={ownLabels[status] ?? seat.statusLabel} />}>
      <div className="space-y-5">
        {accepted?.code && (
          <Alert tone="success" title="签到码，到场时请出示">
            <span className="num text-3xl tracking-[0.3em]">{accepted.code}</span>
            <span className="mt-1 block">您的席位是{accepted.seat}，当天有效。</span>
          </Alert>
        )}
        {status === 'notified' && seat.closed === null && seat.answerBy && (
          <Alert
            title={
              <>
                请在 <Time value={seat.answerBy} /> 前答复
              </>
            }
          >
            到时没有答复的，由其他专家递补。接受邀请只对这一次评审有效。
          </Alert>
        )}
        {seat.mayWithdraw && !seat.maySign && !accepted?.code && (
          <Alert tone="success" title="您已接受邀请，请按时到场">
            评审当天再打开这个页面，这里会显示签到码，到场时出示。
          </Alert>
        )}
        <DescriptionList
          columns={1}
          items={[
            { label: '邀请部门', value: seat.office },
            { label: '时间', value: sessionWords(seat.sessionFrom, seat.sessionTo) },
            { label: '地点', value: seat.place ?? '另行通知' },
            { label: '专业组', value: seat.group },
            ...(seat.declined ? [{ label: '不能参加的原因', value: seat.declined }] : []),
            ...(accepted ? [{ label: '席位', value: accepted.seat }] : []),
            ...(seat.pay ? [{ label: '劳务费', value: <Pay pay={seat.pay} /> }] : []),
            ...(accepted?.briefing ? [{ label: '参会须知', value: accepted.briefing }] : []),
          ]}
        />
        <OwnSubjects subjects={seat.subjects} />
        {accepted && <OwnMaterials files={accepted.materials} token={which.token} />}
        {status === 'notified' && seat.closed === null && (
          <>
            <AnswerForm which={which} pledge={pledge.version}>
              <PledgeText pledge={pledge} />
            </AnswerForm>
            <div className="flex flex-wrap items-center gap-3">
              <RecuseButton which={which} />
              <span className="text-ink-3">
                与评审对象或其单位有应当回避关系的，请声明回避；签署承诺后能看到人员姓名，那时也可以声明。
              </span>
            </div>
          </>
        )}
        {status === 'notified' && seat.closed && <Alert tone="warning">{seat.closed}</Alert>}
        {status in notAsked && !seat.mayObject && (
          <Alert
            tone={status === 'expired' ? 'warning' : 'info'}
            title={notAsked[status as keyof typeof notAsked].title}
          >
            {notAsked[status as keyof typeof notAsked].text}
          </Alert>
        )}
        {seat.mayObject && (
          <Alert tone="warning" title="这是代您记录的答复">
            您在电话或短信中答复不能参加。如果不是您本人的意思，可以在答复时限内恢复邀请，再由您自己答复。
            <span className="mt-3 block">
              <ObjectButton which={which} />
            </span>
          </Alert>
        )}
        {seat.maySign && (
          <Alert tone="warning" title="还没有签署保密与回避承诺">
            签署以后才能看到评审对象的人员、评审材料、参会须知和签到码。
          </Alert>
        )}
        {seat.maySign && (
          <SignPledge which={which} pledge={pledge.version}>
            <PledgeText pledge={pledge} />
          </SignPledge>
        )}
        {seat.mayWithdraw && (
          <div className="flex flex-wrap items-center gap-3">
            <WithdrawButton which={which} />
            <RecuseButton which={which} />
            <span className="text-ink-3">发现应当回避的，请声明回避。</span>
          </div>
        )}
        {seat.steps.length > 0 && (
          <Disclosure summary="经过">
            <Timeline
              label="经过"
              entries={seat.steps.map((step, index) => ({
                id: String(index),
                what: step.label,
                who: '',
                when: <Time value={step.at} />,
              }))}
            />
          </Disclosure>
        )}
      </div>
    </Card>
  )
}
