import { randomUUID } from 'node:crypto'
import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { beginApplication } from '@/lib/application/begin.dal'
import { listApplications } from '@/lib/application/queue.dal'
import { restartApplication, submitApplication, withdrawApplication } from '@/lib/application/submit.dal'
import { extendCall, saveCall, withdrawCall } from '@/lib/call/call.dal'
import { openCalls, publicCall, publicCalls, whyNoEntryNow } from '@/lib/call/call.public.dal'
import { listCalls, viewCall } from '@/lib/call/view.dal'
import { openFile } from '@/lib/file/file.dal'
import { openUpload } from '@/lib/file/upload.dal'
import { registerPerson } from '@/lib/person/register.dal'
import { setClock } from '@/lib/platform/clock'
import { blindIndex } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { presets } from '@/lib/policy/presets/all'
import { fillProfile } from '@/prisma/seed/demo-profile'
import { applicantAtBureau, decide, registeredPerson } from '../support/applications'
import { callInput, makeManager, publishCall } from '../support/calls'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { makeEditor } from '../support/notices'
import { personInput, registerCodeFor, statementVersion } from '../support/people'
import { enforce } from '../support/policy'
import { makeReviewer, outcomes, refusalOf, times, unitOf, visitor } from '../support/units'

useDatabase()

const noon = new Date('2026-11-20T12:00:00+08:00')
const on = (text: string) => new Date(`${text}+08:00`)

let manager: StaffActor
let editor: StaffActor
let reviewer: StaffActor
let unit: UnitActor
beforeAll(async () => {
  manager = await makeManager('管经')
  editor = await makeEditor('文舒')
  reviewer = await makeReviewer('沈鉴')
  unit = await unitOf('active')
})
beforeEach(() => setClock(noon))
afterEach(async () => {
  setClock(null)
  expect(await brokenInvariants()).toEqual([])
})

const stored = (id: string) => db().call.findUniqueOrThrow({ where: { id } })
const retire = async () => {
  for (const { id, version } of await db().call.findMany({ where: { status: 'published' } }))
    await withdrawCall(manager, { id, version, opinion: '测试结束' })
}

