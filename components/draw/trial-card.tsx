'use client'
import { useEffect, useState } from 'react'
import { Form } from '@/components/form/form'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { SubmitButton } from '@/components/form/submit-button'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { stopTrialAction, trialOfAction, tryDrawAction } from '@/lib/draw/run.actions'
import type { Trial, TrialState } from '@/lib/draw/run.dto'
import { tryDrawSchema } from '@/lib/draw/run.schema'
import { OutcomeFeatures } from './outcome-features'
import { ReckoningNote } from './reckoning-note'

const LOOK_MS = 1_000

/** 试算: what a list of this round could look like in structure; nothing comes of it. */
export function TrialCard({ roundId, begun = { state: 'none' } }: { roundId: string; begun?: TrialState }) {
  const [state, setState] = useState<TrialState>(begun)
  const under = state.state === 'reckoning'
  // looked at again after each answer, whatever it was
  useEffect(() => {
    if (state.state !== 'reckoning') return
    const timer = setTimeout(async () => {
      const answer = await runAction(trialOfAction, { roundId })
      setState(now => {
        // what was cancelled meanwhile stays so
        if (now !== state) return now
        if (answer.ok) return answer.data
        // the network may be back the next time
        return answer.code === 'offline' || answer.code === 'failed'
          ? { ...state }
          : { state: 'failed', why: sentenceFor(answer.code, answer.message) }
      })
    }, LOOK_MS)
    return () => clearTimeout(timer)
  }, [state, roundId])
  return (
    <section aria-label="试算" className="mt-4 border-t border-line pt-4">
      {under ? (
        <div className="space-y-3">
          <p role="status" className="font-semibold">
            正在试算，可以先看别的内容。
          </p>
          <ReckoningNote reckoning={state.reckoning} />
          <Button
            onClick={() => {
              setState({ state: 'none' })
              void runAction(stopTrialAction, { roundId })
            }}
          >
            取消试算
          </Button>
        </div>
      ) : (
        <Form
          schema={tryDrawSchema}
          defaultValues={{ roundId }}
          action={tryDrawAction}
          onSuccess={setState}
          // the one main button of this page is the decision beside it
          submit={<SubmitButton variant="secondary" label="试算一次" pendingLabel="正在开始…" />}
          label="试算一次抽取"
        >
          <p className="text-sm text-ink-2">
            随便取一个种子算一份名单，只看结构，不显示是谁，也不用于正式抽取。人多时要算一会儿；每天可试 10
            次，试过留有记录。
          </p>
        </Form>
      )}
      {state.state === 'failed' && (
        <Alert tone="warning" title="没有试算成" className="mt-3">
          {state.why}
        </Alert>
      )}
      {state.state === 'done' && <Made trial={state.trial} />}
    </section>
  )
}

const Made = ({ trial }: { trial: Trial }) => (
  <div role="status" className="mt-3">
    <p className="font-semibold">试算结果（不是抽取）</p>
    <ul className="mt-1 space-y-2">
      {trial.map(({ name, size, features }) => (
        <li key={name}>
          <span className="mr-2 font-semibold">{name}</span>
          <span className="num">{size}</span> 名
          <OutcomeFeatures features={features} />
        </li>
      ))}
    </ul>
  </div>
)
