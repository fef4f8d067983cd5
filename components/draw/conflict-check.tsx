'use client'
import { useState } from 'react'
import { Form } from '@/components/form/form'
import { TextField } from '@/components/form/text-field'
import { Alert } from '@/components/ui/alert'
import type { CheckAnswer } from '@/lib/draw/avoidance.dto'
import { certaintyLabels } from '@/lib/draw/avoidance.rules'
import { checkJoinerSchema } from '@/lib/draw/avoidance.schema'
import { checkJoinerAction } from '@/lib/draw/subject.actions'

/** 后加入的成员: whether he concerns anybody who is drawn; how many, never who. */
export function CheckJoiner({ requestId }: { requestId: string }) {
  const [answer, setAnswer] = useState<CheckAnswer | null>(null)
  return (
    <>
      {answer && (
        <Alert tone={answer.seated ? 'warning' : 'success'} role="status" className="mb-4">
          {answer.seated
            ? `与 ${answer.seated} 位抽中的专家有回避关系。把他加进评审对象，再按程序处理。`
            : '与抽中的专家没有回避关系。'}
        </Alert>
      )}
      <Form
        schema={checkJoinerSchema}
        defaultValues={{ requestId, name: '', unitName: '' }}
        action={checkJoinerAction}
        onSuccess={setAnswer}
        submitLabel="核查"
        pendingLabel="正在核查…"
        label="核查后加入的成员"
      >
        <TextField name="name" label="姓名" required width="md" />
        <TextField
          name="unitName"
          label="单位"
          required
          hint="只查已经写进评审对象、或在等待核准的变更里的人，姓名和单位照那里写；查过谁留有记录。"
        />
      </Form>
    </>
  )
}

/** What was found about one expert. */
export function CheckedExpert({ name, answer }: { name: string; answer: CheckAnswer }) {
  if (answer.hits.length === 0) return <Alert tone="success">{name}没有应当回避的关系。</Alert>
  return (
    <Alert tone="warning" title={`${name}有 ${answer.hits.length} 条回避关系`}>
      <ul className="list-inside list-disc">
        {answer.hits.map(hit => (
          <li key={`${hit.label}${hit.evidence}${hit.subject}`}>
            {hit.article}
            {hit.label}（{certaintyLabels[hit.certainty]}）：{hit.evidence}
            {hit.subject && `，评审对象“${hit.subject}”`}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
