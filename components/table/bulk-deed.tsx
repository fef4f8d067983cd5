'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useRef, useState } from 'react'
import { Button, type ButtonVariant } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useSelectedRows } from './selected-rows'

type BulkDeedProps = {
  /** the rows of this page as they were shown */
  names: Record<string, string>
  /** one row instead of the ticked ones */
  only?: string
  variant?: ButtonVariant
  button: string
  confirm: string
  /** 通过 3 人？ */
  ask: (count: number) => string
  /** 已通过, before the number of people */
  done: string
  /** stands behind a name that went well */
  well: string
  /** does it for one; a sentence says why it was not done */
  deed: (id: string) => Promise<string | null>
  /** what will happen, above the names */
  children: ReactNode
}

type Result = { id: string; problem: string | null }
type State =
  | { at: 'closed' }
  | { at: 'asking'; ids: string[] }
  | { at: 'running' | 'done'; ids: string[]; results: Result[] }

/** Does one thing about the ticked rows one after the other, each for itself: what fails is named, and stops no other. */
export function BulkDeed({ names, only, variant = 'primary', button, confirm, ...props }: BulkDeedProps) {
  const router = useRouter()
  const selected = useSelectedRows()
  const [state, setState] = useState<State>({ at: 'closed' })
  const stopped = useRef(false)
  const cancel = useRef<HTMLButtonElement>(null)

  const run = async (ids: string[]) => {
    stopped.current = false
    const results: Result[] = []
    setState({ at: 'running', ids, results })
    for (const id of ids) {
      if (stopped.current) break
      results.push({ id, problem: await props.deed(id) })
      setState({ at: 'running', ids, results: [...results] })
    }
    setState({ at: 'done', ids, results })
  }

  const close = () => {
    if (state.at === 'running') {
      stopped.current = true
      return
    }
    setState({ at: 'closed' })
    if (state.at !== 'done') return
    // what was done about one row says nothing about the ticks; with one that failed they stay, to be tried again
    if (!only && state.results.every(({ problem }) => problem === null)) selected.clear()
    router.refresh()
  }

  return (
    <>
      <Button
        size="sm"
        variant={variant}
        onClick={() => setState({ at: 'asking', ids: only ? [only] : selected.ids.filter(id => id in names) })}
      >
        {button}
      </Button>
      <Dialog
        open={state.at !== 'closed'}
        onOpenChange={open => !open && close()}
        dismissible={state.at !== 'running'}
        size="sm"
        initialFocus={state.at === 'asking' ? cancel : undefined}
        title={titleOf(state, props)}
        footer={
          state.at === 'asking' ? (
            <>
              <Button ref={cancel} onClick={close}>
                再看看
              </Button>
              <Button variant="primary" onClick={() => void run(state.ids)}>
                {confirm}
              </Button>
            </>
          ) : (
            <Button onClick={close}>{state.at === 'running' ? '停止' : '知道了'}</Button>
          )
        }
      >
        {state.at === 'asking' && (
          <>
            <div className="text-ink-2">{props.children}</div>
            <p className="mt-2 rounded-md bg-canvas px-3 py-2">{state.ids.map(id => names[id]).join('、')}</p>
          </>
        )}
        {(state.at === 'running' || state.at === 'done') && <Progress {...state} names={names} well={props.well} />}
      </Dialog>
    </>
  )
}

function titleOf(state: State, { ask, done }: Pick<BulkDeedProps, 'ask' | 'done'>): string {
  if (state.at === 'asking') return ask(state.ids.length)
  if (state.at === 'running') return '正在办理…'
  if (state.at === 'closed') return ''
  const failed = state.results.filter(result => result.problem).length
  const left = state.ids.length - state.results.length
  const parts = [`${done} ${state.results.length - failed} 人`]
  if (failed > 0) parts.push(`${failed} 人没有办成`)
  if (left > 0) parts.push(`${left} 人没有办理`)
  return parts.join('，')
}

type ProgressProps = Pick<BulkDeedProps, 'names' | 'well'> & { ids: string[]; results: Result[] }

function Progress({ ids, results, names, well }: ProgressProps) {
  return (
    <div className="space-y-3">
      <progress
        className="h-2 w-full accent-(--accent)"
        value={results.length}
        max={ids.length}
        aria-label="办理进度"
      />
      <p role="status" className="num text-sm text-ink-3">
        已办理 {results.length} / {ids.length}
      </p>
      <ul className="divide-y divide-line rounded-md border border-line">
        {results.map(({ id, problem }) => (
          <li key={id} className="flex flex-wrap gap-x-3 px-3 py-1.5">
            <span className="font-medium">{names[id]}</span>
            <span className={problem ? 'text-danger' : 'text-success'}>{problem ?? well}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
