import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import { exitSourceLabels } from '@/lib/membership/list.rules'
import type { ExitView } from '@/lib/membership/membership.dto'

/** An exit as the expert and those who decide both read it: why, on what ground, what he says to it. */
export function ExitFacts({ exit }: { exit: ExitView }) {
  const { source, reason, article, grounds, at, hearingUntil, statements, decidedAt, reentryFrom } = exit
  return (
    <DescriptionList
      columns={1}
      items={[
        { label: exitSourceLabels[source], value: <Time value={at} /> },
        { label: '原因', value: article ? `${reason}（${article}）` : reason },
        { label: '依据', value: grounds },
        ...(hearingUntil ? [{ label: '陈述申辩期限', value: <Time value={hearingUntil} /> }] : []),
        ...(statements.length > 0
          ? [{ label: '本人的陈述申辩', value: <Statements statements={statements} /> }]
          : hearingUntil
            ? [{ label: '本人的陈述申辩', value: '没有提交' }]
            : []),
        ...(decidedAt ? [{ label: '核实时间', value: <Time value={decidedAt} /> }] : []),
        ...(reentryFrom ? [{ label: '可以重新申请', value: `${reentryFrom} 起` }] : []),
      ]}
    />
  )
}

/** Everything he said, the last word first. */
function Statements({ statements }: Pick<ExitView, 'statements'>) {
  return (
    <ol className="space-y-3">
      {statements.map(({ text, at }) => (
        <li key={at.getTime()}>
          <p className="whitespace-pre-wrap break-words">{text}</p>
          <p className="text-sm text-ink-2">
            <Time value={at} /> 提交
          </p>
        </li>
      ))}
    </ol>
  )
}
