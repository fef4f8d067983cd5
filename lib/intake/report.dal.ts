import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { dict } from '@/lib/dict'
import { db } from '@/lib/platform/db'
import { workbookOf } from '@/lib/platform/workbook'
import { longWorkbook } from '@/lib/platform/workbook-stream'
import { type ColumnKey, columnsFor, type IntakeKind, kindLabels, MOST_ROWS } from './columns.rules'
import type { IntakeRowView } from './intake.dto'
import { leftOut, viewIntake } from './view.dal'

type Download = { name: string; bytes: Buffer }

/** Rows of a template that offer lists and hold text. */
const REACH = 5_000

const choicesOf = (key: ColumnKey): string[] => {
  if (key === 'docType')
    return dict('documentType')
      .options()
      .map(({ label }) => label)
  if (key === 'sex')
    return dict('sex')
      .options()
      .map(({ label }) => label)
  if (key === 'degree') return ['博士', '硕士', '学士']
  if (key === 'education')
    return dict('education')
      .options()
      .map(({ label }) => label)
  return []
}

/** The Excel template of a list of experts. */
export async function intakeTemplate(actor: Actor, kind: IntakeKind): Promise<Download> {
  await allow(actor, 'intake.write')
  const columns = columnsFor(kind)
  const sheet = {
    name: '专家名单',
    columns: columns.map(({ key, header, required, example }) => ({
      header: required ? `${header}＊` : header,
      width: Math.max(12, header.length * 2 + 4, example.length * 2),
      choices: choicesOf(key),
    })),
    example: columns.map(({ example }) => example),
    rows: [],
    reach: REACH,
  }
  const notes = {
    name: '填写说明',
    columns: [
      { header: '列', width: 24, choices: [] },
      { header: '是否必填', width: 12, choices: [] },
      { header: '填写什么', width: 70, choices: [] },
    ],
    rows: [
      ...columns.map(({ header, required, note }) => [header, required ? '必填' : '选填', note]),
      ['每人一行，不要合并单元格，也不要改动第一行的列名；列的前后顺序可以变。'],
      ['灰色的一行是示例，导入时会跳过，可以删去。'],
      [`一份名单最多 ${MOST_ROWS / 10_000} 万行；也可以用 CSV 文件（UTF-8 或 GB18030）。`],
    ],
  }
  return { name: `${kindLabels[kind]}名单模板.xlsx`, bytes: await workbookOf([sheet, notes]) }
}

const reported = [
  ['行号', 8],
  ['姓名', 12],
  ['证件号码（遮盖）', 22],
  ['手机号码（遮盖）', 16],
  ['工作单位', 32],
  ['结果', 14],
  ['原因', 80],
] as const

/** What did not come in, all of it, row by row with the reason, as an Excel file; numbers are masked. @throws Refusal notFound */
export async function intakeReport(actor: Actor, id: string): Promise<Download> {
  const { title } = await viewIntake(actor, id)
  let count = 0
  async function* pages() {
    for await (const page of leftOut(actor, id)) {
      count += page.length
      yield page.map(lineOf)
    }
  }
  const columns = reported.map(([header, width]) => ({ header, width, choices: [] }))
  const bytes = await longWorkbook({ name: '未入库的行', columns, pages: pages() })
  const event = { action: 'intake.report', objectType: 'intake', objectId: id } as const
  await audit(db(), actor, { ...event, result: 'done', detail: { rows: count } })
  return { name: `${title}－未入库的行.xlsx`, bytes }
}

function lineOf(row: IntakeRowView): string[] {
  const why = row.faults.map(({ column, text }) => (column ? `“${column}”：${text}` : text)).join('；')
  const facts = [row.name, row.docMask, row.phoneMask, row.unitName].map(text => text ?? '')
  return [String(row.number), ...facts, row.stateLabel, why]
}