describe('a call is written, published, lengthened, withdrawn', () => {
  test('an editor drafts, the manager publishes; each step is kept, and the public sees it from then on', async () => {
    const { id, version } = await saveCall(editor, callInput())
    expect(await publicCall(id)).toBeNull()
    expect((await refusalOf(saveCall(editor, callInput({ id, version, publish: true })))).code).toBe('refused')
    const published = await saveCall(manager, callInput({ id, version, publish: true, disciplines: ['32027'] }))
    expect(await publicCall(id)).toMatchObject({ state: 'collecting', left: '还有 25 天', disciplines: ['外科学'] })
    expect((await refusalOf(saveCall(editor, callInput({ id, version: published.version })))).code).toBe('notFound')
    const view = await viewCall(reviewer, id)
    expect(view.history.map(step => `${step.who} ${step.label}`)).toEqual(['文舒 新建', '管经 发布征集'])
    expect(view.figures[0]).toMatchObject({ label: '已开始填写', count: 0 })
    await retire()
  })

  test('its days stand once published: never earlier, later only with a reason that everybody reads', async () => {
    const { id, version } = await publishCall(manager)
    const earlier = await refusalOf(saveCall(manager, callInput({ id, version, closesOn: '2026-12-14' })))
    expect(earlier.fieldErrors?.closesOn?.[0]).toContain('不能提前')
    const back = await refusalOf(extendCall(manager, { id, version, closesOn: '2026-12-15', reason: '提前' }))
    expect(back.message).toContain('不能提前')
    await extendCall(manager, { id, version, closesOn: '2026-12-31', reason: '报名人数较多' })
    expect(await publicCall(id)).toMatchObject({
      closesOn: '2026-12-31',
      extensions: [{ from: '2026-12-15', to: '2026-12-31', reason: '报名人数较多' }],
    })
    await expect(db().$executeRaw`UPDATE call SET closes_on = '2026-12-01' WHERE id = ${id}::uuid`).rejects.toThrow()
    await expect(db().$executeRaw`UPDATE call SET closes_on = '2027-12-01' WHERE id = ${id}::uuid`).rejects.toThrow()
    await expect(db().$executeRaw`DELETE FROM call_extension`).rejects.toThrow()
    setClock(on('2027-01-01T00:00'))
    const late = await refusalOf(
      extendCall(manager, { id, version: (await stored(id)).version, closesOn: '2027-02-01', reason: '再延长' }),
    )
    expect(late.message).toContain('已经截止')
    await retire()
  })

  test('withdrawn it is gone, published again it keeps its days; what is over cannot be published', async () => {
    const { id, version } = await publishCall(manager)
    const gone = await withdrawCall(manager, { id, version, opinion: '附件有误' })
    expect(await publicCall(id)).toBeNull()
    await saveCall(manager, callInput({ id, version: gone.version, publish: true }))
    expect(await publicCall(id)).toMatchObject({ publishedAt: noon })
    const past = await refusalOf(publishCall(manager, { closesOn: '2026-11-19' }))
    expect(past.message).toContain('截止日期已经过去')
    await retire()
  })

  test('of ten extensions of one version exactly one holds, and the others learn who was first', async () => {
    const { id, version } = await publishCall(manager)
    const { done, failed } = await outcomes(
      times(10, n => extendCall(manager, { id, version, closesOn: `2026-12-${20 + n}`, reason: '延长' })),
    )
    expect([done.length, failed.length]).toEqual([1, 9])
    for (const reason of failed) expect(String(reason)).toContain('管经已于 2026-11-20 12:00 办理')
    await retire()
  })

  test('for everybody else a call does not exist', async () => {
    const { id, version } = await saveCall(editor, callInput())
    const person = await registeredPerson(unit)
    for (const attempt of [
      () => viewCall(person, id),
      () => saveCall(unit, callInput()),
      () => saveCall(reviewer, callInput()),
      () => extendCall(editor, { id, version, closesOn: '2027-01-01', reason: '试试' }),
      () => withdrawCall(reviewer, { id, version, opinion: '试试' }),
      () => viewCall(manager, randomUUID()),
      () => viewCall(manager, "'; --"),
    ])
      expect((await refusalOf(attempt())).code).toBe('notFound')
  })
})

test('the public list: those that close first, then those to come, then always open, then what is over by year', async () => {
  const titles = ['late', 'soon', 'coming', 'always', 'over2025', 'over2026']
  const closes = ['2026-12-31', '2026-11-20', '2026-12-20', '2026-10-01', '2025-03-01', '2026-03-01']
  for (const [n, title] of titles.entries()) {
    setClock(on(n > 2 ? '2025-01-01T00:00' : '2026-11-01T00:00'))
    await publishCall(manager, {
      title,
      closesOn: closes[n]!,
      opensOn: title === 'coming' ? '2026-12-01' : null,
      afterwards: title === 'always' ? 'open' : 'closed',
    })
  }
  setClock(on('2026-11-20T23:59:59'))
  const lists = await publicCalls({ size: 1 })
  expect(lists.open.map(item => `${item.title} ${item.stateLabel}`)).toEqual([
    'soon 征集中',
    'late 征集中',
    'coming 即将开始',
    'always 常年受理',
  ])
  expect(lists.over.map(item => item.title)).toEqual(['over2026'])
  expect((await publicCalls({ size: 1, after: lists.next })).over.map(item => item.title)).toEqual(['over2025'])
  expect((await publicCalls({ size: 9, year: '2025' })).over.map(item => item.title)).toEqual(['over2025'])
  setClock(on('2026-11-21T00:00:00'))
  expect((await openCalls()).map(item => item.title)).toEqual(['late', 'coming', 'always'])
  const states = async (state: 'collecting' | 'coming' | 'open' | 'closed') =>
    (await listCalls(manager, { size: 50, sort: 'asc', state })).rows.map(row => row.title)
  expect(await states('collecting')).toEqual(['late'])
  expect(await states('coming')).toEqual(['coming'])
  expect(await states('open')).toEqual(['always'])
  expect((await states('closed')).sort()).toEqual(['over2025', 'over2026', 'soon'])
  await retire()
})

