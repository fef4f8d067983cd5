'use client'
import { DecisionPanel } from '@/components/workflow/decision-panel'
import type { DecisionAction } from '@/components/workflow/use-decision'
import { decideRequestAction, decideRoundAction } from '@/lib/draw/request.actions'
import { publishedWords } from '@/lib/draw/request-words.rules'
import type { OpenEvent } from '@/lib/workflow/machine'

type RequestDecisionProps = {
  id: string
  version: number
  /** of what is shown on this page: agreeing to anything else is refused */
  askHash: string
  subject: string
  events: readonly OpenEvent<string>[]
  /** decided is a later round with this number, not the request */
  round?: number | null
  /** people named by name: agreed to, they are invited at once, or with the draw they go with */
  special?: 'now' | 'withDraw' | null
  byLottery?: boolean
}

const effects = {
  approve: '同意后内容不能再改。提出的人会收到通知。',
  return: '提出的人会收到通知，看到您写的理由，修改后可以再次提交。',
}

const invited = {
  now: '系统核对回避和时间后，给名单中的人安排席位并通知。不能再改。',
  withDraw: '抽取时系统核对回避和时间，给名单中的人安排席位，不占各组抽取的人数。提出的人会收到通知。',
}

const opensApproval = (events: RequestDecisionProps['events']) => events.some(({ event }) => event === 'approve')

/** There may be two on one page: a 特邀 that waits, and the request it goes with, which can still be returned. */
const titleOf = (round: number | null, special: boolean): string =>
  round === null ? '需求的审批' : `第 ${round} 轮${special ? '特邀' : '补抽'}的审批`

function noteOf(special: boolean, events: RequestDecisionProps['events']): string {
  if (!opensApproval(events)) return '已经同意的，抽取以前还可以退回修改。'
  return special
    ? '请核对特邀的理由是否成立，专家库是否确实满足不了，人数是否必要。'
    : '请核对用途、人数、条件是否必要，条件有没有窄到指向某几个人。'
}

/**
 * Where another person of the bureau agrees to what is asked for, or returns it; nothing, where there is nothing to decide.
 * It stands on the page without a condition: after the reload that follows a decision it still says what was decided.
 */
export function RequestDecision({
  id,
  version,
  askHash,
  subject,
  events,
  round = null,
  special = null,
  byLottery = false,
}: RequestDecisionProps) {
  const shown = special ? { ...effects, approve: invited[special] } : effects
  const decide: DecisionAction<'approve' | 'return'> = command =>
    (round !== null ? decideRoundAction : decideRequestAction)({ ...command, askHash })
  return (
    <DecisionPanel
      key={id}
      title={titleOf(round, special !== null)}
      subject={subject}
      id={id}
      version={version}
      events={events.filter(({ event }) => event === 'approve' || event === 'return')}
      action={decide}
      effects={shown}
      grave={['return']}
      next={null}
      back={{ href: '/bureau/draws?status=requested', label: '返回待审批' }}
      hintOf={event => (event === 'return' ? '请写明哪里要改，提出的人会看到。' : '提出的人会看到这段话。')}
      note={
        <div className="space-y-1 text-sm text-ink-2">
          <p>{noteOf(special !== null, events)}</p>
          {byLottery && special === null && opensApproval(events) && (
            <p>{publishedWords}有这样的内容的，请退回修改。</p>
          )}
        </div>
      }
    />
  )
}
