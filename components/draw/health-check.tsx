'use client'
import { useEffect, useRef, useState } from 'react'
import { type Action, runAction, sentenceFor } from '@/components/form/run-action'
import { Card } from '@/components/ui/card'
import type { Health } from '@/lib/draw/health.dto'
import type { CheckAskInput } from '@/lib/draw/health.schema'
import { HealthView, healthSummary } from './health-view'
import { Lasting } from './lasting'

/** The pool is asked once what is typed has been quiet for a moment. */
const QUIET_MS = 900
/** An answer that takes longer is said to be under way. */
const LONG_MS = 1_000

/** Asks the server about what is typed. */
export type AskCheck = Action<CheckAskInput, Health>

const goesOn = '正在计算。专家多、要求多时要十几秒，可以继续填写。'

type Answer = { for: string; health: Health | null; problem: string | null }

/**
 * 抽取检查 beside the form of a request: who could be drawn by what stands in it now. Counts only.
 * @param asked what is typed, as far as it is complete; null while no group is
 */
export function HealthCheck({ asked, check }: { asked: CheckAskInput | null; check: AskCheck }) {
  const [answer, setAnswer] = useState<Answer | null>(null)
  /** what is under way; what is typed meanwhile is asked when it is over, so that nothing queues */
  const [busy, setBusy] = useState<'no' | 'yes' | 'long'>('no')
  const open = useRef(true)
  useEffect(() => {
    open.current = true
    return () => {
      open.current = false
    }
  }, [])
  const key = asked ? JSON.stringify(asked) : null
  const fresh = answer !== null && answer.for === key
  const idle = busy === 'no'
  useEffect(() => {
    if (key === null || fresh || !idle) return
    const timer = setTimeout(async () => {
      setBusy('yes')
      const long = setTimeout(() => open.current && setBusy('long'), LONG_MS)
      const result = await runAction(check, JSON.parse(key) as CheckAskInput)
      clearTimeout(long)
      if (!open.current) return
      setBusy('no')
      setAnswer(
        result.ok
          ? { for: key, health: result.data, problem: null }
          : { for: key, health: null, problem: sentenceFor(result.code, result.message) },
      )
    }, QUIET_MS)
    return () => clearTimeout(timer)
  }, [key, fresh, idle, check])
  return (
    <Card title="抽取检查" description="随填写自动更新。人数只显示到档，少于 3 名的不显示。">
      {key === null && <p className="text-ink-2">写好一个专业组的人数和条件后，这里显示有多少专家可抽。</p>}
      {key !== null && (busy === 'long' || answer === null) && (
        <p className="mb-2 text-ink-2">
          {busy === 'long' ? goesOn : '正在检查…'}
          {!idle && <Lasting />}
        </p>
      )}
      {key !== null && answer && (
        <div aria-busy={!fresh} className={fresh ? undefined : 'opacity-60'}>
          {answer.health ? <HealthView health={answer.health} /> : <p className="text-ink-2">{answer.problem}</p>}
        </div>
      )}
      <p role="status" className="sr-only">
        {fresh ? (answer.health ? healthSummary(answer.health) : answer.problem) : busy === 'long' && goesOn}
      </p>
    </Card>
  )
}
