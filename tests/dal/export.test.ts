import { text as readText } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import type { StaffActor } from '@/lib/access/actor'
import { MOST_ROWS } from '@/lib/export/columns.rules'
import { openExport } from '@/lib/export/download.dal'
import { requestExportSchema } from '@/lib/export/export.schema'
import { keepExports } from '@/lib/export/make.dal'
import { cancelExport, decideExport } from '@/lib/export/request.dal'
import { exportsReady, exportsWaiting, listExports, viewExport } from '@/lib/export/view.dal'
import { cleanUploads } from '@/lib/file/clean.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { fileStore } from '@/lib/platform/storage'
import { expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import {
  agreed,
  ask,
  bytesOf,
  decide,
  made as makeFile,
  numbers,
  prove,
  bureauStaff as staff,
  stored,
  worker,
} from '../support/exports'
import { brokenInvariants } from '../support/invariants'
import { makeReviewer, refusalOf, unitOf } from '../support/units'

useDatabase()

let asker: StaffActor
let manager: StaffActor
let reviewer: StaffActor

beforeAll(async () => {
  const unit = await unitOf('active', '=HYPERLINK("http://x","y")研究所')
  reviewer = await makeReviewer('沈鉴')
  for (const name of ['单雄', '欧阳雨', '𠮷野']) await expertOf(unit, reviewer, { name })
  asker = await staff('要名单', 'bureauReviewer')
  manager = await staff('管衡', 'bureauManager')
})
afterEach(() => setClock(null))

const made = (change: object = {}, by = asker) => makeFile(by, manager, change)
async function bookOf(id: string, actor = asker): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await bytesOf(actor, id)) as never)
  return book
}
const lines = (sheet: ExcelJS.Worksheet) =>
  sheet
    .getSheetValues()
    .slice(1)
    .map(row => (row as unknown[]).slice(1).map(String))

test('asked for by one, agreed to by another, made by the worker, fetched by the one who asked', async () => {
  const { id } = await ask(asker)
  expect(await exportsWaiting(manager)).toBe(1)
  expect(await viewExport(manager, id)).toMatchObject({
    people: 3,
    now: { count: 3 },
    conditions: [],
    canDownload: false,
  })
  expect((await refusalOf(openExport(asker, id))).code).toBe('refused')
  await decide(manager, id)
  expect(await keepExports(worker)).toEqual({ made: 1, stopped: 0, expired: 0 })
  expect(await viewExport(asker, id)).toMatchObject({ statusLabel: '可下载', rows: 3, canDownload: true })
  expect([await exportsReady(asker), await exportsReady(manager)]).toEqual([1, 0])
  const book = await bookOf(id)
  expect(await exportsReady(asker)).toBe(0)
  const [sheet, about] = book.worksheets
  const { number } = await stored(id)
  const rows = lines(sheet!)
  expect(rows[0]![0]).toContain(`导出编号 ${number}　提出人 示范市科技局要名单　审批人 示范市科技局管衡`)
  expect(rows[1]![0]).toBe('用途：示范评审挑选专家 & 联系')
  expect(rows[3]).toEqual(['姓名', '所在单位', '手机号码（部分隐去）'])
  expect(rows.slice(4).map(row => row[0])).toEqual(['𠮷野', '欧阳雨', '单雄'])
  for (const row of rows.slice(4)) {
    expect(row[1]).toBe('=HYPERLINK("http://x","y")研究所')
    expect(row[2]).toMatch(/^1\d{2}\*{4}\d{4}$/)
  }
  sheet!.eachRow(row =>
    row.eachCell(cell => expect([ExcelJS.ValueType.String, ExcelJS.ValueType.Merge]).toContain(cell.type)),
  )
  for (const one of [sheet!, about!]) {
    expect(one.headerFooter.oddHeader).toContain(number)
    expect(one.headerFooter.oddFooter).toContain('示范评审挑选专家 && 联系')
  }
  const events = await db().auditEvent.findMany({ where: { action: 'export.download', objectId: id } })
  expect(events.map(event => event.actorId)).toEqual([asker.accountId])
  expect((await stored(id)).downloads).toBe(1)
})

test('only the conditions of the list can be asked for, and the file holds who meets them then', async () => {
  const id = await made({ query: 'name=%E9%9B%A8&size=100&after=zzz&password=1&level=nonsense', columns: ['name'] })
  expect((await stored(id)).query).toBe('name=%E9%9B%A8')
  const [sheet] = (await bookOf(id)).worksheets
  expect(lines(sheet!).slice(4)).toEqual([['欧阳雨']])
})

