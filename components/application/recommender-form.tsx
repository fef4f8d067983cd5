'use client'
import { useRouter } from 'next/navigation'
import { useId, useRef, useState, useTransition } from 'react'
import { newCommandKey } from '@/components/form/command-key'
import { runAction, sentenceFor } from '@/components/form/run-action'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { cx } from '@/components/ui/cx'
import { chooseRecommenderAction } from '@/lib/application/application.actions'
import type { RecommenderChoice } from '@/lib/application/application.dto'
import { type Recommender, recommenders } from '@/lib/policy/policy.schema'
import { useTellChoosing } from './choosing'
import { noteChange } from './fresh'

type RecommenderFormProps = {
  applicationId: string
  choice: RecommenderChoice
  /** what departments are called here: 市州科技局 */
  department: string
  /** 科技厅 */
  bureau: string
}

/** Who recommends first (R8): each answer with the very name, kept as soon as it is chosen. */
export function RecommenderForm({ applicationId, choice, department, bureau }: RecommenderFormProps) {
  const router = useRouter()
  const id = useId()
  const [picked, setPicked] = useState<Recommender | null>(null)
  const [state, setState] = useState<'idle' | 'saving' | 'saved'>('idle')
  const [problem, setProblem] = useState('')
  const latest = useRef(0)
  const [showing, startTransition] = useTransition()
  useTellChoosing(state === 'saving' || showing)

  const choose = async (recommender: Recommender) => {
    latest.current += 1
    const turn = latest.current
    setPicked(recommender)
    setState('saving')
    setProblem('')
    const answer = await runAction(chooseRecommenderAction, { applicationId, recommender, _key: newCommandKey() })
    if (turn !== latest.current) return
    if (answer.ok) {
      setState('saved')
      noteChange()
    } else {
      setState('idle')
      setPicked(null)
      setProblem(sentenceFor(answer.code, answer.message))
    }
    startTransition(() => router.refresh())
  }

  const chosen = picked ?? choice.chosen
  const answers: Record<Recommender, { title: string; who: string }> = {
    unit: { title: '所在单位', who: choice.unit },
    department: {
      title: department,
      who: choice.department ?? `${bureau}（您的单位没有归口部门，由${bureau}代为推荐）`,
    },
  }
  return (
    <Card title="由谁推荐" description="提交后先由推荐人核实。提交之前可以改。">
      <fieldset className="grid gap-3 sm:grid-cols-2" aria-describedby={`${id}-state`}>
        <legend className="sr-only">由谁推荐</legend>
        {recommenders.map(one => (
          <label
            key={one}
            className={cx(
              'flex cursor-pointer items-start gap-3 rounded-lg border px-4 py-3',
              chosen === one ? 'border-accent bg-accent-soft' : 'border-line hover:border-accent-line',
            )}
          >
            <input
              type="radio"
              name={`${id}-recommender`}
              value={one}
              checked={chosen === one}
              onChange={() => void choose(one)}
              className="mt-[0.25em] size-[1.15em] shrink-0 accent-(--accent)"
            />
            <span className="min-w-0">
              <span className="block font-medium">{answers[one].title}</span>
              <span className="block text-ink-2">{answers[one].who}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <p id={`${id}-state`} role="status" className="mt-2 min-h-6 text-sm text-ink-3">
        {state === 'saving' && '正在保存…'}
        {state === 'saved' && '已保存'}
      </p>
      {problem && <Alert tone="danger" role="alert" title={problem} />}
    </Card>
  )
}
