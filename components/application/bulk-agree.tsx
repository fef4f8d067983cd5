'use client'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { useSelectedRows } from '@/components/table/selected-rows'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { noteChange } from './fresh'
import { type BulkItem, type BulkState, useBulk } from './use-bulk'

export type Candidate = BulkItem & {
  name: string
  unitName: string
  /** why nothing can be agreed to now, known before anything is sent */
  whyNot: string | null
  /** how many 入库条件 are not met; null where nothing is judged */
  openConditions: number | null
}

/** What agreeing is called at a desk: 推荐, 审核通过, 同意拟入库. */
type BulkAgreeProps = { rows: Candidate[]; word: string }

/** 批量推荐, 批量审核通过 of the ticked rows: names first, then one decision after the other, and what became of each. */
export function BulkAgree({ rows, word }: BulkAgreeProps) {
  const router = useRouter()
  const { ids, clear } = useSelectedRows()
  const [shown, setShown] = useState<Candidate[] | null>(null)
  const [opinion, setOpinion] = useState('')
  const { state, send, reset } = useBulk()
  const opinionId = useId()

  const chosen = shown ?? []
  const ready = chosen.filter(row => !row.whyNot)
  const doubtful = ready.filter(hasOpen).length
  const done = [...state.results.values()].filter(why => why === null).length
  const failed = state.results.size - done
  const sending = state.at === 'sending'

  const close = () => {
    if (sending) return
    setShown(null)
    if (state.results.size === 0) return
    clear()
    noteChange()
    router.refresh()
  }
  const open = () => {
    reset()
    setOpinion('')
    setShown(rows.filter(row => ids.includes(row.id)))
  }

  return (
    <>
      <Button variant="primary" size="sm" onClick={open}>
        批量{word}
      </Button>
      <Dialog
        open={shown !== null}
        onOpenChange={next => !next && close()}
        dismissible={!sending}
        title={state.at === 'done' ? `已${word} ${done} 人` : `${word}这 ${ready.length} 人？`}
        description={state.at === 'done' ? undefined : '每人各记一次办理。请确认已逐一看过本人身份和填写内容。'}
        footer={
          state.at === 'done' ? (
            <Button variant="primary" onClick={close}>
              知道了
            </Button>
          ) : (
            <>
              <Button onClick={close} disabled={sending}>
                {state.results.size > 0 ? '关闭' : '取消'}
              </Button>
              <Button
                variant="primary"
                pending={sending}
                pendingLabel={`正在办理…（${state.results.size} / ${ready.length}）`}
                disabled={ready.length === 0}
                onClick={() => void send(ready, opinion)}
              >
                {state.problem ? '继续' : `确认${word}`}
              </Button>
            </>
          )
        }
      >
        <div className="space-y-4">
          {state.problem && <Alert tone="danger" role="alert" title={state.problem.sentence} />}
          {state.at === 'done' && failed > 0 && (
            <Alert tone="warning" role="status" title={`${failed} 人没有办成，原因写在姓名后面`}>
              可以在列表中点姓名逐个办理。
            </Alert>
          )}
          {state.at !== 'done' && doubtful > 0 && (
            <Alert tone="warning" title={`${doubtful} 人的入库条件没有全部满足`}>
              您仍然可以推荐；能不能放宽在最后一步审核时认定，不能放宽的不会通过。是哪几项，可以在列表中点姓名查看。
            </Alert>
          )}
          {sending && <progress className="w-full accent-(--accent)" max={ready.length} value={state.results.size} />}
          <ol className="divide-y divide-line rounded-md border border-line">
            {chosen.map(row => (
              <li key={row.id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-3 py-2">
                <span className="min-w-0">
                  <span className="font-medium">{row.name}</span>
                  <span className="ml-2 text-sm text-ink-3">{row.unitName}</span>
                  {!row.whyNot && hasOpen(row) && (
                    <span className="num block text-sm text-warning">{row.openConditions} 项入库条件没有满足</span>
                  )}
                </span>
                <Outcome row={row} state={state} word={word} />
              </li>
            ))}
          </ol>
          {state.at !== 'done' && ready.length > 0 && (
            <div>
              <label htmlFor={opinionId} className="mb-1 block font-medium">
                意见（选填）
              </label>
              <textarea
                id={opinionId}
                rows={2}
                maxLength={500}
                value={opinion}
                disabled={sending || state.results.size > 0}
                onChange={event => setOpinion(event.target.value)}
                className="w-full rounded-md border border-edge bg-paper px-3 py-2"
              />
              <p className="text-sm text-ink-3">同一段意见写进每个人的办理记录，本人能看到。</p>
            </div>
          )}
        </div>
      </Dialog>
    </>
  )
}

const hasOpen = ({ openConditions }: Candidate): boolean => openConditions !== null && openConditions > 0

function Outcome({ row, state, word }: { row: Candidate; state: BulkState; word: string }) {
  if (row.whyNot) return <span className="text-sm text-ink-3">不在其中：{row.whyNot}</span>
  const why = state.results.get(row.id)
  if (why === null) return <Badge tone="success">已{word}</Badge>
  if (why !== undefined) return <span className="text-sm text-danger">{why}</span>
  return <span className="text-sm text-ink-3">{state.at === 'sending' ? '等待中' : ''}</span>
}
