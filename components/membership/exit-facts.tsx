import { AttachedFiles } from '@/components/file/attached-file-row'
import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import { exitSourceLabels } from '@/lib/membership/list.rules'
import type { ExitView } from '@/lib/membership/membership.dto'

/** An exit as the expert and those who decide both read it: why, on what ground, what he says to it. */
export function ExitFacts({ exit }: { exit: ExitView }) {
  const { source, reason, article, grounds, evidence, files, at, hearingUntil, statements, decidedAt } = exit
  const { reentryFrom, keepUntil, erasedAt } = exit
  return (
    <div className="space-y-3">
      <DescriptionList
        columns={1}
        items={[
          { label: exitSourceLabels[source], value: <Time value={at} /> },
          { label: '原因', value: article ? `${reason}（${article}）` : reason },
          { label: '依据', value: grounds },
          ...(evidence ? [{ label: '证据说明', value: evidence }] : []),
          ...(hearingUntil ? [{ label: '陈述申辩期限', value: <Time value={hearingUntil} /> }] : []),
          ...(statements.length > 0
            ? [{ label: '本人的陈述申辩', value: <Statements statements={statements} /> }]
            : hearingUntil
              ? [{ label: '本人的陈述申辩', value: '没有提交' }]
              : []),
          ...(decidedAt ? [{ label: '核实时间', value: <Time value={decidedAt} /> }] : []),
          ...(reentryFrom ? [{ label: '可以重新申请', value: `${reentryFrom} 起` }] : []),
          ...(keepUntil && !erasedAt ? [{ label: '资料保存到', value: keepUntil }] : []),
          ...(erasedAt ? [{ label: '资料删除', value: <Time value={erasedAt} day /> }] : []),
        ]}
      />
      <Files label="证据材料" files={files.evidence} />
      <Files label="陈述申辩的材料" files={files.answer} />
    </div>
  )
}

/** Below the list: the bureau reads an exit in a narrow column, where a label beside them leaves no room for names. */
function Files({ label, files }: { label: string; files: ExitView['files']['evidence'] }) {
  if (files.length === 0) return null
  return (
    <section aria-label={label}>
      <p className="mb-1 text-ink-3">{label}</p>
      <AttachedFiles files={files} />
    </section>
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
