'use client'
import { useEffect, useState } from 'react'
import { type Action, runAction, sentenceFor } from '@/components/form/run-action'
import { Card } from '@/components/ui/card'
import type { Health } from '@/lib/draw/health.dto'
import type { CheckAskInput } from '@/lib/draw/health.schema'
import { HealthView, healthSummary } from './health-view'

/** The pool is asked once what is typed has been quiet for a moment. */
const QUIET_MS = 900

/** Asks the server about what is typed. */
export type AskCheck = Action<CheckAskInput, Health>

type Answer = { for: string; health: Health | null; problem: string | null }

/**
 * 抽取检查 beside the form of a request: who could be drawn by what stands in it now. Counts only.
 * @param asked what is typed, as far as it is complete; null while no group is
 */
export function HealthCheck({ asked, check }: { asked: CheckAskInput | null; check: AskCheck }) {
  const [answer, setAnswer] = useState<Answer | null>(null)
  const key = asked ? JSON.stringify(asked) : null
  useEffect(() => {
    if (key === null) return
    let live = true
    const timer = setTimeout(async () => {
      const result = await runAction(check, JSON.parse(key) as CheckAskInput)
      if (!live) return
      setAnswer(
        result.ok
          ? { for: key, health: result.data, problem: null }
          : { for: key, health: null, problem: sentenceFor(result.code, result.message) },
      )
    }, QUIET_MS)
    return () => {
      live = false
      clearTimeout(timer)
    }
  }, [key, check])
  const fresh = answer !== null && answer.for === key
  return (
    <Card title="抽取检查" description="随填写自动更新。人数只显示到档，少于 3 名的不显示。">
      {key === null || answer === null ? (
        <p className="text-ink-2">
          {key === null ? '写好一个专业组的人数和条件后，这里显示有多少专家可抽。' : '正在检查…'}
        </p>
      ) : (
        <div aria-busy={!fresh} className={fresh ? undefined : 'opacity-60'}>
          {answer.health ? <HealthView health={answer.health} /> : <p className="text-ink-2">{answer.problem}</p>}
        </div>
      )}
      <p role="status" className="sr-only">
        {fresh && (answer.health ? healthSummary(answer.health) : answer.problem)}
      </p>
    </Card>
  )
}
