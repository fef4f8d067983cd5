import { type StaffActor, systemActor, type UnitActor } from '@/lib/access/actor'
import { saveSection } from '@/lib/application/fill.dal'
import { listApplications } from '@/lib/application/queue.dal'
import { queryOf, queueSpec } from '@/lib/application/queue.rules'
import { viewApplication } from '@/lib/application/review.dal'
import { originOf } from '@/lib/expert/origin.dal'
import { viewExpert } from '@/lib/expert/pool.dal'
import { enterIntake } from '@/lib/intake/enter.dal'
import { endIntake, stopIntake } from '@/lib/intake/intake.dal'
import { intakeReport } from '@/lib/intake/report.dal'
import { clearIntakes, keepIntakes } from '@/lib/intake/run.dal'
import { listIntakes, viewIntake } from '@/lib/intake/view.dal'
import { registerExpertSchema } from '@/lib/person/expert.schema'
import { registerExpert } from '@/lib/person/register-expert.dal'
import { setClock } from '@/lib/platform/clock'
import { blindIndex } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { parseListParams } from '@/lib/platform/list-params'
import { readSheet, type SheetRow } from '@/lib/platform/sheet-reader'
import { openZip } from '@/lib/platform/zip'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { apply } from '@/prisma/seed/demo'
import { madeUpId, makePerson } from '@/prisma/seed/factory'
import { decide } from '../support/affiliations'
import { useDatabase } from '../support/database'
import { fixtureId, fixturePhone } from '../support/fixtures-ids'
import { checkedBatch, confirmed, csvList, listed, rowsOf, versionOf } from '../support/intake'
import { brokenInvariants } from '../support/invariants'
import { attachEvidence, password, registerCodeFor } from '../support/people'
import { enforce } from '../support/policy'
import { staffOf } from '../support/staff'
import { unitOf, visitor } from '../support/units'

useDatabase()
afterEach(() => setClock(null))

const job = systemActor('test')
let unit: UnitActor
let author: StaffActor
let manager: StaffActor
beforeAll(async () => {
  unit = await unitOf('active')
  author = await staffOf('bureauManager')
  manager = await staffOf('bureauManager')
})
const phones = (serial: number) => `1990001${serial}`

/** Somebody of a unit who registered, was taken on by it, and has an application he has not touched; and his row. */
async function begun(unit: UnitActor, serial: number) {
  const person = await makePerson({
    ...{ name: '沈名册', password, serial, phone: phones(serial), unitId: unit.unitId },
  })
  await decide(unit, person, 'approve')
  return {
    person,
    row: listed(unit.unitName, { 证件号码: madeUpId(serial), 手机号码: phones(serial), 来源说明: '第三批入库' }),
  }
}
type Begun = Awaited<ReturnType<typeof begun>>
const save = ({ person }: Begun, data: object, version = 0) =>
  saveSection(person, { applicationId: person.applicationId, section: 'basic', version, data })
const applicationsOf = ({ person }: Begun) =>
  db().application.findMany({ where: { accountId: person.accountId }, orderBy: { createdAt: 'asc' } })
const linesOf = (bytes: Buffer): SheetRow[] => {
  const read = readSheet(bytes, 100)
  if ('problem' in read) throw new Error(read.problem)
  return read.rows
}
const reportOf = async (id: string) =>
  linesOf((await intakeReport(manager, id)).bytes).map(({ cells }) =>
    [...cells.values()].map(cell => cell.text).join('|'),
  )

test('an application nobody wrote in makes room, and its person comes in with the account he has', async () => {
  const [untouched, emptied] = [await begun(unit, 1801), await begun(unit, 1802)]
  await save(emptied, { disciplines: [], none: false, rows: [] })
  const id = await checkedBatch(author, csvList([untouched.row, emptied.row]))
  expect(await rowsOf(id)).toMatchObject([
    { state: 'merge', finding: null },
    { state: 'merge', finding: null },
  ])
  await confirmed(manager, id)
  await keepIntakes(job)

  for (const one of [untouched, emptied]) {
    const { accountId, applicationId } = one.person
    expect((await applicationsOf(one)).map(({ kind, status }) => [kind, status])).toEqual([
      ['first', 'withdrawn'],
      ['legacy', 'admitted'],
    ])
    expect(await db().expert.findUniqueOrThrow({ where: { accountId } })).toMatchObject({ source: 'legacy' })
    const steps = await db().statusHistory.findMany({ where: { subjectId: applicationId, event: 'supersede' } })
    expect(steps).toMatchObject([{ toStatus: 'withdrawn', opinion: expect.stringContaining('2019 年以前的专家') }])
    const events = await db().auditEvent.count({ where: { action: 'application.supersede', objectId: applicationId } })
    expect(events).toBe(1)
    expect(await db().message.count({ where: { accountId, template: 'intake.entered' } })).toBe(1)
  }
  expect(await db().person.count({ where: { name: '沈名册' } })).toBe(2)
  const ways = parseListParams({ kind: 'legacy' }, queueSpec((await currentPolicy()).policy)).filters
  const queue = { ...queryOf({ ...ways, status: '' }), size: 10, sort: 'asc' } as const
  const queued = await listApplications(await staffOf('bureauReviewer'), queue)
  expect(queued.rows.map(row => row.status)).toEqual(['admitted', 'admitted'])

  const { accountId } = untouched.person
  const origin = {
    way: '存量导入',
    facts: [
      { label: '名单', text: expect.stringMatching(/^2019 年以前的专家（来源：原专家库），\d{4}-\d\d-\d\d 入库$/) },
      { label: '名单中的说明', text: '第三批入库' },
    ],
  }
  expect((await viewExpert(manager, accountId)).origin).toEqual(origin)
  const [earlier, entry] = await applicationsOf(untouched)
  expect((await viewApplication(unit, entry!.id)).origin).toEqual(origin)
  // what was before the entry has its own way, and nothing of the list
  expect(await originOf(manager, accountId, earlier)).toMatchObject({ facts: [] })
  expect(await brokenInvariants()).toEqual([])
})

