import type { IndividualActor, StaffActor } from '@/lib/access/actor'
import { countAudit } from '@/lib/audit/read.dal'
import { openExport } from '@/lib/export/download.dal'
import { keepExports } from '@/lib/export/make.dal'
import { revokeExport } from '@/lib/export/revoke.dal'
import { auditedExport, exportsOfExpert } from '@/lib/export/trace.dal'
import { viewExport } from '@/lib/export/view.dal'
import { setClock } from '@/lib/platform/clock'
import { blindIndex, decryptField, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { fileStore } from '@/lib/platform/storage'
import { leftWith } from '@/lib/privacy/left.dal'
import { madeUpPhone } from '@/prisma/seed/factory'
import { type Applicant, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { agreed, ask, bureauStaff, bytesOf, decide, made, numbers, stored, worker } from '../support/exports'
import { brokenInvariants } from '../support/invariants'
import { staffOf } from '../support/staff'
import { makeReviewer, refusalOf, unitOf } from '../support/units'

useDatabase()
afterEach(() => setClock(null))

let asker: StaffActor
let manager: StaffActor
let rain: Applicant
let single: Applicant

const later = (minutes: number) => setClock(new Date(Date.now() + minutes * 60_000))
const peopleIn = async (id: string) =>
  (await db().expertExportPerson.findMany({ where: { exportId: id } })).map(row => row.accountId).sort()
const isStored = async (id: string): Promise<boolean> => {
  const file = await fileStore().read(id)
  file?.stream.destroy()
  return file !== null
}
/** What the requester was told about a request, in order. */
async function toldOf(id: string): Promise<string[]> {
  const rows = await db().message.findMany({
    where: { dedupeKey: { startsWith: `export:${id}:` } },
    orderBy: { id: 'asc' },
  })
  return rows.map(row => decryptField(row.bodyCipher, { table: 'message', id: row.id, column: 'body' }))
}
const revoke = (actor: StaffActor, id: string, opinion = '用途写错了。') => revokeExport(actor, { id, opinion })

beforeAll(async () => {
  const unit = await unitOf('active')
  const reviewer = await makeReviewer('沈鉴')
  rain = await expertOf(unit, reviewer, { name: '欧阳雨' })
  single = await expertOf(unit, reviewer, { name: '单雄' })
  asker = await bureauStaff('要名单', 'bureauReviewer')
  manager = await bureauStaff('管衡', 'bureauManager')
  const phone = madeUpPhone(8301)
  const place = { table: 'account', id: asker.accountId, column: 'phone' }
  await db().account.update({
    where: { id: asker.accountId },
    data: { phoneCipher: encryptField(phone, place), phoneIndex: blindIndex('phone', phone) },
  })
})

describe('whose data left', () => {
  test('everybody in the file is recorded with it, and nobody else; the record cannot be changed', async () => {
    const all = await made(asker, manager)
    const one = await made(asker, manager, { query: 'name=%E9%9B%A8' })
    expect(await peopleIn(all)).toEqual([rain.accountId, single.accountId].sort())
    expect(await peopleIn(one)).toEqual([rain.accountId])
    expect(await peopleIn(await agreed(asker, manager))).toEqual([])
    await expect(db().expertExportPerson.deleteMany({ where: { exportId: one } })).rejects.toThrow(/append-only/)
    await keepExports(worker)
    expect(await brokenInvariants()).toEqual([])
  })

  test('a manager finds the files at the expert, the auditor by his number and at the events; a reviewer does not', async () => {
    const purpose = '示范年度评审，联系雨。'
    const id = await made(asker, manager, { query: 'name=%E9%9B%A8', purpose })
    const [first] = await exportsOfExpert(manager, rain.accountId)
    expect(first).toMatchObject({ id, purpose, approver: '示范市科技局管衡', downloads: 0, statusLabel: '可下载' })
    expect((await exportsOfExpert(manager, single.accountId)).map(one => one.id)).not.toContain(id)
    expect(await exportsOfExpert(manager, newId())).toEqual([])
    expect((await refusalOf(exportsOfExpert(asker, rain.accountId))).code).toBe('notFound')

    const auditor = await staffOf('auditAdmin')
    const facts = await auditedExport(auditor, id)
    expect(facts).toMatchObject({ purpose, rows: 1, recorded: 1, conditions: [{ label: '姓名', words: '雨' }] })
    const about = { object: 'export', text: rain.accountId }
    const before = (await countAudit(auditor, about)).count
    const other = await made(asker, manager, { query: 'name=%E9%9B%84' })
    expect((await countAudit(auditor, about)).count).toBe(before)
    expect((await countAudit(auditor, { ...about, text: single.accountId })).count).toBeGreaterThan(0)
    expect((await refusalOf(auditedExport(asker, other))).code).toBe('notFound')
  })

  test('the person himself reads when, which office, what for and which of his data; never who', async () => {
    const id = await made(asker, manager, { query: 'name=%E9%9B%A8', purpose: '寄送示范聘书' })
    const me = rain as IndividualActor
    const [newest] = await leftWith(me)
    expect(newest).toEqual({
      number: (await stored(id)).number,
      at: (await stored(id)).madeAt,
      office: '示范市科技局',
      purpose: '寄送示范聘书',
      columns: ['姓名', '所在单位', '手机号码（部分隐去）'],
      fetched: false,
    })
    await bytesOf(asker, id)
    expect((await leftWith(me))[0]).toMatchObject({ fetched: true })
    const said = JSON.stringify(await leftWith(me))
    for (const name of ['要名单', '管衡']) expect(said).not.toContain(name)
    expect((await leftWith(single as IndividualActor)).map(one => one.purpose)).not.toContain('寄送示范聘书')
  })
})

describe('taken back', () => {
  test.each<[string, () => StaffActor, () => Promise<string>]>([
    ['the requester, before it is made', () => asker, () => agreed(asker, manager)],
    ['the requester, when it is ready', () => asker, () => made(asker, manager)],
    ['the approver', () => manager, () => made(asker, manager)],
  ])('by %s: the file is gone at once, the step and the reason stay', async (_, who, prepare) => {
    const id = await prepare()
    expect(await revoke(who(), id)).toEqual({ label: '已收回' })
    expect(await isStored(id)).toBe(false)
    expect((await refusalOf(openExport(asker, id))).message).toMatch(/已被收回/)
    await keepExports(worker)
    expect(await stored(id)).toMatchObject({ status: 'revoked' })
    const view = await viewExport(manager, id)
    expect(view).toMatchObject({ statusLabel: '已收回', canDownload: false })
    expect(view.history.at(-1)).toMatchObject({ label: '收回文件', opinion: '用途写错了。' })
    const trail = { action: 'export.revoke', objectId: id, result: 'done' }
    expect(await db().auditEvent.count({ where: { ...trail, actorId: who().accountId } })).toBe(1)
    // only news of others are told
    expect((await toldOf(id)).filter(text => text.includes('收回'))).toHaveLength(who() === asker ? 0 : 1)
    expect((await refusalOf(revoke(who(), id))).message).toContain('已收回')
  })

  test('another manager may, another reviewer may not, and his attempt is in the trail', async () => {
    const id = await made(asker, manager)
    const stranger = await makeReviewer('旁观')
    expect((await refusalOf(revoke(stranger, id))).message).toBe('只有提出的人和业务管理员可以收回。')
    expect(await db().auditEvent.count({ where: { action: 'export.revoke', objectId: id, result: 'denied' } })).toBe(1)
    expect((await refusalOf(revoke(manager, newId()))).code).toBe('notFound')
    await revoke(await bureauStaff('另管', 'bureauManager'), id)
    expect(await toldOf(id)).toEqual([
      expect.stringContaining('已生成'),
      expect.stringMatching(/被示范市科技局另管收回，不能再下载。原因：用途写错了。/),
    ])
  })

  test('while it is being made: revoked in the end, with no file, and recorded exactly if it was made', async () => {
    for (let round = 0; round < 4; round++) {
      const id = await agreed(asker, manager)
      await Promise.allSettled([keepExports(worker), revoke(manager, id), keepExports(worker)])
      await keepExports(worker)
      const row = await stored(id)
      expect(row.status).toBe('revoked')
      expect(await isStored(id)).toBe(false)
      expect(await peopleIn(id)).toHaveLength(row.rows ?? 0)
    }
    expect(await brokenInvariants()).toEqual([])
  })

  test('while it is being fetched: what was fetched stands in the trail, and nothing is afterwards', async () => {
    const id = await made(asker, manager)
    const fetches = [bytesOf(asker, id), revoke(manager, id), bytesOf(asker, id)]
    const results = await Promise.allSettled(fetches)
    expect(results[1]!.status).toBe('fulfilled')
    const trail = { action: 'export.download', objectId: id, result: 'done' }
    expect(await db().auditEvent.count({ where: trail })).toBe((await stored(id)).downloads)
    expect((await refusalOf(openExport(asker, id))).message).toMatch(/已被收回/)
    expect(await brokenInvariants()).toEqual([])
  })
})

describe('what cannot be made', () => {
  const breakNumber = async () => {
    const { phoneCipher } = await db().account.findUniqueOrThrow({ where: { id: single.accountId } })
    await db().account.update({ where: { id: single.accountId }, data: { phoneCipher: 'broken' } })
    return () => db().account.update({ where: { id: single.accountId }, data: { phoneCipher } })
  }

  test('keeps nobody back, is tried three times, and then says so with a number', async () => {
    const mend = await breakNumber()
    const failing = await agreed(asker, manager)
    const fine = await agreed(asker, manager, { columns: ['name'] })
    expect(await keepExports(worker)).toEqual({ made: 1, stopped: 0, expired: 0 })
    expect(await stored(fine)).toMatchObject({ status: 'ready', attempts: 1 })
    expect(await stored(failing)).toMatchObject({ status: 'approved', attempts: 1 })
    // it waits before the next attempt
    expect(await keepExports(worker)).toEqual({ made: 0, stopped: 0, expired: 0 })
    expect((await stored(failing)).attempts).toBe(1)
    later(2)
    await keepExports(worker)
    // who comes later overtakes what has failed
    const next = await agreed(asker, manager, { columns: ['name'] })
    later(4)
    expect(await keepExports(worker)).toEqual({ made: 1, stopped: 1, expired: 0 })
    expect((await stored(next)).status).toBe('ready')
    expect(await stored(failing)).toMatchObject({ status: 'stopped', attempts: 3, rows: null })
    const { opinion } = (await viewExport(asker, failing)).history.at(-1)!
    const [number] = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(opinion!)!
    expect(await toldOf(failing)).toEqual([expect.stringContaining(`没有做成。试了 3 次都没有生成，编号 ${number}`)])
    later(6)
    expect(await keepExports(worker)).toEqual({ made: 0, stopped: 0, expired: 0 })
    await mend()
    expect(await brokenInvariants()).toEqual([])
  })

  test('takes the process down with it: the attempts count all the same', async () => {
    const id = await agreed(asker, manager)
    const lost = { attempts: 3, triedAt: new Date() }
    await db().expertExport.update({ where: { id }, data: lost })
    expect((await keepExports(worker)).stopped).toBe(0)
    // a slow attempt is not taken for a broken one
    later(5)
    expect((await keepExports(worker)).stopped).toBe(0)
    later(11)
    expect((await keepExports(worker)).stopped).toBe(1)
    expect((await stored(id)).status).toBe('stopped')
  })

  test('two workers at once: each request is begun once', async () => {
    const ids = await Promise.all([1, 2, 3, 4].map(() => agreed(asker, manager, { columns: ['name'] })))
    const runs = await Promise.all([keepExports(worker), keepExports(worker), keepExports(worker)])
    expect(runs.reduce((sum, run) => sum + run.made, 0)).toBe(4)
    for (const id of ids) expect(await stored(id)).toMatchObject({ status: 'ready', attempts: 1 })
    expect(await brokenInvariants()).toEqual([])
  })
})

test('the requester is told when it is ready and when it is refused; who has no phone reads it on the page', async () => {
  expect(await toldOf(await made(asker, manager))).toEqual([expect.stringMatching(/已生成，请在 .* 前登录/)])
  const { id } = await ask(asker)
  await decide(manager, id, 'refuse', '用途不清楚')
  expect(await toldOf(id)).toEqual([expect.stringContaining('未获同意。原因：用途不清楚。')])
  const silent = await bureauStaff('无机', 'bureauManager')
  const theirs = await made(silent, manager, numbers)
  expect([(await stored(theirs)).status, await toldOf(theirs)]).toEqual(['ready', []])
})

test('what was agreed to stays in its words, whatever a department is called afterwards', async () => {
  const departmentId = newId()
  await db().department.create({
    data: { id: departmentId, kind: 'unit', name: '示范高新区科技局', nameKey: '示范高新区科技局' },
  })
  const unit = await db().expert.findUniqueOrThrow({ where: { accountId: rain.accountId } })
  await db().unit.update({ where: { id: unit.unitId }, data: { departmentId } })
  const id = await made(asker, manager, { query: `department=${departmentId}` })
  await db().department.update({ where: { id: departmentId }, data: { name: '另一个名字' } })
  const { conditions } = await viewExport(manager, id)
  expect(conditions.map(one => one.words)).toEqual(['示范高新区科技局'])
  expect((await auditedExport(await staffOf('auditAdmin'), id))!.conditions).toEqual(conditions)
  await db().unit.update({ where: { id: unit.unitId }, data: { departmentId: null } })
})
