import { type IndividualActor, type SignedInActor, systemActor, type UnitActor } from '@/lib/access/actor'
import { decideApplication } from '@/lib/application/review.dal'
import { restartApplication } from '@/lib/application/submit.dal'
import { removeFile } from '@/lib/file/attach.dal'
import { cleanUploads } from '@/lib/file/clean.dal'
import { filesOf } from '@/lib/file/file.dal'
import { db } from '@/lib/platform/db'
import { fileStore } from '@/lib/platform/storage'
import { apply } from '@/prisma/seed/demo'
import { makePerson } from '@/prisma/seed/factory'
import { useDatabase } from '../support/database'
import { makePdf } from '../support/files'
import { fixturePhone } from '../support/fixtures-ids'
import { makeReviewer, nextSerial, refusalOf, unitOf } from '../support/units'
import { openBrowser } from '../support/upload-browser'
import { type Site, startSite } from '../support/upload-site'

jest.mock('next/headers', () => jest.requireActual('../support/next-headers'))
useDatabase()

let site: Site
let unit: UnitActor
let person: IndividualActor & { applicationId: string }
let fileId: string
const pdf = makePdf({ size: 70_000 })

beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  unit = await unitOf('active')
  const serial = nextSerial()
  const password = 'Gaoshan#2026liu'
  person = await makePerson({ name: '初晓', serial, phone: fixturePhone(serial), password, unitId: unit.unitId })
  fileId = await upload('职称证书 "甲"\r\n级.pdf')
})

async function upload(name: string): Promise<string> {
  const browser = await openBrowser(site, person)
  const input = { applicationId: person.applicationId, purpose: 'evidence' }
  const address = await browser.address(input, { name, size: pdf.length, type: 'application/pdf' })
  const answer = (await (await browser.put(address, pdf)).json()) as { serverData: { id: string } }
  return answer.serverData.id
}

const get = async (who: SignedInActor | null, id = fileId) => (await openBrowser(site, who)).send(`/api/files/${id}`)
const readings = (id = fileId) => db().auditEvent.findMany({ where: { action: 'file.read', objectId: id } })
const submit = () =>
  apply(person, { unitName: unit.unitName, title: '231', disciplines: ['32027'], research: '材料力学与结构安全评估。' })

async function decide(event: 'recommend' | 'return' | 'refuse', actor: UnitActor) {
  const { version } = await db().application.findUniqueOrThrow({ where: { id: person.applicationId } })
  await decideApplication(actor, { id: person.applicationId, version, event, opinion: '请补充材料。' })
}

