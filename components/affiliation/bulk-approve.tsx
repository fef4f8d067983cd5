'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { newCommandKey } from '@/components/form/command-key'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { useSelectedRows } from '@/components/table/selected-rows'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { decideAffiliationAction } from '@/lib/affiliation/affiliation.actions'

type BulkApproveProps = {
  /** the rows of this page as they were shown */
  people: Record<string, { name: string; version: number }>
}

type Result = { id: string; name: string; problem: string | null }
type State =
  | { at: 'closed' }
  | { at: 'asking'; ids: string[] }
  | { at: 'running' | 'done'; ids: string[]; results: Result[] }

/** Approves the ticked people one after the other, each for himself: what fails is named, and stops no other. */
export function BulkApprove({ people }: BulkApproveProps) {
  const router = useRouter()
  const selected = useSelectedRows()
  const [state, setState] = useState<State>({ at: 'closed' })
  const stopped = useRef(false)
  const cancel = useRef<HTMLButtonElement>(null)

  const approve = async (id: string): Promise<Result> => {
    const { name, version } = people[id]!
    const command = { id, version, event: 'approve' as const, opinion: '', _key: newCommandKey() }
    const answer = await runAction(decideAffiliationAction, command)
    return { id, name, problem: answer.ok ? null : sentenceFor(answer.code, answer.message) }
  }

  const run = async (ids: string[]) => {
    stopped.current = false
    const results: Result[] = []
    setState({ at: 'running', ids, results })
    for (const id of ids) {
      if (stopped.current) break
      results.push(await approve(id))
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
    selected.clear()
    router.refresh()
  }

  return (
    <>
      <Button
        size="sm"
        variant="primary"
        onClick={() => setState({ at: 'asking', ids: selected.ids.filter(id => id in people) })}
      >
        批量通过
      </Button>
      <Dialog
        open={state.at !== 'closed'}
        onOpenChange={open => !open && close()}
        dismissible={state.at !== 'running'}
        size="sm"
        initialFocus={state.at === 'asking' ? cancel : undefined}
        title={titleOf(state)}
        footer={
          state.at === 'asking' ? (
            <>
              <Button ref={cancel} onClick={close}>
                再看看
              </Button>
              <Button variant="primary" onClick={() => void run(state.ids)}>
                全部通过
              </Button>
            </>
          ) : (
            <Button onClick={close}>{state.at === 'running' ? '停止' : '知道了'}</Button>
          )
        }
      >
        {state.at === 'asking' && (
          <>
            <p className="text-ink-2">
              通过后，这些人员可以申请成为专家，每人会收到通知。请确认都是本单位人员，并已核对证明文件。
            </p>
            <p className="mt-2 rounded-md bg-canvas px-3 py-2">{state.ids.map(id => people[id]!.name).join('、')}</p>
          </>
        )}
        {(state.at === 'running' || state.at === 'done') && <Progress {...state} />}
      </Dialog>
    </>
  )
}

function titleOf(state: State): string {
  if (state.at === 'asking') return `通过 ${state.ids.length} 人？`
  if (state.at === 'running') return '正在办理…'
  if (state.at === 'closed') return ''
  const failed = state.results.filter(result => result.problem).length
  const left = state.ids.length - state.results.length
  const parts = [`已通过 ${state.results.length - failed} 人`]
  if (failed > 0) parts.push(`${failed} 人没有办成`)
  if (left > 0) parts.push(`${left} 人没有办理`)
  return parts.join('，')
}

function Progress({ ids, results }: { ids: string[]; results: Result[] }) {
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
        {results.map(({ id, name, problem }) => (
          <li key={id} className="flex flex-wrap gap-x-3 px-3 py-1.5">
            <span className="font-medium">{name}</span>
            <span className={problem ? 'text-danger' : 'text-success'}>{problem ?? '通过'}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
