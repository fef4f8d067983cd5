import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { spend } from '@/lib/auth/limits'
import { streamCsv } from '@/lib/platform/csv-reader'
import { db, type Tx } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import { SheetProblem, type SheetRow, streamSheet } from '@/lib/platform/sheet-reader'
import { nameKey } from '@/lib/platform/text'
import { type WorkbookSheet, workbookOf } from '@/lib/platform/workbook'
import type { ListedReport } from './subject.dto'
import { takeChange } from './subject-change.dal'
import { lockOwnOpen } from './subject-open.dal'
import { subjectColumnKeys, subjectColumns } from './subject-row.rules'
import { type ListedSubject, MOST_LINES, readSubjects } from './subject-sheet.rules'
import { unitsCoded, unitsNamed } from './subject-units.dal'
import { planSubjects } from './subject-write.dal'

/** The largest list, in bytes. */
export const MOST_BYTES = 8 * 1024 * 1024

/** A list as rows, whatever it is: Excel, CSV, or rows pasted out of a spreadsheet. @throws Refusal invalid */
async function rowsIn(bytes: Buffer): Promise<SheetRow[]> {
  const head = bytes.subarray(0, 4).toString('hex')
  const rows: SheetRow[] = []
  const packed = head.startsWith('504b') || head === 'd0cf11e0'
  try {
    const source = packed ? streamSheet(bytes).rows : streamCsv(async () => once(bytes))
    for await (const some of source) {
      rows.push(...some)
      if (rows.length > MOST_LINES + 20) break
    }
  } catch (error) {
    if (error instanceof SheetProblem) throw invalid({ file: [`${error.message}。`] }, `${error.message}。`)
    throw error
  }
  return rows
}

async function* once(bytes: Uint8Array) {
  yield bytes
}

/**
 * Reads a list of 评审对象 and says row by row what would become of it; with `save` those without a fault are taken: a
 * title that is there already is renewed, others are added. Saves all of them or none. Once the request is with the
 * bureau they are one change that waits, with its reason.
 * @throws Refusal invalid for a list that cannot be read, or without a reason; refused, notFound, tooMany
 */
export async function importSubjects(
  actor: Actor,
  requestId: string,
  bytes: Buffer,
  save: boolean,
  reason = '',
): Promise<ListedReport> {
  await allow(actor, 'draw.request', { type: 'draw', id: requestId })
  await spend('profileImport', accountOf(actor) ?? '')
  const read = readSubjects(await rowsIn(bytes))
  if ('problem' in read) throw invalid({ file: [`${read.problem}。`] }, `${read.problem}。`)
  return db().$transaction(
    async tx => {
      const request = await lockOwnOpen(actor, tx, requestId)
      const groups = await tx.drawGroup.findMany({ where: { requestId: request.id } })
      const groupOf = new Map(groups.map(one => [nameKey(one.name), one.id]))
      for (const { subject, faults } of read.listed)
        if (subject.groupName && !groupOf.has(nameKey(subject.groupName)))
          faults.push({ column: 'group', text: `没有“${subject.groupName.slice(0, 30)}”这个专业组` })
      const there = await tx.drawSubject.findMany({
        where: { requestId: request.id, endedAt: null },
        select: { id: true, title: true },
      })
      const known = new Map(there.map(one => [nameKey(one.title), one.id]))
      const good = read.listed.filter(one => one.faults.length === 0)
      const report = await reportOf(actor, tx, read.listed, known)
      if (!save || good.length === 0) return report
      const items = await planSubjects(
        actor,
        tx,
        request.id,
        good.map(({ subject }) => ({
          id: known.get(nameKey(subject.title)) ?? null,
          version: null,
          groupId: groupOf.get(nameKey(subject.groupName)) ?? null,
          subject,
        })),
      )
      const { waiting } = await takeChange(actor, tx, request, items, reason)
      await audit(tx, actor, {
        ...{ action: 'draw.subjectImport', objectType: 'draw', objectId: request.id, result: 'done' },
        detail: { rows: read.listed.length, taken: good.length, ...(waiting && { waiting: 'yes' }) },
      })
      return { ...report, saved: true, waiting }
    },
    { timeout: 60_000 },
  )
}

async function reportOf(
  actor: Actor,
  tx: Tx,
  listed: readonly ListedSubject[],
  known: ReadonlyMap<string, string>,
): Promise<ListedReport> {
  const all = listed.map(one => one.subject)
  const keys = all.flatMap(({ parties }) => parties.flatMap(one => (one.unitName ? nameKey(one.unitName) : [])))
  const named = await unitsNamed(actor, tx, [...new Set(keys)])
  const coded = await unitsCoded(
    actor,
    tx,
    all.flatMap(one => one.creditCode ?? []),
  )
  const good = listed.filter(one => one.faults.length === 0)
  const changed = good.filter(({ subject }) => known.has(nameKey(subject.title))).length
  return {
    ...{ count: listed.length, good: good.length, changed, fresh: good.length - changed, saved: false, waiting: false },
    rows: listed.map(({ number, subject, faults }) => {
      const loose = subject.parties.filter(one => {
        if (!one.unitName || (one.kind === 'unit' && subject.creditCode && coded.has(subject.creditCode))) return false
        return named.get(nameKey(one.unitName))?.unitIds.length !== 1
      })
      const names = [...new Set(loose.map(one => one.unitName))]
      return {
        ...{ number, title: subject.title.slice(0, 200) },
        people: subject.parties.filter(one => one.name).length,
        units: new Set(subject.parties.flatMap(one => one.unitName ?? [])).size,
        problems: [...new Set(faults.map(({ column, text }) => `${subjectColumns[column].header}：${text}`))],
        notes: names.length > 0 ? [`${names.join('、')}没有登记或有同名单位，按名称比对`] : [],
      }
    }),
  }
}

/** The Excel template of a list of 评审对象. */
export async function subjectTemplate(actor: Actor): Promise<{ name: string; bytes: Buffer }> {
  await allow(actor, 'draw.request')
  const columns = subjectColumnKeys.map(key => subjectColumns[key])
  const sheets: WorkbookSheet[] = [
    {
      name: '评审对象',
      columns: columns.map(({ header }) => ({ header, width: 24, choices: [] })),
      example: columns.map(({ example }) => example),
      rows: [],
      reach: 2_100,
    },
    {
      name: '填写说明',
      columns: ['列', '填写什么'].map(header => ({ header, width: 40, choices: [] })),
      rows: columns.map(({ header, note }) => [header, note]),
    },
  ]
  return { name: '评审对象导入模板.xlsx', bytes: await workbookOf(sheets) }
}