test('numbers in clear only with a reason of their own', async () => {
  const wanted = { query: '', columns: ['name', 'phone', 'document'], purpose: '发放评审费' }
  expect(requestExportSchema.safeParse(wanted).error?.issues.map(issue => issue.path.join())).toEqual(['numbersReason'])
  // who may not read one document on the screen gets no file of many
  expect((await refusalOf(ask(asker, numbers))).fieldErrors).toHaveProperty('columns')
  const other = await staff('业办', 'bureauManager')
  const id = await made(numbers, other)
  // a second proof each time, used up by one download
  expect((await refusalOf(openExport(other, id))).code).toBe('stepUp')
  expect((await stored(id)).downloads).toBe(0)
  await prove(other, id, 'export.download')
  const [sheet] = (await bookOf(id, other)).worksheets
  expect((await refusalOf(openExport(other, id))).code).toBe('stepUp')
  for (const [, phone, document] of lines(sheet!).slice(4)) {
    expect(phone).toMatch(/^1\d{10}$/)
    expect(document).toMatch(/^[1-9]\d{16}[\dX]$/)
  }
  // a reason without such a column is not kept
  expect((await stored((await ask(asker, { numbersReason: '以防万一用得着的理由' })).id)).numbersReason).toBeNull()
})

describe('four eyes', () => {
  test('nobody agrees to his own request, whatever roles he has; the attempt is in the trail', async () => {
    const both = await staff('又审又批', 'bureauReviewer', 'bureauManager')
    const { id } = await ask(both)
    const refusal = await refusalOf(decide(both, id))
    expect([refusal.code, refusal.message]).toEqual(['refused', '这是您自己提出的，要由另一位业务管理员审批。'])
    expect((await stored(id)).status).toBe('requested')
    expect(await db().auditEvent.count({ where: { action: 'export.approve', objectId: id, result: 'denied' } })).toBe(1)
    await expect(db().expertExport.update({ where: { id }, data: { approverId: both.accountId } })).rejects.toThrow(
      /four_eyes/,
    )
  })

  test('two decide at once: one of them counts, and one file is made', async () => {
    const other = await staff('管平', 'bureauManager')
    const { id } = await ask(asker)
    await Promise.all([prove(manager, id), prove(other, id)])
    const input = { id, version: 0, event: 'approve' as const, opinion: null }
    const outcome = await Promise.allSettled([decideExport(manager, input), decideExport(other, input)])
    expect(outcome.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const winner = outcome[0]!.status === 'fulfilled' ? manager : other
    expect((await stored(id)).approverId).toBe(winner.accountId)
    const runs = await Promise.all([keepExports(worker), keepExports(worker)])
    expect(runs.reduce((sum, run) => sum + run.made, 0)).toBe(1)
    expect(await brokenInvariants()).toEqual([])
  })

  test('agreeing asks for a second proof; without it nothing has happened', async () => {
    const { id } = await ask(asker)
    const input = { id, version: 0, event: 'approve' as const, opinion: null }
    expect((await refusalOf(decideExport(manager, input))).code).toBe('stepUp')
    expect(await stored(id)).toMatchObject({ status: 'requested', approverId: null, version: 0 })
  })

  test('who is no manager any more decides nothing', async () => {
    const { id } = await ask(asker)
    const former: StaffActor = { ...manager, roles: ['bureauReviewer'] }
    expect((await refusalOf(decide(former, id))).code).toBe('notFound')
    expect((await stored(id)).status).toBe('requested')
  })

  test('a refusal needs a reason, and ends it', async () => {
    const { id } = await ask(asker)
    expect((await refusalOf(decide(manager, id, 'refuse'))).code).toBe('invalid')
    await decide(manager, id, 'refuse', '用途不清楚。')
    expect(await viewExport(asker, id)).toMatchObject({ statusLabel: '未同意', canDownload: false })
    expect((await keepExports(worker)).made).toBe(0)
  })
})

test('somebody else’s request is neither seen nor fetched nor taken back; a manager sees it and fetches nothing', async () => {
  const id = await made()
  const stranger = await makeReviewer('旁观')
  expect((await refusalOf(viewExport(stranger, id))).code).toBe('notFound')
  expect((await listExports(stranger, { size: 50 })).rows).toEqual([])
  for (const actor of [stranger, manager]) expect((await refusalOf(openExport(actor, id))).code).toBe('notFound')
  expect((await viewExport(manager, id)).canDownload).toBe(false)
  const { id: open } = await ask(asker)
  expect((await refusalOf(cancelExport(stranger, { id: open, version: 0 }))).code).toBe('refused')
  expect(await cancelExport(asker, { id: open, version: 0 })).toMatchObject({ status: 'cancelled' })
  const late = { id: open, version: 0, event: 'refuse' as const, opinion: '迟了一步。' }
  expect((await refusalOf(decideExport(manager, late))).code).toBe('conflict')
})

test('who may no longer export gets no file: not made, not fetched', async () => {
  const leaver = await staff('离任', 'bureauReviewer')
  const { id } = await ask(leaver)
  const { id: before } = await ask(leaver)
  for (const one of [id, before]) await decide(manager, one)
  await db().staffGrant.deleteMany({ where: { accountId: leaver.accountId } })
  await keepExports(worker)
  expect(await stored(id)).toMatchObject({ status: 'stopped', size: null })
  expect((await viewExport(manager, id)).history.at(-1)).toMatchObject({
    label: '停止生成',
    opinion: expect.stringContaining('没有导出的权限'),
  })
  expect((await refusalOf(openExport({ ...leaver, roles: [] }, before))).code).toBe('notFound')
})

describe('no more than a file may hold', () => {
  const extra = MOST_ROWS - 2
  const fill = async () => {
    const [template] = await db().expert.findMany({ take: 1 })
    await db().$executeRaw`
      INSERT INTO account (id, kind, name, phone_cipher, phone_index, password_hash)
      SELECT gen_random_uuid(), 'individual', '测', '-', '#' || n, '-' FROM generate_series(1, ${extra}) AS n`
    await db().$executeRaw`
      INSERT INTO expert (account_id, version_id, words_version_id, unit_id, unit_name, name, name_chars, pinyin, initials, sex, region_code, title_code, title_level)
      SELECT a.id, e.version_id, e.version_id, e.unit_id, e.unit_name, '测', ARRAY['测'], 'ce', 'c', '1', e.region_code, e.title_code, e.title_level
      FROM account a, expert e WHERE a.phone_index LIKE '#%' AND e.account_id = ${template!.accountId}::uuid`
  }
  const clear = async () => {
    await db().$executeRaw`DELETE FROM expert e USING account a WHERE a.id = e.account_id AND a.phone_index LIKE '#%'`
    await db().$executeRaw`DELETE FROM account WHERE phone_index LIKE '#%'`
  }
  afterEach(clear)

  test('counted when it is asked for, when it is agreed to, and when it is made', async () => {
    const { id } = await ask(asker)
    const waiting = await agreed(asker, manager)
    await fill()
    expect((await refusalOf(ask(asker))).message).toContain(`超过一次导出的上限 ${MOST_ROWS} 名`)
    expect((await refusalOf(decide(manager, id))).message).toContain(`超过一次导出的上限 ${MOST_ROWS} 名`)
    await keepExports(worker)
    expect((await stored(waiting)).status).toBe('stopped')
    expect((await viewExport(asker, waiting)).history.at(-1)!.opinion).toContain('超过一次导出的上限')
  })

  test('nobody to export is nothing to ask for', async () => {
    expect((await refusalOf(ask(asker, { query: 'name=zzzz' }))).message).toContain('没有符合条件的专家')
  })
})

test('after seven days the bytes are gone; until then the clean-up of uploads leaves them', async () => {
  const id = await made()
  const bytes = async () => {
    const file = await fileStore().read(id)
    if (file) await readText(file.stream)
    return file?.size
  }
  setClock(new Date(Date.now() + 6 * 86_400_000))
  await cleanUploads(worker)
  expect(await bytes()).toBeGreaterThan(1000)
  setClock(new Date(Date.now() + 8 * 86_400_000))
  expect((await refusalOf(openExport(asker, id))).code).toBe('refused')
  expect((await keepExports(worker)).expired).toBeGreaterThan(0)
  expect(await bytes()).toBeUndefined()
  expect(await viewExport(asker, id)).toMatchObject({ statusLabel: '已过期', canDownload: false })
})
