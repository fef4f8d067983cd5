'use client'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { useSelectedRows } from '@/components/table/selected-rows'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { type BulkActions, type BulkItem, type BulkState, useBulk } from './use-bulk'

export type Candidate<E extends string = string> = BulkItem<E> & {
  name: string
  /** what tells it from others of its name: a unit, a code */
  beside: string
  /** why it cannot be decided so, known from the list before anything is asked */
  whyNot: string | null
  /** what somebody should know who decides so all the same */
  warning?: string | null
}

/** How a deed on many is called at a desk, and what is said about it before. */
export type BulkWords = {
  /** 推荐, 审核通过, 退回 */
  word: string
  /** 人, 份申请, 家单位 */
  measure: string
  /** what it means for those it is about */
  lead: string
  /** a reason is owed, and everybody reads it */
  reason?: string
  /** said above the list where some have a warning; `{n}` is how many */
  doubt?: { title: string; text: string }
}

type BulkDecideProps<E extends string> = BulkActions<E> &
  BulkWords & { rows: Candidate<E>[]; back?: boolean; onDone?: () => void }

const OPINION_MAX = 500

/** One deed on the ticked rows: looked at first, each with what stands against it; then one after the other, each with its result. */
export function BulkDecide<E extends string>(props: BulkDecideProps<E>) {
  const { rows, word, measure, lead, reason, doubt, back, onDone, decide, preview } = props
  const router = useRouter()
  const { ids, clear } = useSelectedRows()
  const [shown, setShown] = useState<Candidate<E>[] | null>(null)
  const [opinion, setOpinion] = useState('')
  const [owed, setOwed] = useState(false)
  const { state, look, send } = useBulk({ decide, preview })
  const opinionId = useId()
  const hintId = useId()

  const chosen = shown ?? []
  const reasonAgainst = (row: Candidate<E>) => row.whyNot ?? state.looked.get(row.id) ?? null
  const looked = state.at !== 'looking'
  const ready = looked ? chosen.filter(row => !reasonAgainst(row)) : []
  const doubtful = ready.filter(row => row.warning).length
  const done = [...state.results.values()].filter(why => why === null).length
  const failed = state.results.size - done
  const sending = state.at === 'sending'

  const close = () => {
    if (sending) return
    setShown(null)
    if (state.results.size === 0) return
    clear()
    onDone?.()
    router.refresh()
  }
  const open = () => {
    const ticked = rows.filter(row => ids.includes(row.id))
    setOpinion('')
    setOwed(false)
    setShown(ticked)
    void look(ticked.filter(row => !row.whyNot))
  }
  const confirm = () => {
    if (reason && opinion.trim() === '') return setOwed(true)
    void send(ready, opinion)
  }

  const asked = `${word}这 ${ready.length} ${measure}？`
  const title =
    state.at === 'done' ? `已${word} ${done} ${measure}` : looked ? asked : `正在核对 ${chosen.length} ${measure}…`
  return (
    <>
      <Button variant={back ? 'secondary' : 'primary'} size="sm" onClick={open}>
        批量{word}
      </Button>
      <Dialog
        open={shown !== null}
        onOpenChange={next => !next && close()}
        dismissible={!sending}
        title={title}
        description={state.at === 'done' ? undefined : lead}
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
              {!looked && state.problem ? (
                <Button variant="primary" onClick={() => void look(chosen.filter(row => !row.whyNot))}>
                  重新核对
                </Button>
              ) : (
                <Button
                  variant={back ? 'danger' : 'primary'}
                  pending={sending || !looked}
                  pendingLabel={sending ? `正在办理…（${state.results.size} / ${ready.length}）` : '正在核对…'}
                  disabled={ready.length === 0}
                  onClick={confirm}
                >
                  {state.problem ? '继续' : `确认${word}`}
                </Button>
              )}
            </>
          )
        }
      >
        <div className="space-y-4">
          {state.problem && <Alert tone="danger" role="alert" title={state.problem.sentence} />}
          {state.at === 'done' && failed > 0 && (
            <Alert tone="warning" role="status" title={`${failed} ${measure}没有办成，原因写在名称后面`}>
              可以在列表中点名称逐个办理。
            </Alert>
          )}
          {state.at === 'asking' && chosen.length > ready.length && (
            <Alert
              tone="warning"
              role="status"
              title={`${chosen.length - ready.length} ${measure}不能一起办理，原因写在名称后面`}
            >
              {ready.length > 0 ? '其余的照常办理。' : '没有可以一起办理的，请在列表中点名称逐个办理。'}
            </Alert>
          )}
          {state.at !== 'done' && doubt && doubtful > 0 && (
            <Alert tone="warning" title={doubt.title.replace('{n}', String(doubtful))}>
              {doubt.text}
            </Alert>
          )}
          {sending && (
            <progress
              className="w-full accent-(--accent)"
              max={ready.length}
              value={state.results.size}
              aria-label="办理进度"
            />
          )}
          <ol className="divide-y divide-line rounded-md border border-line">
            {chosen.map(row => (
              <li key={row.id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-3 py-2">
                <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
                  <span className="font-medium">{row.name}</span>
                  <span className="text-sm text-ink-3">{row.beside}</span>
                  {looked && !reasonAgainst(row) && row.warning && (
                    <span className="num w-full text-sm text-warning">{row.warning}</span>
                  )}
                </span>
                <Outcome against={reasonAgainst(row)} why={state.results.get(row.id)} at={state.at} word={word} />
              </li>
            ))}
          </ol>
          {state.at !== 'done' && ready.length > 0 && (
            <div>
              <label htmlFor={opinionId} className="mb-1 block font-medium">
                {reason ?? '意见（选填）'}
                {reason && <span className="font-normal text-ink-3">（必填）</span>}
              </label>
              <textarea
                id={opinionId}
                rows={reason ? 3 : 2}
                maxLength={OPINION_MAX}
                value={opinion}
                required={Boolean(reason)}
                aria-invalid={owed || undefined}
                aria-describedby={hintId}
                disabled={sending || state.results.size > 0}
                onChange={event => {
                  setOpinion(event.target.value)
                  setOwed(false)
                }}
                className="w-full rounded-md border border-edge bg-paper px-3 py-2 aria-invalid:border-danger"
              />
              <p id={hintId} className="text-sm text-ink-3">
                {owed && (
                  <span role="alert" className="block text-danger">
                    请写明{reason}，对方会看到这段话。
                  </span>
                )}
                同一段话写进每一条的办理记录，对方能看到。
              </p>
            </div>
          )}
        </div>
      </Dialog>
    </>
  )
}

type OutcomeProps = { against: string | null; why: string | null | undefined; at: BulkState['at']; word: string }

function Outcome({ against, why, at, word }: OutcomeProps) {
  if (why === null) return <Badge tone="success">已{word}</Badge>
  if (why !== undefined) return <span className="text-sm text-danger">{why}</span>
  if (against) return <span className="text-sm text-ink-3">不在其中：{against}</span>
  return <span className="text-sm text-ink-3">{at === 'sending' ? '等待中' : ''}</span>
}