test('one with words, with a file, or sent keeps its row out, with a sentence what to do', async () => {
  const [writing, proving, sent] = [await begun(unit, 1803), await begun(unit, 1804), await begun(unit, 1805)]
  await save(writing, { disciplines: ['520'] })
  await attachEvidence(proving.person)
  await apply(sent.person, {
    ...{ unitName: unit.unitName, title: '231', disciplines: ['32027'], research: '肿瘤外科临床研究。' },
  })
  const all = [writing, proving, sent]
  const id = await checkedBatch(author, csvList(all.map(one => one.row)))
  expect((await rowsOf(id)).map(row => [row.state, row.finding])).toEqual([
    ['faulty', 'begun'],
    ['faulty', 'begun'],
    ['faulty', 'underWay'],
  ])
  for (const one of all) expect(await applicationsOf(one)).toHaveLength(1)
  const report = (await reportOf(id)).join('\n')
  expect(report).toContain('请联系本人填完提交')
  expect(report).toContain('待审核的可由本人撤回')
})

test('whoever begins to write after the list was confirmed keeps his application and stays out', async () => {
  const late = await begun(unit, 1811)
  const id = await checkedBatch(author, csvList([late.row]))
  await confirmed(manager, id)
  await save(late, { disciplines: ['520'] })
  await keepIntakes(job)
  expect(await rowsOf(id)).toMatchObject([{ state: 'faulty', finding: 'begun', doneAt: null }])
  expect(await applicationsOf(late)).toMatchObject([{ status: 'draft' }])
  expect(await brokenInvariants()).toEqual([])
})

test('what a registration put into the profile by itself is nobody’s writing', async () => {
  const policy = await enforce('xizang')
  const [phone, docNumber] = [fixturePhone(2990), fixtureId(390)]
  const actor = visitor()
  const input = {
    ...{ name: '沈自册', docNumber, unitId: unit.unitId, titleCode: '231', discipline: '21060', phone },
    ...{ noticeVersion: policy.agreements.expertNotice!.version, agreed: true, password, passwordAgain: password },
  }
  const smsCode = await registerCodeFor(actor, phone)
  await registerExpert(actor, registerExpertSchema.parse({ ...input, smsCode }))
  const { id: accountId } = await db().account.findFirstOrThrow({ where: { phoneIndex: blindIndex('phone', phone) } })
  const request = { id: 't', address: '127.0.0.1' }
  await decide(unit, { kind: 'individual', accountId, name: '沈自册', request }, 'approve')
  const id = await checkedBatch(
    author,
    csvList([listed(unit.unitName, { 姓名: '沈自册', 证件号码: docNumber, 手机号码: phone })]),
  )
  expect(await rowsOf(id)).toMatchObject([{ state: 'merge', finding: null, accountId }])
})

test('rows that a list never reached are in its report, and the page counts what came in', async () => {
  const id = await checkedBatch(
    author,
    csvList([...[1, 2, 3].map(() => listed(unit.unitName)), listed('没有登记过的研究院')]),
  )
  await confirmed(manager, id)
  await db().$executeRaw`
    CREATE FUNCTION fall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'power cut'; END $$`
  await db().$executeRaw`
    CREATE TRIGGER fall BEFORE UPDATE ON intake_row FOR EACH ROW WHEN (NEW.number = 3 AND NEW.done_at IS NOT NULL) EXECUTE FUNCTION fall()`
  await expect(enterIntake(job, id, 1)).rejects.toThrow('power cut')
  await db().$executeRaw`DROP TRIGGER fall ON intake_row`
  await stopIntake(manager, { id, version: await versionOf(id) })
  await endIntake(manager, { id, version: await versionOf(id), reason: '依据有误' })

  const report = await reportOf(id)
  expect(report.map(line => [line.split('|')[0], line.includes('没有办理：名单已到此为止')])).toEqual([
    ['行号', false],
    ['3', true],
    ['4', true],
    ['5', false],
  ])
  expect(await viewIntake(manager, id)).toMatchObject({ done: 1, status: 'done' })
  expect((await listIntakes(manager, { size: 50, sort: 'desc' })).rows.find(row => row.id === id)).toMatchObject({
    done: 1,
  })
  const rows = await rowsOf(id)
  expect(rows.map(row => row.name)).toEqual([null, '沈名册', '沈名册', '沈名册'])
  setClock(new Date(Date.now() + 31 * 86_400_000))
  await clearIntakes(job)
  expect((await rowsOf(id)).map(row => row.name)).toEqual([null, null, null, null])
  expect(await brokenInvariants()).toEqual([])
})

test('a report holds every row, however many there are', async () => {
  const id = await checkedBatch(author, csvList([listed('没有登记过的研究院')]))
  await db().$executeRaw`
    INSERT INTO intake_row (intake_id, number, id, state, faults, name)
    SELECT ${id}::uuid, n, gen_random_uuid(), 'faulty', '[{"column":"手机号码","text":"=没有填写"}]', '沈' || n
    FROM generate_series(3, 21002) AS n`
  const { bytes } = await intakeReport(manager, id)
  const sheet = openZip(bytes, { entries: 20, total: 50_000_000 }).read('xl/worksheets/sheet1.xml')!.toString('utf8')
  expect(sheet.split('<row ')).toHaveLength(1 + 1 + 21_001)
  expect(sheet.slice(sheet.lastIndexOf('<row '))).toContain('沈21002')
})