describe('applications of a call', () => {
  const callOf = async (accountId: string) =>
    (await db().application.findFirstOrThrow({ where: { accountId }, orderBy: { createdAt: 'desc' } })).callId

  test('a registration takes the call it came by, else the newest; the button of another one moves what was not sent', async () => {
    const older = await publishCall(manager)
    setClock(on('2026-11-20T13:00:00'))
    const newer = await publishCall(manager, { title: '第二批' })
    const enter = async (callId?: string) => {
      const someone = visitor()
      const input = personInput(unit.unitId, { callId })
      await registerPerson(someone, { ...input, smsCode: await registerCodeFor(someone, input.phone) })
      const account = await db().account.findFirstOrThrow({ where: { phoneIndex: blindIndex('phone', input.phone) } })
      return { kind: 'individual', accountId: account.id, name: account.name, request: someone.request } as const
    }
    const [plain, pressed] = [await enter(), await enter(older.id)]
    expect([await callOf(plain.accountId), await callOf(pressed.accountId)]).toEqual([newer.id, older.id])
    await beginApplication(plain, { callId: older.id })
    expect(await callOf(plain.accountId)).toBe(older.id)
    await beginApplication(plain, { callId: randomUUID() })
    expect(await callOf(plain.accountId)).toBe(older.id)
    const sent = await applicantAtBureau(unit)
    await beginApplication(sent, { callId: older.id })
    expect(await callOf(sent.accountId)).not.toBe(older.id)
    await retire()
  })

  test('the bureau sees how many there are and where, and finds them in its queue', async () => {
    const { id } = await publishCall(manager)
    const people = [await applicantAtBureau(unit), await applicantAtBureau(unit), await registeredPerson(unit)]
    for (const { applicationId } of people)
      await db().application.update({ where: { id: applicationId }, data: { callId: id } })
    await decide(reviewer, people[0]!, 'approve')
    const { figures } = await viewCall(manager, id)
    expect(Object.fromEntries(figures.map(one => [one.label, one.count]))).toMatchObject({
      已开始填写: 3,
      已提交: 2,
      正在办理: 1,
      审核通过: 1,
      审核不通过: 0,
    })
    const { rows } = await listApplications(reviewer, { size: 20, sort: 'asc', callId: id })
    expect(rows.map(row => row.id).sort()).toEqual(
      people
        .slice(0, 2)
        .map(one => one.applicationId)
        .sort(),
    )
    expect((await listApplications(reviewer, { size: 20, sort: 'asc', callId: randomUUID() })).rows).toEqual([])
    await retire()
  })
})

