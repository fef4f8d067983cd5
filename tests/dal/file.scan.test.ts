import { systemActor } from '@/lib/access/actor'
import { submitApplication } from '@/lib/application/submit.dal'
import { adoptRegistrationFiles } from '@/lib/file/adopt.dal'
import { removeFile } from '@/lib/file/attach.dal'
import { filesOf } from '@/lib/file/file.dal'
import { scannerBacklog, scanWaiting } from '@/lib/file/scan.dal'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { fileStore } from '@/lib/platform/storage'
import { makeStaff } from '@/prisma/seed/factory'
import { useDatabase } from '../support/database'
import { type ClamdMood, eicar, startClamd } from '../support/fake-clamd'
import { makeJpg, makePdf } from '../support/files'
import { newPerson, type Person, statementVersion } from '../support/people'
import { enforce } from '../support/policy'
import { nextSerial, refusalOf, unitOf, visitor } from '../support/units'
import { openBrowser } from '../support/upload-browser'
import { type Site, startSite } from '../support/upload-site'

jest.mock('next/headers', () => jest.requireActual('../support/next-headers'))
useDatabase()

const system = systemActor('scan-files')
const pdf = makePdf({ size: 200_000 })
const infected = makePdf({ objects: [`9 0 obj (${eicar}) endobj\n`] })
let site: Site
let clamd: Awaited<ReturnType<typeof startClamd>>
let person: Person

beforeAll(async () => {
  site = await startSite()
  clamd = await startClamd()
  Object.assign(env(), { SCANNER: 'clamd', CLAMD: clamd.address })
})
afterAll(async () => {
  await site.close()
  await clamd.close()
})
beforeEach(async () => {
  person = await newPerson()
  feel('well')
})

/** Only of a scanner that is silent nobody waits for the answer: any other has as long as a busy machine may need. */
function feel(mood: ClamdMood): void {
  clamd.feel(mood)
  env().CLAMD_TIMEOUT_MS = mood === 'silent' ? 300 : 60_000
}

async function upload(bytes: Buffer) {
  const browser = await openBrowser(site, person)
  const input = { applicationId: person.applicationId, purpose: 'evidence' }
  const address = await browser.address(input, { name: '证书.pdf', size: bytes.length, type: 'application/pdf' })
  const answer = await browser.put(address, bytes)
  return { status: answer.status, ...((await answer.json()) as { message?: string; serverData?: { id: string } }) }
}
const own = () => filesOf(person, { applicationId: person.applicationId, waiting: true })
const counted = () => filesOf(person, { applicationId: person.applicationId })
const get = async (id: string) => (await (await openBrowser(site, person)).send(`/api/files/${id}`)).status
const submit = async () =>
  submitApplication(person, { applicationId: person.applicationId, statementVersion: await statementVersion() })

test('a clean file passes, whole', async () => {
  clamd.scanned.length = 0
  expect(await upload(pdf)).toMatchObject({ status: 200, serverData: { state: 'ready' } })
  expect(clamd.scanned).toEqual([pdf.length])
})

test('EICAR is refused with a sentence, audited, and its bytes are gone', async () => {
  expect(await upload(infected)).toMatchObject({
    status: 422,
    message: expect.stringMatching(/^在这个文件中发现了病毒/),
  })
  expect(await own()).toEqual([])
  const row = await db().storedFile.findFirstOrThrow({ where: { ownerId: person.accountId } })
  expect(row.status).toBe('refused')
  expect(await fileStore().read(row.id)).toBeNull()
  expect(await db().auditEvent.findFirst({ where: { objectId: row.id } })).toMatchObject({
    result: 'failed',
    detail: { reason: 'virus' },
  })
})

test.each(['silent', 'hangsUp', 'killed', 'halfSaid', 'tooBig'] as const)(
  'a scanner that is %s: the file stays in quarantine, nobody opens it, nothing is submitted on it',
  async mood => {
    feel(mood)
    const { status, serverData } = await upload(pdf)
    expect([status, serverData]).toMatchObject([200, { state: 'waiting' }])
    const { id } = serverData!
    expect(await own()).toMatchObject([{ id, state: 'waiting' }])
    expect(await counted()).toEqual([])
    expect(await get(id)).toBe(404)
    expect(await refusalOf(submit())).toMatchObject({ message: expect.stringMatching(/^上传的文件还在等待病毒检查/) })
    // files that wait take up room: three is all there is
    for (const _ of [2, 3]) expect(await upload(pdf)).toMatchObject({ status: 200, serverData: { state: 'waiting' } })
    const browser = await openBrowser(site, person)
    const input = { applicationId: person.applicationId, purpose: 'evidence' }
    expect((await browser.announce(input, { name: 'b.pdf', size: 10, type: '' })).status).toBe(400)

    expect(await scanWaiting(system)).toMatchObject({ clean: 0, unknown: 1 })
    feel('well')
    expect(await scanWaiting(system)).toMatchObject({ clean: 3, unknown: 0 })
    expect(await counted()).toMatchObject([{ id, state: 'ready' }, { state: 'ready' }, { state: 'ready' }])
    expect(await get(id)).toBe(200)
    expect((await refusalOf(submit())).message).not.toMatch(/病毒/)
    expect(await db().auditEvent.count({ where: { action: 'file.scan', objectId: id, result: 'done' } })).toBe(1)
  },
)

test('one that proves infected afterwards stays in the list as refused, without bytes, until it is taken away', async () => {
  feel('silent')
  const { serverData } = await upload(infected)
  feel('well')
  const both = await Promise.all([scanWaiting(system), scanWaiting(system)])
  expect(both.some(report => report.infected > 0)).toBe(true)
  expect(await own()).toMatchObject([{ id: serverData!.id, state: 'infected' }])
  expect(await fileStore().read(serverData!.id)).toBeNull()
  expect(await db().auditEvent.count({ where: { action: 'file.scan', objectId: serverData!.id } })).toBe(1)
  expect(await upload(pdf)).toMatchObject({ status: 200 })
  await removeFile(person, { fileId: serverData!.id })
  expect(await own()).toMatchObject([{ state: 'ready' }])
})

test('a registration waits for the scanner too; the administrator of the system sees the backlog', async () => {
  await enforce('xizang')
  const me = visitor()
  const browser = await openBrowser(site, me)
  const jpg = await makeJpg()
  feel('hangsUp')
  const address = await browser.address({ purpose: 'unitPicture' }, { name: 'a.jpg', size: jpg.length, type: '' })
  expect((await browser.put(address, jpg)).status).toBe(200)
  const unit = await unitOf('submitted')
  const target = { purpose: 'unitPicture', unitId: unit.unitId, ownerId: unit.accountId } as const
  const adopt = () => db().$transaction(tx => adoptRegistrationFiles(me, tx, target))
  expect((await refusalOf(adopt())).fieldErrors?.unitPicture?.[0]).toMatch(/病毒检查/)
  const watcher = await makeStaff({
    name: '系统员',
    login: `watcher${nextSerial()}`,
    password: 'Gaoshan#2026liu',
    roles: ['systemAdmin'],
    office: '示范市科技局',
  })
  expect(await scannerBacklog(watcher)).toMatchObject({ count: 1, since: expect.any(Date) })
  feel('well')
  await scanWaiting(system)
  await adopt()
  expect(await scannerBacklog(watcher)).toEqual({ count: 0, since: null })
})
