import 'server-only'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { spend } from '@/lib/auth/limits'
import { readSheet } from '@/lib/platform/sheet-reader'
import { nameKey } from '@/lib/platform/text'
import { type WorkbookSheet, workbookOf } from '@/lib/platform/workbook'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import { onlyUnitsNamed } from '@/lib/unit/unit.public.dal'
import { readCitations } from './citations.rules'
import type { Found } from './import.dto'
import { foundIn, withUnits } from './import.rules'
import { type Section, sectionFor } from './resolve.schema'
import { type SheetColumn, sheetColumns } from './sheet.rules'
import { READ_ROWS, rowsOfSheet } from './sheet-rows.rules'
import { unitOf } from './values.rules'

/** Rows of a template that offer lists and hold text. */
const REACH = 520
const MIB = 1024 * 1024
/** The largest file and the longest text an import takes, in bytes. */
export const MOST_BYTES = 2 * MIB

/** The section under the policy in force, when it has rows and the person may fill it in. @throws Refusal notFound */
async function fillableRows(actor: Actor, section: ProfileSection): Promise<Section> {
  await allow(actor, 'application.fill')
  const { policy } = await currentPolicy()
  const resolved = policy.profile.sections.includes(section) ? sectionFor(policy, section) : null
  return resolved?.rows ? resolved : deny(actor, 'application.fill')
}

/**
 * The Excel template of a section: its columns under the policy in force with a grey example, and what each holds.
 * @throws Refusal notFound for a section without rows, or one the policy does not ask for
 */
export async function profileTemplate(actor: Actor, section: ProfileSection): Promise<{ name: string; bytes: Buffer }> {
  const resolved = await fillableRows(actor, section)
  return { name: `${resolved.title}导入模板.xlsx`, bytes: await workbookOf(templateSheets(resolved)) }
}

function templateSheets(section: Section): WorkbookSheet[] {
  const columns = sheetColumns(section)
  return [
    {
      name: section.title,
      columns: columns.map(column => ({ header: headerOf(column), width: widthOf(column), choices: column.choices })),
      example: columns.map(column => column.example),
      rows: [],
      reach: REACH,
    },
    {
      name: '填写说明',
      columns: [
        { header: '列', width: 24, choices: [] },
        { header: '是否必填', width: 12, choices: [] },
        { header: '填写什么', width: 60, choices: [] },
        { header: '可以填写的内容', width: 80, choices: [] },
      ],
      rows: [
        ...columns.map(column => [
          column.header,
          column.required ? '必填' : '选填',
          column.note,
          column.choices.join('、'),
        ]),
        ...general.map(text => [text]),
      ],
    },
  ]
}

const general = [
  '一行填写一条。',
  '灰色的一行是示例，导入时会跳过，可以删去。',
  '请不要合并单元格，也不要改动第一行的列名。',
]

const headerOf = ({ header, required }: SheetColumn): string => (required ? `${header}＊` : header)

function widthOf({ header, field }: SheetColumn): number {
  const wide = field.kind === 'line' && field.max >= 200
  return Math.max(wide ? 40 : field.kind === 'people' || field.kind === 'unit' ? 28 : 16, header.length * 2 + 4)
}

/**
 * Reads a filled-in template. Saves nothing: the browser shows what was found and the person chooses.
 * @param bytes the file as it was sent, of at most `MOST_BYTES`
 * @throws Refusal notFound, tooMany
 */
export async function importSheet(actor: Actor, section: ProfileSection, bytes: Buffer): Promise<Found> {
  const resolved = await fillableRows(actor, section)
  await spend('profileImport', accountOf(actor) ?? '')
  return complete(resolved, rowsOfSheet(resolved, readSheet(bytes, READ_ROWS), signatureOf(actor).name))
}

/**
 * Reads papers and books out of a pasted list (BibTeX, RIS, EndNote). Saves nothing.
 * @throws Refusal notFound, tooMany
 */
export async function importCitations(actor: Actor, text: string): Promise<Found> {
  const resolved = await fillableRows(actor, 'papers')
  await spend('profileImport', accountOf(actor) ?? '')
  const { rows, numbers, problems } = readCitations(text, signatureOf(actor).name)
  const found = rows.map((data, index) => ({ place: `第 ${numbers[index]} 条`, data, problems: [] }))
  return complete(resolved, { rows: found, notes: problems.map(problem => problem.message) })
}

/** Units by name become registered ones where exactly one bears the name; what each row still lacks is said. */
async function complete(section: Section, found: Found): Promise<Found> {
  const fields = section.rows!.fields.filter(field => field.kind === 'unit')
  const names = found.rows.flatMap(({ data }) => fields.map(field => unitOf(data[field.name]).name)).filter(Boolean)
  const units = names.length > 0 ? await onlyUnitsNamed(names) : new Map<string, string>()
  const rows = found.rows.map(row => ({ ...row, data: withUnits(fields, row.data, name => units.get(nameKey(name))) }))
  return { ...found, rows: rows.map(row => foundIn(section, row)) }
}