describe('where the policy takes entries during calls only', () => {
  beforeAll(() => enforce('wuhan', { path: { ...presets.wuhan.path, entry: 'calls' } }))
  afterAll(() => enforce('wuhan'))

  const ready = async () => {
    const person = await registeredPerson(unit)
    await fillProfile(person, { unitName: unit.unitName, title: '231', disciplines: ['32027'], research: '临床研究。' })
    const send = async () =>
      submitApplication(person, { applicationId: person.applicationId, statementVersion: await statementVersion() })
    return { person, send }
  }

  test('what was begun is sent until the last second, not after; what was returned goes back at any time', async () => {
    const { id } = await publishCall(manager)
    const [intime, late] = [await ready(), await ready()]
    setClock(on('2026-12-15T23:59:59'))
    expect(await intime.send()).toEqual({ status: 'atUnit' })
    expect((await db().application.findUniqueOrThrow({ where: { id: intime.person.applicationId } })).callId).toBe(id)
    setClock(on('2026-12-16T00:00:00'))
    const refusal = await refusalOf(late.send())
    expect(refusal.message).toContain('现在不在征集期')
    await decide(unit, intime.person, 'return', '请补充')
    await db().applicationSection.updateMany({
      where: { applicationId: intime.person.applicationId },
      data: { savedAt: new Date(on('2026-12-16T01:00:00')) },
    })
    setClock(on('2026-12-16T02:00:00'))
    expect(await intime.send()).toEqual({ status: 'atUnit' })
    await retire()
  })

  test('nobody begins anew outside a call, and is told when the next one opens', async () => {
    await retire()
    const { person, send } = await ready()
    await publishCall(manager, { title: '冬季征集', opensOn: '2026-12-01' })
    expect(await whyNoEntryNow()).toContain('「冬季征集」从 2026-12-01 开始')
    expect((await refusalOf(send())).message).toContain('「冬季征集」从 2026-12-01 开始')
    setClock(on('2026-12-01T00:00:00'))
    expect(await whyNoEntryNow()).toBeNull()
    await send()
    await withdrawApplication(person, { applicationId: person.applicationId })
    setClock(on('2026-12-16T00:00:00'))
    expect((await refusalOf(restartApplication(person))).message).toContain('现在不在征集期')
    await retire()
  })
})

describe('attachments', () => {
  const attach = async (callId: string) => {
    const id = newId()
    const file = {
      id,
      purpose: 'callFile',
      ownerId: editor.accountId,
      callId,
      name: '通知.pdf',
      size: 3,
      type: 'application/pdf',
    }
    await db().storedFile.create({
      data: { ...file, sha256: 'a'.repeat(64), status: 'clean', createdAt: noon, attachedAt: noon },
    })
    return id
  }
  const offer = { name: '通知.pdf', size: 1000, type: 'application/pdf' }
  const whyClosed = async (attempt: Promise<unknown>) => (await refusalOf(attempt)).code

  test('of a draft only those who work on it read them; of a published call everybody does', async () => {
    const { id, version } = await saveCall(editor, callInput())
    const fileId = await attach(id)
    const person = await registeredPerson(unit)
    expect(await whyClosed(openFile(visitor(), fileId))).toBe('signedOut')
    expect(await whyClosed(openFile(person, fileId))).toBe('notFound')
    expect((await viewCall(manager, id)).files.map(file => file.id)).toEqual([fileId])
    await saveCall(manager, callInput({ id, version, publish: true }))
    expect((await publicCall(id))?.files.map(file => file.name)).toEqual(['通知.pdf'])
    // the bytes were never stored: that they are missing is found out behind the gate
    for (const reader of [visitor(), person, unit]) await expect(openFile(reader, fileId)).rejects.toThrow('missing')
    await retire()
    expect(await whyClosed(openFile(person, fileId))).toBe('notFound')
  })

  test('an editor uploads to a draft, only the manager to what is public, nobody else to either', async () => {
    const { id, version } = await saveCall(editor, callInput())
    const upload = (actor: StaffActor | UnitActor) => openUpload(actor, { purpose: 'callFile', callId: id }, offer)
    expect((await upload(editor)).kind).toBe('pdf')
    expect(await whyClosed(upload(unit))).toBe('notFound')
    expect(await whyClosed(upload(reviewer))).toBe('notFound')
    await saveCall(manager, callInput({ id, version, publish: true }))
    expect(await whyClosed(upload(editor))).toBe('notFound')
    expect((await upload(manager)).kind).toBe('pdf')
    expect(await whyClosed(openUpload(manager, { purpose: 'callFile', callId: randomUUID() }, offer))).toBe('notFound')
    expect(await whyClosed(openUpload(manager, { purpose: 'callFile' }, offer))).toBe('notFound')
    expect(await whyClosed(openUpload(editor, { purpose: 'evidence' }, offer))).toBe('notFound')
    await retire()
  })
})
