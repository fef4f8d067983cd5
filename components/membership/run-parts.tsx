import { ReasonDialog } from '@/components/staff/reason-dialog'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { confirmRunAction, putOffRunAction } from '@/lib/membership/membership.actions'
import type { RunPerson, RunView } from '@/lib/membership/membership.dto'

export const runKinds: Record<RunView['kind'], { label: string; does: string }> = {
  remind: { label: '提醒', does: '给这些专家发送休眠或自动出库的提醒短信。' },
  sleep: { label: '休眠', does: '这些专家转为「休眠」，不再参加抽取，会收到短信；登录一次即恢复在库。' },
  erase: {
    label: '到期删除资料',
    does: '这些专家出库后的保存期已满：删除已提交的申请内容、证明材料、出库的证据和银行账户信息，不能恢复；办理记录保留。',
  },
  leave: { label: '自动出库', does: '这些专家自动出库，会收到短信；规定天数内登录后可以自行恢复。' },
}

const listOf = (run: RunView): string => `/bureau/membership/runs/${run.id}`

/** People of a list: name, unit, last login, each leading to his page. */
export function PeopleList({ people, extra }: { people: RunPerson[]; extra?: (id: string) => string }) {
  return (
    <ul className="divide-y divide-line">
      {people.map(person => (
        <li key={person.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2 sm:px-5">
          <Link href={`/bureau/experts/${person.id}`} prefetch={false} className="w-24 shrink-0 text-accent-strong">
            {person.name}
          </Link>
          <span className="min-w-0 flex-1 basis-48 break-words">{person.unitName}</span>
          <span className="num text-sm text-ink-2">
            {person.loggedIn ? (
              <>
                最近激活 <Time value={person.activatedAt} day />
              </>
            ) : (
              '还没有登录'
            )}
            {extra && `，${extra(person.id)}`}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** 确认办理 and 暂缓 of a run beyond the cap, each after one question and with a reason. */
export function RunDeeds({ run }: { run: RunView }) {
  const { label, does } = runKinds[run.kind]
  const dialog = { id: run.id, version: run.version, reasonLabel: '理由', hint: '记入审计记录。' }
  return (
    <>
      <ReasonDialog
        {...dialog}
        label="确认办理"
        variant="primary"
        title={`确认办理${label}：${run.planned} 人？`}
        confirmLabel="确认办理"
        pendingLabel="正在确认…"
        action={confirmRunAction}
      >
        {does}系统在一小时内办理；办理时再逐人核对，{run.kind === 'erase' ? '期间重新申请或入库的' : '期间登录过的'}
        不办理。
      </ReasonDialog>
      <ReasonDialog
        {...dialog}
        label="暂缓"
        title={`暂缓${label}：${run.planned} 人？`}
        confirmLabel="暂缓 7 天"
        pendingLabel="正在保存…"
        action={putOffRunAction}
      >
        这份名单作废，7 天内不再办理这一类；之后重新拟定名单。
      </ReasonDialog>
    </>
  )
}

/** A run beyond the cap: what it would do, with its list, and the two ways to decide. */
export function WaitingRunCard({ run, mayDecide }: { run: RunView; mayDecide: boolean }) {
  const { label, does } = runKinds[run.kind]
  return (
    <Card
      title={`${label}：${run.planned} 人，等待确认`}
      description={`${run.day} 拟定。一天内不经确认最多办理 ${run.cap} 人，这次超过了，所以还没有办理。`}
      actions={mayDecide && !run.whyNot && <RunDeeds run={run} />}
      flush
    >
      <div className="space-y-3 px-4 py-3 sm:px-5">
        {mayDecide && run.whyNot && <Alert>{run.whyNot}</Alert>}
        <Alert tone="warning" title="人数异常多时请先核对">
          可能是服务器的时间不对，或系统停了很久。{does}
        </Alert>
      </div>
      <p className="px-4 pb-3 sm:px-5">
        <LinkButton href={listOf(run)}>查看名单（{run.planned} 人）</LinkButton>
      </p>
    </Card>
  )
}

export const runStates: Record<RunView['state'], string> = {
  waiting: '等待确认',
  running: '正在办理',
  done: '已办理',
  putOff: '已暂缓',
}

/** What the system did, the newest first. */
export function PastRuns({ runs }: { runs: RunView[] }) {
  if (runs.length === 0) return <EmptyState title="还没有办理过" why="有专家到期时，系统每小时拟定名单并办理。" />
  return (
    <ul className="divide-y divide-line">
      {runs.map(run => (
        <li key={run.id} className="px-4 py-2 sm:px-5">
          <span className="flex flex-wrap items-baseline gap-x-4">
            <span className="num w-40 shrink-0">
              <Time value={run.plannedAt} />
            </span>
            <span className="w-24 shrink-0">{runKinds[run.kind].label}</span>
            <span className="num">
              {runStates[run.state]}，拟定 {run.planned} 人，办理 {run.done} 人
              {run.void > 0 && `，期间登录、重新申请等不再办理 ${run.void} 人`}
              {run.failed > 0 && (
                <>
                  ，
                  <Link href={`${listOf(run)}?outcome=failed`} prefetch={false} className="text-accent-strong">
                    出错 {run.failed} 人
                  </Link>
                  （次日重新拟定）
                </>
              )}
            </span>
            <Link href={listOf(run)} prefetch={false} className="text-accent-strong">
              名单
            </Link>
          </span>
          {run.decision && (
            <span className="block text-sm break-words text-ink-2">
              {run.decision.by} 于 <Time value={run.decision.at} /> {run.state === 'putOff' ? '暂缓' : '确认'}：
              {run.decision.reason}
              {run.holdUntil && `（${run.holdUntil} 前不再办理这一类）`}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