test('the owner gets his file as a download that nothing runs, frames, sniffs or keeps', async () => {
  const answer = await get(person)
  expect(answer.status).toBe(200)
  expect(Buffer.from(await answer.arrayBuffer()).equals(pdf)).toBe(true)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': '70000',
    'content-disposition': `attachment; filename="file.pdf"; filename*=UTF-8''${encodeURIComponent('职称证书 _甲_级.pdf')}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  })
  expect(await readings()).toMatchObject([{ result: 'done', actorId: person.accountId }])
})

describe('a part of a file', () => {
  const part = async (range: string, who: SignedInActor | null = person, more: Record<string, string> = {}) =>
    (await openBrowser(site, who)).send(`/api/files/${fileId}`, { headers: { range, ...more } })

  test.each([
    ['bytes=0-999', 0, 1000],
    ['bytes=65000-66000', 65_000, 66_001],
    ['bytes=65536-', 65_536, 70_000],
    ['bytes=-10', 69_990, 70_000],
    ['bytes=69999-900000', 69_999, 70_000],
  ])('%s comes as asked, under the same headers', async (range, from, to) => {
    const answer = await part(range)
    expect(answer.status).toBe(206)
    expect(Buffer.from(await answer.arrayBuffer()).equals(pdf.subarray(from, to))).toBe(true)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-range': `bytes ${from}-${to - 1}/70000`,
      'content-length': String(to - from),
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'content-disposition': expect.stringMatching(/^attachment; /),
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
  })

  test('behind the end there is none; what we do not follow, and what is bound to a validator, is the whole', async () => {
    for (const range of ['bytes=70000-', 'bytes=-0']) {
      const answer = await part(range)
      expect([answer.status, answer.headers.get('content-range')]).toEqual([416, 'bytes */70000'])
    }
    for (const range of ['bytes=0-1,5-6', 'lines=0-1', 'bytes=9-1', 'bytes=-', 'x'])
      expect((await part(range)).status).toBe(200)
    expect((await part('bytes=0-9', person, { 'if-range': '"x"' })).status).toBe(200)
  })

  test('many parts are one reading in the audit trail, of each session; a download is one of its own', async () => {
    const browser = await openBrowser(site, person)
    for (const range of ['bytes=60000-', 'bytes=0-9', 'bytes=10-19'])
      await (await browser.send(`/api/files/${fileId}`, { headers: { range } })).arrayBuffer()
    expect(await readings()).toHaveLength(1)
    await part('bytes=0-9')
    expect(await readings()).toHaveLength(2)
    await get(person)
    expect(await readings()).toHaveLength(3)
  })

  test('each part passes the gate: who reads loses it with his right, strangers get none', async () => {
    const browser = await openBrowser(site, person)
    const read = () => browser.send(`/api/files/${fileId}`, { headers: { range: 'bytes=0-9' } })
    expect((await read()).status).toBe(206)
    await removeFile(person, { fileId })
    expect((await read()).status).toBe(404)
    expect((await part('bytes=0-9', await unitOf('active'))).status).toBe(404)
    expect((await part('bytes=0-9', null)).status).toBe(401)
    expect((await part('bytes=900000-', null)).status).toBe(401)
  })

  test('of a file that was cut off on the disk nothing is served', async () => {
    await db().storedFile.update({ where: { id: fileId }, data: { size: 80_000 } })
    expect((await part('bytes=0-9')).status).toBe(500)
  })
})

test('nobody else reads it before it is submitted; the answer is that for a missing file; attempts are audited', async () => {
  const others = [unit, await unitOf('active'), await makeReviewer('沈鉴')]
  const missing = await get(unit, crypto.randomUUID())
  const body = await missing.text()
  for (const who of others) {
    const answer = await get(who)
    expect([answer.status, await answer.text()]).toEqual([missing.status, body])
  }
  expect(missing.status).toBe(404)
  expect((await get(null)).status).toBe(401)
  expect((await readings()).map(event => event.result)).toEqual(['denied', 'denied', 'denied', 'denied'])
})

test.each(['x', '../../etc/passwd', "' OR 1=1 --", '%00', 'a'.repeat(500)])('%j is no file', async id => {
  expect((await get(person, encodeURIComponent(id))).status).toBe(404)
})

test('once submitted, its unit and the bureau read it, others do not', async () => {
  await submit()
  expect((await get(unit)).status).toBe(200)
  expect((await get(await makeReviewer('沈鉴'))).status).toBe(200)
  expect((await get(person)).status).toBe(200)
  expect((await get(await unitOf('active'))).status).toBe(404)
  expect((await get(await unitOf('submitted'))).status).toBe(404)
  const serial = nextSerial()
  const colleague = {
    name: '江待',
    serial,
    phone: fixturePhone(serial),
    password: 'Gaoshan#2026liu',
    unitId: unit.unitId,
  }
  expect((await get(await makePerson(colleague))).status).toBe(404)
  expect((await readings()).filter(event => event.result === 'done')).toHaveLength(3)
})

test('a new file of a returned application waits for its submission; a removed one stays with the version it was in', async () => {
  await submit()
  await decide('return', unit)
  for (const file of await filesOf(person, { applicationId: person.applicationId }))
    await removeFile(person, { fileId: file.id })
  const later = await upload('新.pdf')
  expect((await filesOf(person, { applicationId: person.applicationId })).map(file => file.id)).toEqual([later])
  expect((await get(unit, later)).status).toBe(404)
  expect((await get(person, later)).status).toBe(200)
  expect((await get(unit)).status).toBe(200)
  expect((await get(person)).status).toBe(200)
})

test('evidence goes along into the next application; who decided on the earlier one still reads it, also once it is removed', async () => {
  await submit()
  await decide('refuse', unit)
  const { applicationId } = await restartApplication(person)
  expect((await filesOf(person, { applicationId })).map(file => file.id)).toContain(fileId)
  expect((await get(unit)).status).toBe(200)
  expect((await get(await unitOf('active'))).status).toBe(404)
  await removeFile(person, { fileId })
  await db().storedFile.update({ where: { id: fileId }, data: { removedAt: new Date(Date.now() - 3 * 86_400_000) } })
  await cleanUploads(systemActor('clean-uploads'))
  expect((await get(unit)).status).toBe(200)
})

describe('removal', () => {
  test('hides the file from its owner and is audited once, however often it is asked for', async () => {
    await Promise.all([1, 2, 3].map(() => removeFile(person, { fileId })))
    expect(await filesOf(person, { applicationId: person.applicationId })).toEqual([])
    expect((await get(person)).status).toBe(404)
    expect(await db().auditEvent.count({ where: { action: 'file.remove', objectId: fileId } })).toBe(1)
  })

  test('is for the owner only, and not after submission', async () => {
    for (const who of [unit, await makeReviewer('方衡')])
      expect(await refusalOf(removeFile(who, { fileId }))).toMatchObject({ code: 'notFound' })
    expect(await refusalOf(removeFile(person, { fileId: 'x' }))).toMatchObject({ code: 'notFound' })
    await submit()
    expect(await refusalOf(removeFile(person, { fileId }))).toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/不能修改/),
    })
  })
})

test('a file whose bytes are lost is a fault with a number, not an empty download', async () => {
  await fileStore().remove(fileId)
  const answer = await get(person)
  expect(answer.status).toBe(500)
  expect(((await answer.json()) as { message: string }).message).toMatch(/编号/)
})
