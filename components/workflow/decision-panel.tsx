'use client'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { CheckboxField, RadioField } from '@/components/form/choice-fields'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { TextArea } from '@/components/form/text-area'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { OpenEvent } from '@/lib/workflow/machine'
import { DecisionDone, DecisionWays, type Way } from './decision-done'
import { type Choice, decisionForm } from './decision-form'
import { type DecisionAction, useDecision } from './use-decision'

type DecisionPanelProps<Event extends string> = {
  /** 审核, 推荐 … : heading of the panel */
  title: string
  /** what is decided about, for the question: 示范江城医院 */
  subject: string
  id: string
  /** of the object as the decider sees it */
  version: number
  /** from `openEvents`; the page leaves out what this panel is not for (撤回 …) */
  events: readonly OpenEvent<string>[]
  /** a server action made by defineAction */
  action: DecisionAction<Event>
  /** what an event leads to, said in the question and afterwards: 单位会收到短信。 */
  effects?: Partial<Record<NoInfer<Event>, string>>
  /** events that are bad news for somebody: the button of the question is red */
  grave?: readonly NoInfer<Event>[]
  /** the next one that waits; null when nothing waits any more */
  next: Way | null
  /** the list somebody came from, with its filters */
  back: Way
  /** said right below the choice of an event; '' before one is chosen */
  beside?: (event: string) => ReactNode
  /** stands in the question before an event counts */
  asked?: (event: string) => ReactNode
  /** more to fill in for an event, below the opinion, with what the server said of `ownFields` */
  details?: (event: string, errors: Partial<Record<string, string>>) => ReactNode
  /** fields of the command that `details` asks for */
  ownFields?: readonly string[]
  /** what the opinion of an event shall say, where that is not what has to be mended */
  hintOf?: (event: string) => string | undefined
  /** what `details` adds to the command */
  also?: (event: string) => Record<string, unknown>
  /** heads the tick that an event may owe */
  confirmLabel?: string
  /** said when there is nothing to decide */
  idle?: string
  /** stands above the choice: what somebody should know before he decides */
  note?: ReactNode
}

const blank: Choice = { event: '', opinion: '', confirmed: false }
const noErrors = {}
const pass = async () => ({ ok: true as const, data: null })

/**
 * Where a desk decides: result, opinion, a question before it counts, and afterwards what happened and what comes
 * next. A reason is asked for exactly where the machine asks for it. Whoever comes second learns who was first.
 * Give it `key={id}`, without the version, and let it stand on the page whether or not there is anything to decide: it
 * stays through the reload that follows a decision, after which nothing may be left to decide.
 */
export function DecisionPanel<Event extends string>(props: DecisionPanelProps<Event>) {
  const { title, subject, id, version, events, action, next, back, idle, note } = props
  const effects: Partial<Record<string, string>> = props.effects ?? {}
  const grave: readonly string[] = props.grave ?? []
  const form = useKitForm<Choice>(decisionForm(events), blank)
  const [event, opinion, confirmed] = useWatch({ control: form.control, name: ['event', 'opinion', 'confirmed'] })
  const { state, send, ask, choose } = useDecision(action)
  const [errors, setErrors] = useState<Partial<Record<string, string>>>(noErrors)
  const result = useRef<HTMLDivElement>(null)
  const ended = state.at === 'done' || state.at === 'late'

  useEffect(() => {
    if (ended) result.current?.focus()
  }, [ended])

  const closed = [...new Set(events.map(entry => entry.whyNot).filter(Boolean))]
  const chosen = events.find(entry => entry.event === event)
  const ways = { ref: result, next, back }

  const more = () => {
    form.reset(blank)
    choose()
  }

  if (state.at === 'done') {
    // the page has been fetched again since, and the same person may take the next step as well
    const again = version !== state.version && events.some(entry => !entry.whyNot)
    return (
      <Card title={title}>
        <DecisionDone
          {...ways}
          tone="success"
          title={`已办理：${state.label}`}
          text={effects[state.event]}
          action={again && <Button onClick={more}>接着办理这一份</Button>}
          alone={!again}
        />
      </Card>
    )
  }
  if (state.at === 'late')
    return (
      <Card title={title}>
        <DecisionDone
          {...ways}
          tone="warning"
          title="这次没有办理成功"
          text={state.sentence}
          unsent={opinion}
          action={events.some(entry => !entry.whyNot) && <Button onClick={choose}>重新办理</Button>}
        />
      </Card>
    )
  if (events.every(entry => entry.whyNot)) {
    if (closed.length === 0 && !idle) return null
    return (
      <Card title={title}>
        <div className="space-y-3">
          {closed.map(sentence => (
            <p key={sentence}>{sentence}</p>
          ))}
          {closed.length === 0 && <p>{idle}</p>}
          <DecisionWays next={next} back={back} />
        </div>
      </Card>
    )
  }

  const confirm = async () => {
    if (!chosen) return
    const why = chosen.opinion === 'none' ? null : opinion
    const command = { id, version, event: chosen.event as Event, opinion: why, ...props.also?.(chosen.event) }
    const wrong = await send(chosen.confirm ? { ...command, confirmed } : command, [
      'opinion',
      ...(props.ownFields ?? []),
    ])
    if (wrong?.opinion) form.setError('opinion', { type: 'server', message: wrong.opinion }, { shouldFocus: true })
    setErrors(wrong ?? noErrors)
  }
  const owed = chosen?.opinion === 'required'

  return (
    <Card title={title}>
      {note && <div className="mb-4">{note}</div>}
      <FormView form={form} label={title} action={pass} onSuccess={ask} className="space-y-4">
        <RadioField
          name="event"
          label="办理结果"
          required
          options={events.map(entry => ({
            value: entry.event,
            label: entry.label,
            disabled: entry.whyNot !== null,
            hint: entry.whyNot ?? undefined,
          }))}
        />
        {props.beside?.(event)}
        <TextArea
          name="opinion"
          label={owed ? '理由' : '意见'}
          required={owed}
          max={500}
          rows={3}
          hint={
            props.hintOf?.(event) ?? (owed ? '请写明哪里不符合、怎样修改。对方会看到这段话。' : '对方会看到这段话。')
          }
        />
        {props.details?.(event, errors)}
        {chosen?.confirm && (
          <CheckboxField name="confirmed" label={props.confirmLabel ?? '核对盖章件'} required>
            {chosen.confirm}
          </CheckboxField>
        )}
      </FormView>
      <ConfirmDialog
        open={state.at === 'asking'}
        onOpenChange={open => !open && choose()}
        title={`${chosen?.label ?? ''}：${subject}？`}
        confirmLabel={`确认${chosen?.label ?? ''}`}
        pendingLabel="正在提交…"
        cancelLabel="再看看"
        tone={grave.includes(event) ? 'danger' : 'normal'}
        pending={state.at === 'asking' && state.sending}
        problem={state.at === 'asking' && state.problem && <Alert tone="danger" role="alert" title={state.problem} />}
        onConfirm={() => void confirm()}
      >
        <p>{effects[event] ?? '办理结果会记入办理记录。'}</p>
        {opinion && (
          <p className="mt-2 rounded-md bg-canvas px-3 py-2 text-sm whitespace-pre-line text-ink">
            {owed ? '理由' : '意见'}：{opinion}
          </p>
        )}
        {props.asked && <div className="mt-3 empty:hidden">{props.asked(event)}</div>}
      </ConfirmDialog>
    </Card>
  )
}
