import { AttachedFiles } from '@/components/file/attached-file-row'
import { Card } from '@/components/ui/card'
import { path } from '@/lib/dict/tree'
import { countChanges, type FieldChange, type RowChange, type SectionChange } from '@/lib/profile/diff.rules'
import { fieldText, type Names, rowSummary, rowTexts } from '@/lib/profile/reading.rules'
import type { Rows, Section } from '@/lib/profile/resolve.schema'
import { MendMark } from '../mend/mend-mark'

const names: Names = { discipline: code => path('discipline', code).at(-1) ?? code }

const shown = (text: string) => text || <span className="text-ink-3">未填写</span>

/** Old beside new; on a phone one below the other. */
function FieldChanges({ changes }: { changes: readonly FieldChange[] }) {
  return (
    <ul className="divide-y divide-line">
      {changes.map(({ field, before, after }) => (
        <li key={field.name} className="grid gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[8.5em_1fr_1fr]">
          <span className="text-ink-3">{field.label}</span>
          <del className="min-w-0 whitespace-pre-line text-ink-2 decoration-danger/60">
            <span className="sr-only">原来：</span>
            {shown(fieldText(field, before, names))}
          </del>
          <ins className="min-w-0 rounded-sm bg-success-soft px-1.5 whitespace-pre-line no-underline">
            <span className="sr-only">现在：</span>
            {shown(fieldText(field, after, names))}
          </ins>
        </li>
      ))}
    </ul>
  )
}

const words = { added: '增加', removed: '删除', changed: '修改' }

type RowChangeProps = { section: Section; rows: Rows; change: RowChange; marking?: boolean }

function RowChangeView({ section, rows, change, marking }: RowChangeProps) {
  const { title } = rowSummary(rows, change.row)
  const label = `${section.title}第 ${change.index + 1} 条${title && `：${title}`}`
  return (
    <li className="py-3 first:pt-0 last:pb-0">
      {marking && change.kind !== 'removed' && (
        <div className="float-right ml-2">
          <MendMark section={section.section} rowId={change.id} label={label} />
        </div>
      )}
      <p className="font-medium">
        <span className={change.kind === 'removed' ? 'text-danger' : 'text-success'}>{words[change.kind]}</span>
        <span className="num">
          第 {change.index + 1} {rows.itemLabel}
        </span>
        {title && <span className={change.kind === 'removed' ? 'line-through' : undefined}>：{title}</span>}
      </p>
      <div className="mt-1 text-[0.95em]">
        {change.kind === 'changed' ? (
          <FieldChanges changes={change.fields} />
        ) : (
          <p className="text-ink-2">
            {rowTexts(rows.fields, change.row, names)
              .filter(({ field, text }) => text && !rows.headline.includes(field.name))
              .map(({ field, text }) => `${field.label} ${text}`)
              .join('；')}
          </p>
        )}
      </div>
    </li>
  )
}

function SectionChangeView({ change, marking }: { change: SectionChange; marking?: boolean }) {
  const { section, fields, none, rows, moved, files } = change
  return (
    <Card
      title={section.title}
      description={`${countChanges(change)} 处变化`}
      actions={marking && <MendMark section={section.section} rowId={null} label={section.title} />}
    >
      <div className="space-y-3">
        {fields.length > 0 && <FieldChanges changes={fields} />}
        {none !== null && section.rows && (
          <p>{none ? `勾选了“${section.rows.noneLabel}”` : `取消了“${section.rows.noneLabel}”`}</p>
        )}
        {rows.length > 0 && (
          <ul className="divide-y divide-line">
            {rows.map(row => (
              <RowChangeView key={row.id} section={section} rows={section.rows!} change={row} marking={marking} />
            ))}
          </ul>
        )}
        {moved && <p>调整了条目的先后顺序</p>}
        {files.added.length > 0 && (
          <div>
            <p className="mb-1 text-success">增加的附件</p>
            <AttachedFiles files={files.added} />
          </div>
        )}
        {files.removed.length > 0 && (
          <div>
            <p className="mb-1 text-danger">移除的附件</p>
            <AttachedFiles files={files.removed} />
          </div>
        )}
      </div>
    </Card>
  )
}

type ChangeViewProps = {
  changes: readonly SectionChange[]
  /** a desk reads it and may mark what shall be mended */
  marking?: boolean
}

/** What differs between two versions, part by part, old beside new. Server side. */
export function ChangeView({ changes, marking }: ChangeViewProps) {
  if (changes.length === 0) return <Card>两个版本的内容相同。</Card>
  return (
    <div className="space-y-4">
      {changes.map(change => (
        <SectionChangeView key={change.section.section} change={change} marking={marking} />
      ))}
    </div>
  )
}
