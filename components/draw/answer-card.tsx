import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Disclosure } from '@/components/ui/disclosure'
import { Link } from '@/components/ui/link'
import { Markdown } from '@/components/ui/markdown'
import { Time } from '@/components/ui/time'
import { Timeline } from '@/components/ui/timeline'
import type { OwnSeat } from '@/lib/draw/answer.dto'
import { AnswerForm, SignPledge, type Which, WithdrawButton } from './answer-form'
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

/** One invitation as the invited reads it, with what he can do about it now. */
export function AnswerCard({ seat, which, pledge }: { seat: OwnSeat; which: Which; pledge: Pledge }) {
  const { accepted, status } = seat
  return (
    <Card title={seat.title} actions={<SeatBadge status={status} label={seat.statusLabel} />}>
      <div className="space-y-5">
        {accepted?.code && (
          <Alert tone="success" title="签到码，到场时请出示">
            <span className="num text-3xl tracking-[0.3em]">{accepted.code}</span>
            <span className="mt-1 block">您的席位是{accepted.seat}，当天有效。</span>
          </Alert>
        )}
        <DescriptionList
          columns={1}
          items={[
            { label: '邀请部门', value: seat.office },
            {
              label: '时间',
              value: (
                <>
                  <Time value={seat.sessionFrom} /> 至 <Time value={seat.sessionTo} />
                </>
              ),
            },
            { label: '地点', value: seat.place ?? '另行通知' },
            { label: '专业组', value: seat.group },
            ...(seat.answerBy ? [{ label: '答复时限', value: <Time value={seat.answerBy} /> }] : []),
            ...(seat.declined ? [{ label: '不能参加的原因', value: seat.declined }] : []),
            ...(accepted ? [{ label: '席位', value: accepted.seat }] : []),
            ...(seat.pay ? [{ label: '劳务费', value: <Pay pay={seat.pay} /> }] : []),
            ...(accepted?.subjects.length ? [{ label: '评审对象', value: accepted.subjects.join('\n') }] : []),
            ...(accepted?.briefing ? [{ label: '会前须知', value: accepted.briefing }] : []),
          ]}
        />
        {status === 'notified' && seat.closed === null && (
          <AnswerForm which={which} pledge={pledge.version}>
            <PledgeText pledge={pledge} />
          </AnswerForm>
        )}
        {status === 'notified' && seat.closed && <Alert tone="warning">{seat.closed}</Alert>}
        {status === 'expired' && (
          <Alert tone="warning" title="没有在时限内答复">
            名额可能已由其他专家递补。如能参加，请联系发通知的部门。
          </Alert>
        )}
        {status === 'released' && <Alert title="安排有变">您不用参加这次评审了。有疑问请联系发通知的部门。</Alert>}
        {status === 'accepted' && accepted?.unsigned && seat.mayWithdraw && (
          <SignPledge which={which} pledge={pledge.version}>
            <PledgeText pledge={pledge} />
          </SignPledge>
        )}
        {seat.mayWithdraw && (
          <div className="flex flex-wrap items-center gap-3">
            <WithdrawButton which={which} />
            <span className="text-ink-3">发现应当回避的，也请在这里说明。</span>
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
