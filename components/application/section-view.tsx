import type { ReactNode } from 'react'
import { AttachedFiles } from '@/components/file/attached-file-row'
import { type Description, DescriptionList } from '@/components/ui/description-list'
import type { SnapshotFile } from '@/lib/application/application.dto'
import { path } from '@/lib/dict/tree'
import { fieldText, type Names, rowSummary, rowTexts } from '@/lib/profile/reading.rules'
import type { Field, Rows, Section } from '@/lib/profile/resolve.schema'
import { codesOf, type RowData, rowsOf, type SectionData, textOf } from '@/lib/profile/values.rules'
import { RowReading, wideKinds } from './row-reading'

/** Server side: the names of the big tables. */
const names: Names = { discipline: code => path('discipline', code).at(-1) ?? code }

function Disciplines({ codes }: { codes: string[] }) {
  return (
    <ol className="space-y-1">
      {codes.map((code, index) => {
        const above = path('discipline', code)
        return (
          <li key={code} className="flex gap-2">
            <span className="num w-4 shrink-0 text-ink-3">{index + 1}</span>
            <span>
              {above.at(-1) ?? code}
              <span className="num block text-sm text-ink-3">
                {code}
                {above.length > 1 && `　${above.slice(0, -1).join(' / ')}`}
              </span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}

function describe(fields: readonly Field[], data: RowData): Description[] {
  return rowTexts(fields, data, names).map(({ field, text }) => {
    const codes = field.kind === 'disciplines' ? codesOf(data[field.name]) : []
    return {
      label: field.label,
      value: codes.length > 0 ? <Disciplines codes={codes} /> : text,
      wide: wideKinds.includes(field.kind),
    }
  })
}

type RowViewProps = { rows: Rows; row: RowData; index: number; files: readonly SnapshotFile[]; action?: ReactNode }

/** One row to read: what it is, the rest of what was said of it, and its papers below the claim they prove. */
function RowView({ rows, row, index, files, action }: RowViewProps) {
  const { title } = rowSummary(rows, row)
  const rest = rows.fields.filter(field => !rows.headline.includes(field.name) && fieldText(field, row[field.name]))
  return (
    <li id={`row-${textOf(row.id)}`} className="scroll-mt-[calc(var(--sticky-top,0px)+1rem)] py-3 first:pt-0 last:pb-0">
      <p className="flex gap-2 font-medium">
        <span className="num w-6 shrink-0 font-normal text-ink-3">{index + 1}</span>
        <span className="min-w-0 flex-1">{title || <span className="text-ink-3">未填写名称</span>}</span>
        {action}
      </p>
      <div className="mt-1 pl-8 text-[0.95em]">
        <RowReading fields={rest} row={row} files={files} />
      </div>
    </li>
  )
}

type SectionViewProps = {
  section: Section
  data: SectionData | undefined
  files?: readonly SnapshotFile[]
  /** stands beside a row's title */
  actionOf?: (row: RowData, index: number) => ReactNode
}

/** One section of a profile to read: a draft as it was typed or a version as it was submitted. Server side. */
export function SectionView({ section, data = {}, files = [], actionOf }: SectionViewProps) {
  const own = files.filter(file => (file.section ?? 'evidence') === section.section)
  const rows = rowsOf(data)
  const papers = own.filter(file => file.rowId === null)
  return (
    <div className="space-y-4">
      {section.rows && rows.length === 0 && (
        <p className="text-ink-3">{data.none === true ? section.rows.noneLabel : '未填写'}</p>
      )}
      {section.rows && rows.length > 0 && (
        <ol className="divide-y divide-line">
          {rows.map((row, index) => (
            <RowView
              key={textOf(row.id) || index}
              rows={section.rows!}
              row={row}
              index={index}
              files={own.filter(file => file.rowId === row.id)}
              action={actionOf?.(row, index)}
            />
          ))}
        </ol>
      )}
      {section.fields.length > 0 && <DescriptionList items={describe(section.fields, data)} />}
      {papers.length > 0 && <AttachedFiles files={papers} />}
      {section.proof?.required && papers.length === 0 && <p className="text-ink-3">未上传{section.proof.label}</p>}
    </div>
  )
}
