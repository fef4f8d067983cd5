import { AttachedFiles } from '@/components/file/attached-file-row'
import { DescriptionList } from '@/components/ui/description-list'
import type { Snapshot } from '@/lib/application/application.dto'
import type { SectionData } from '@/lib/application/profile.schema'
import { dict, type SmallDict, titleLevelOf } from '@/lib/dict'
import { path } from '@/lib/dict/tree'
import type { ProfileSection } from '@/lib/policy/policy.schema'

export type SnapshotFile = Snapshot['files'][number]

/** Sections may be drafts, in which anything can stand: whatever is no text reads as nothing. */
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const named = (table: SmallDict, value: unknown): string => dict(table).name(text(value))
const field = (row: unknown, name: string): unknown => (row as Record<string, unknown> | null)?.[name]

const none = <p className="text-ink-3">未填写</p>

/** `2008-07` as people read it; a draft's half date stays as it was typed. */
function month(value: unknown): string {
  const parts = /^(\d{4})-(\d{1,2})$/.exec(text(value))
  return parts ? `${parts[1]} 年 ${Number(parts[2])} 月` : text(value)
}

function Basic({ data }: { data: SectionData }) {
  return (
    <DescriptionList
      items={[
        { label: '民族', value: named('ethnic', data.ethnic) },
        { label: '最高学历', value: named('education', data.education) },
        { label: '最高学位', value: named('degree', data.degree) },
        { label: '所在部门', value: text(data.department) },
        { label: '行政职务', value: text(data.position) },
      ]}
    />
  )
}

function Title({ data }: { data: SectionData }) {
  const code = text(data.titleCode)
  const series = dict('title').name(dict('title').entry(code)?.parent)
  const level = code && titleLevelOf(code)
  return (
    <DescriptionList
      items={[
        { label: '技术职称', value: named('title', code) },
        { label: '职称系列', value: series },
        { label: '取得时间', value: month(data.obtainedOn) },
        { label: '职称级别', value: level ? dict('titleLevel').name(level) : '' },
      ]}
    />
  )
}

function Disciplines({ data }: { data: SectionData }) {
  const codes = list(data.codes).map(text).filter(Boolean)
  const chosen =
    codes.length === 0 ? null : (
      <ol className="space-y-1">
        {codes.map((code, index) => {
          const names = path('discipline', code)
          return (
            <li key={code} className="flex gap-2">
              <span className="num w-4 shrink-0 text-ink-3">{index + 1}</span>
              <span>
                {names.at(-1) ?? code}
                <span className="num block text-sm text-ink-3">
                  {code}
                  {names.length > 1 && `　${names.slice(0, -1).join(' / ')}`}
                </span>
              </span>
            </li>
          )
        })}
      </ol>
    )
  return (
    <DescriptionList
      columns={1}
      items={[
        { label: '学科', value: chosen },
        { label: '研究方向', value: text(data.research) },
      ]}
    />
  )
}

function Work({ data }: { data: SectionData }) {
  const rows = list(data.rows)
  const resume = text(data.resume)
  return (
    <div className="space-y-3">
      {rows.length === 0 && none}
      <ol className="divide-y divide-line">
        {rows.map((row, index) => {
          const end = month(field(row, 'to'))
          const from = month(field(row, 'from'))
          const place = [field(row, 'unitName'), field(row, 'position')].map(text).filter(Boolean).join('，')
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity, and nothing here moves
            <li key={index} className="py-2 first:pt-0 sm:grid sm:grid-cols-[16em_1fr] sm:gap-x-4">
              <span className="num block text-sm text-ink-2 sm:text-[length:inherit]">
                {from || '未填写'} — {end || (field(row, 'current') === false ? '未填写' : '至今')}
              </span>
              <span>{place || <span className="text-ink-3">未填写</span>}</span>
            </li>
          )
        })}
      </ol>
      {resume && (
        <div>
          <p className="text-sm text-ink-3">工作简历</p>
          <p className="max-w-[46em] whitespace-pre-line">{resume}</p>
        </div>
      )}
    </div>
  )
}

function Evidence({ data, files }: { data: SectionData; files: readonly SnapshotFile[] }) {
  const note = text(data.note)
  return (
    <div className="space-y-3">
      {files.length === 0 && <p className="text-ink-3">未上传文件</p>}
      {files.length > 0 && <AttachedFiles files={files} />}
      {note && (
        <div>
          <p className="text-sm text-ink-3">材料说明</p>
          <p className="max-w-[46em] whitespace-pre-line">{note}</p>
        </div>
      )}
    </div>
  )
}

type SectionViewProps = { section: ProfileSection; data: SectionData | undefined; files?: readonly SnapshotFile[] }

/** One section of a profile to read: a draft as it was typed or a version as it was submitted. Server side. */
export function SectionView({ section, data = {}, files = [] }: SectionViewProps) {
  switch (section) {
    case 'basic':
      return <Basic data={data} />
    case 'title':
      return <Title data={data} />
    case 'disciplines':
      return <Disciplines data={data} />
    case 'work':
      return <Work data={data} />
    case 'evidence':
      return <Evidence data={data} files={files} />
  }
}
