'use client'
import { FormDialog } from '@/components/form/form-dialog'
import { TextArea } from '@/components/form/text-area'
import { Badge, type Tone } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { Time } from '@/components/ui/time'
import { DeedButton } from '@/components/workflow/deed-button'
import { decideChangeAction, withdrawChangeAction } from '@/lib/draw/subject.actions'
import type { ListChange } from '@/lib/draw/subject.dto'
import { decideChangeSchema } from '@/lib/draw/subject.schema'

const tones: Record<ListChange['status'], Tone> = {
  pending: 'warning',
  accepted: 'success',
  refused: 'neutral',
  withdrawn: 'neutral',
  own: 'neutral',
}

/** Changes of 评审对象 since they were sent first: what waits stands open, what is over folded. */
export function ChangeList({ changes }: { changes: ListChange[] }) {
  const waiting = changes.filter(one => one.status === 'pending')
  const over = changes.filter(one => one.status !== 'pending')
  return (
    <Card
      title="评审对象的变更"
      description="提交以后的变更由另一位业务管理员核准，核准后才生效并重新比对。"
      className="mb-5"
    >
      {waiting.length === 0 && <p className="text-ink-2">没有等待核准的变更。</p>}
      <Rows changes={waiting} />
      {over.length > 0 && (
        <Disclosure summary={`以前的变更 ${over.length} 条`}>
          <Rows changes={over} />
        </Disclosure>
      )}
    </Card>
  )
}

const Rows = ({ changes }: { changes: ListChange[] }) => (
  <ul className="divide-y divide-line">
    {changes.map(one => (
      <li key={one.id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-2.5">
        <div className="min-w-64 flex-1">
          <p className="mb-1">
            <Badge tone={tones[one.status]}>{one.statusLabel}</Badge>
            <span className="ml-2 text-sm text-ink-3">
              {one.askedBy}，<Time value={one.at} />
            </span>
          </p>
          {one.reason && <p className="text-sm text-ink-2">原因：{one.reason}</p>}
          <ul className="mt-1 space-y-1">
            {one.items.map(item => (
              <li key={item.id} className="break-words">
                <Badge>{item.kind}</Badge>{' '}
                {item.before !== null && <del className="block text-sm text-ink-3">{item.before}</del>}
                {item.after !== null && <ins className="no-underline">{item.after}</ins>}
              </li>
            ))}
          </ul>
          {one.count > one.items.length && (
            <p className="text-sm text-ink-3">
              共 {one.count} 个评审对象，只列出前 {one.items.length} 个。
            </p>
          )}
          {one.decided && (
            <p className="text-sm text-ink-3">
              {one.decided.by}：{one.decided.why}
            </p>
          )}
        </div>
        {one.mayDecide && (
          <span className="inline-flex gap-2">
            <Decide change={one} accept />
            <Decide change={one} accept={false} />
          </span>
        )}
        {one.mayWithdraw && (
          <DeedButton
            action={withdrawChangeAction}
            input={{ id: one.id, version: one.version }}
            size="sm"
            label="撤回变更"
          >
            撤回
          </DeedButton>
        )}
      </li>
    ))}
  </ul>
)

function Decide({ change, accept }: { change: ListChange; accept: boolean }) {
  const word = accept ? '采纳' : '不采纳'
  return (
    <FormDialog
      schema={decideChangeSchema}
      values={{ id: change.id, version: change.version, accept, why: '' }}
      action={decideChangeAction}
      button={`${word}…`}
      size="sm"
      title={`${word}这条变更？`}
      label={word}
      submitLabel={word}
      pendingLabel="正在办理…"
      lead={
        accept ? '采纳后立即生效，重新比对回避关系；还没有抽取的，以变更后的内容为准。' : '不采纳的，评审对象不变。'
      }
    >
      <TextArea name="why" label="理由" required rows={3} max={500} />
    </FormDialog>
  )
}
