'use client'
import { useWatch } from 'react-hook-form'
import { RadioField } from '@/components/form/choice-fields'
import { FormDialog } from '@/components/form/form-dialog'
import { SelectField } from '@/components/form/select-field'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { Badge, type Tone } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { Time } from '@/components/ui/time'
import { DeedButton } from '@/components/workflow/deed-button'
import { type AvoidanceView, avoidanceLabels, sourceLabels } from '@/lib/draw/avoidance.dto'
import { decideAvoidanceSchema, declareSchema } from '@/lib/draw/avoidance.schema'
import { decideAvoidanceAction, declareAvoidanceAction, withdrawAvoidanceAction } from '@/lib/draw/subject.actions'

const tones: Record<AvoidanceView['status'], Tone> = { pending: 'warning', accepted: 'success', refused: 'neutral' }

type Choice = { value: string; label: string }
type AvoidanceListProps = {
  requestId: string
  rows: AvoidanceView[]
  /** the 评审对象 somebody may declare for; null: he declares nothing now */
  subjects: Choice[] | null
  /** declared by the bureau, for all of them */
  bureau: boolean
  hint: string
}

/** 声明回避: what was declared, by whom and why, and what was decided about it. */
export function AvoidanceList({ requestId, rows, subjects, bureau, hint }: AvoidanceListProps) {
  return (
    <Card
      title="声明回避"
      description={hint}
      actions={subjects && <Declare requestId={requestId} subjects={subjects} bureau={bureau} />}
    >
      {rows.length === 0 ? <p className="text-ink-2">没有声明的回避。</p> : <Parts rows={rows} />}
    </Card>
  )
}

/** So many stand open; of more, those that wait come first and the rest is folded. */
const OPEN = 10

function Parts({ rows }: { rows: AvoidanceView[] }) {
  if (rows.length <= OPEN) return <Rows rows={rows} />
  const waiting = rows.filter(row => row.status === 'pending' && !row.ended)
  const over = rows.filter(row => !waiting.includes(row))
  const more = waiting.slice(OPEN)
  return (
    <>
      {waiting.length === 0 && <p className="text-ink-2">没有待核准的声明。</p>}
      <Rows rows={waiting.slice(0, OPEN)} />
      {more.length > 0 && (
        <Disclosure summary={`另有 ${more.length} 条待核准`}>
          <Rows rows={more} />
        </Disclosure>
      )}
      {over.length > 0 && (
        <Disclosure summary={`已办理的 ${over.length} 条`}>
          <Rows rows={over} />
        </Disclosure>
      )}
    </>
  )
}

const Rows = ({ rows }: { rows: AvoidanceView[] }) => (
  <ul className="divide-y divide-line">
    {rows.map(row => (
      <li key={row.id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-2.5">
        <div className="min-w-0 flex-1">
          <p>
            <span className="mr-2 font-medium">{row.target}</span>
            <Badge tone={tones[row.status]}>{avoidanceLabels[row.status]}</Badge>
            {row.ended && (
              <span className="ml-2">
                <Badge>评审对象已删除，不再计入</Badge>
              </span>
            )}
          </p>
          <p className="text-sm text-ink-2">理由：{row.reason}</p>
          {row.basis && (
            <p className={row.basis.shown ? 'text-sm text-ink-3' : 'text-sm text-warning'}>{row.basis.words}</p>
          )}
          <p className="text-sm text-ink-3">
            {sourceLabels[row.source]}，{row.declaredBy}，<Time value={row.at} />
            {row.subject && `，评审对象：${row.subject}`}
          </p>
          {row.decided && (
            <p className="text-sm text-ink-3">
              {row.decided.by}：{row.decided.why}
            </p>
          )}
        </div>
        {row.mayDecide && (
          <span className="inline-flex gap-2">
            <Decide row={row} accept />
            <Decide row={row} accept={false} />
          </span>
        )}
        {row.mayWithdraw && (
          <DeedButton
            action={withdrawAvoidanceAction}
            input={{ id: row.id, version: row.version }}
            size="sm"
            label={`撤回${row.target}`}
          >
            撤回
          </DeedButton>
        )}
      </li>
    ))}
  </ul>
)

function Decide({ row, accept }: { row: AvoidanceView; accept: boolean }) {
  const word = accept ? '采纳' : '不采纳'
  return (
    <FormDialog
      schema={decideAvoidanceSchema}
      values={{ id: row.id, version: row.version, accept, why: '' }}
      action={decideAvoidanceAction}
      button={`${word}…`}
      size="sm"
      title={`${word}对“${row.target}”的回避？`}
      label={word}
      submitLabel={word}
      pendingLabel="正在办理…"
      lead={accept ? '采纳后，与它相符的专家抽取时一律排除。' : '不采纳的，不影响抽取。'}
    >
      <TextArea name="why" label="理由" required rows={3} max={500} />
    </FormDialog>
  )
}

const kinds: Choice[] = [
  { value: 'person', label: '人员' },
  { value: 'unit', label: '单位' },
]

function Declare({ requestId, subjects, bureau }: { requestId: string; subjects: Choice[]; bureau: boolean }) {
  return (
    <FormDialog
      schema={declareSchema}
      values={{
        ...{ requestId, subjectId: bureau ? null : '', kind: 'person' as const, name: '', unitName: '' },
        ...{ docNumber: '', phone: '', reason: '' },
      }}
      action={declareAvoidanceAction}
      button="声明回避…"
      title="声明回避"
      label="声明回避"
      submitLabel="提交声明"
      pendingLabel="正在提交…"
      lead="由业务管理员核准后生效。"
    >
      {!bureau && <SelectField name="subjectId" label="评审对象" required options={subjects} />}
      <RadioField name="kind" label="回避的是" required inline options={kinds} />
      <Whom />
      <TextArea name="reason" label="理由" required rows={3} max={500} />
    </FormDialog>
  )
}

/** A unit is known by its name alone; of a person, what tells him from others of his name. */
function Whom() {
  if (useWatch({ name: 'kind' }) === 'unit')
    return <TextField name="unitName" label="单位" required hint="单位全称。" />
  return (
    <>
      <TextField name="name" label="姓名" required width="md" autoComplete="off" />
      <TextField name="unitName" label="单位" hint="知道的请填写，免得误及同名的人。" />
      <TextField name="docNumber" label="证件号码" code width="lg" hint="知道的填写，只用来比对。" />
      <TextField name="phone" label="手机号码" code width="md" hint="知道的填写，只用来比对。" />
    </>
  )
}
