import { createHash } from 'node:crypto'
import type { IndividualActor } from '@/lib/access/actor'
import type { FileDto } from '@/lib/file/file.dto'
import { openUpload } from '@/lib/file/upload.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { fileStore } from '@/lib/platform/storage'
import { protocolSignature } from '@/lib/platform/upload-protocol'
import { makePerson } from '@/prisma/seed/factory'
import { useDatabase } from '../support/database'
import { makePdf } from '../support/files'
import { fixturePhone } from '../support/fixtures-ids'
import { nextSerial, unitOf } from '../support/units'
import { type Browser, openBrowser } from '../support/upload-browser'
import { type Site, startSite } from '../support/upload-site'
import { stalledPut, waitForKept } from '../support/upload-stalled'

jest.mock('next/headers', () => jest.requireActual('../support/next-headers'))
useDatabase()

let site: Site
let person: IndividualActor & { applicationId: string }
let browser: Browser
const facts = (size: number, name = 'a.pdf') => ({ name, size, type: 'application/pdf' })
const inputOf = (someone: { applicationId: string }) => ({ applicationId: someone.applicationId, purpose: 'evidence' })
const messageOf = async (answer: Response) => ((await answer.json()) as { message: string }).message
const fileIdOf = (address: string) => new URL(address).searchParams.get('x-ut-custom-id')!
const files = (someone: IndividualActor = person) => db().storedFile.findMany({ where: { ownerId: someone.accountId } })

async function newPerson() {
  const unit = await unitOf('active')
  const serial = nextSerial()
  const password = 'Gaoshan#2026liu'
  return makePerson({ name: '初晓', serial, phone: fixturePhone(serial), password, unitId: unit.unitId })
}

beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  person = await newPerson()
  browser = await openBrowser(site, person)
})
afterEach(() => setClock(null))

describe('the signed address', () => {
  test('says nothing about the person: no name of his file', async () => {
    const address = await browser.address(inputOf(person), facts(500, '初晓的身份证.pdf'))
    expect(decodeURIComponent(decodeURIComponent(address))).not.toContain('初晓')
    expect((await files())[0]!.name).toBe('初晓的身份证.pdf')
  })

  test.each([
    ['size', (address: string) => address.replace(/x-ut-file-size=\d+/, 'x-ut-file-size=99999999')],
    ['file', (address: string) => address.replace(/x-ut-custom-id=[^&]+/, `x-ut-custom-id=${crypto.randomUUID()}`)],
    ['expiry', (address: string) => address.replace(/expires=\d+/, 'expires=9999999999999')],
    ['key', (address: string) => address.replace(/ingest\/\w+/, 'ingest/other')],
    ['signature', (address: string) => address.replace(/.$/, last => (last === '0' ? '1' : '0'))],
    ['no signature', (address: string) => address.replace(/&signature=.*/, '')],
  ])('is refused when its %s was changed', async (_what, change) => {
    const pdf = makePdf()
    const address = await browser.address(inputOf(person), facts(pdf.length))
    const answer = await browser.put(change(address), pdf)
    expect(answer.status).toBe(403)
    expect(await messageOf(answer)).toMatch(/上传地址不对/)
    expect((await browser.send(change(address), { method: 'HEAD' })).status).toBe(403)
    expect(await files()).toMatchObject([{ status: 'receiving' }])
  })

  test('ends after ten minutes', async () => {
    const pdf = makePdf()
    const address = await browser.address(inputOf(person), facts(pdf.length))
    setClock(new Date(Date.now() + 601_000))
    const answer = await browser.put(address, pdf)
    expect([answer.status, await messageOf(answer)]).toEqual([409, '上传中断的时间太长，请重新上传这个文件。'])
  })

  test('serves one file once; repeating the very last request gives the same answer again', async () => {
    const pdf = makePdf({ size: 5000 })
    const address = await browser.address(inputOf(person), facts(pdf.length))
    const first = (await (await browser.put(address, pdf)).json()) as { serverData: FileDto }
    const again = await browser.put(address, makePdf({ size: 5000 }))
    expect([again.status, await messageOf(again)]).toEqual([409, '这个文件已经传完了，请刷新页面查看。'])
    expect((await browser.send(address, { method: 'HEAD' })).headers.get('x-ut-range-start')).toBe(String(pdf.length))
    const repeated = (await (await browser.put(address, pdf, pdf.length)).json()) as { serverData: FileDto }
    expect(repeated.serverData).toEqual(first.serverData)
    expect(await db().auditEvent.count({ where: { objectId: first.serverData.id } })).toBe(1)
  })

  test('is worth nothing in another session, and the attempt is audited', async () => {
    const pdf = makePdf()
    const address = await browser.address(inputOf(person), facts(pdf.length))
    const stranger = await newPerson()
    const theirs = await openBrowser(site, stranger)
    expect((await theirs.send(address, { method: 'HEAD' })).status).toBe(404)
    expect((await theirs.put(address, pdf)).status).toBe(404)
    expect((await (await openBrowser(site, null)).put(address, pdf)).status).toBe(401)
    const denied = { objectId: fileIdOf(address), result: 'denied' } as const
    const denials = await db().auditEvent.findMany({ where: denied, orderBy: { id: 'asc' } })
    expect(denials.map(event => event.actorId)).toEqual([stranger.accountId, stranger.accountId, null])
    expect((await browser.put(address, pdf)).status).toBe(200)
  })

  test('two files with the same key of the protocol do not meet', async () => {
    const pdf = makePdf()
    const other = await newPerson()
    const address = await browser.address(inputOf(person), facts(pdf.length))
    const { key } = await db().uploadIntent.findUniqueOrThrow({ where: { fileId: fileIdOf(address) } })
    const { fileId } = await openUpload(other, inputOf(other), facts(pdf.length))
    await db().uploadIntent.update({ where: { fileId }, data: { key } })
    expect((await browser.put(address, pdf)).status).toBe(200)
    expect(await files(other)).toMatchObject([{ id: fileId, status: 'receiving' }])
  })
})

describe('what arrives', () => {
  test('more bytes than announced are refused for good', async () => {
    const pdf = makePdf({ size: 5000 })
    const address = await browser.address(inputOf(person), facts(4000))
    const answer = await browser.put(address, pdf)
    expect([answer.status, await messageOf(answer)]).toEqual([
      422,
      '文件的实际大小与选择时不一致，请重新选择文件后上传。',
    ])
    expect(await files()).toMatchObject([{ status: 'refused' }])
    expect((await browser.put(address, pdf.subarray(0, 4000))).status).toBe(409)
  })

  test('fewer bytes wait for the rest; a wrong position is refused', async () => {
    const [block, size] = [65_536, 150_000]
    const pdf = makePdf({ size })
    const address = await browser.address(inputOf(person), facts(size))
    expect((await browser.put(address, pdf.subarray(0, block + 2000))).status).toBe(409)
    expect((await browser.put(address, pdf, block + 1)).status).toBe(409)
    expect((await browser.put(address, pdf)).status).toBe(409)
    expect((await browser.put(address, pdf, block)).status).toBe(200)
    expect(await files()).toMatchObject([{ sha256: createHash('sha256').update(pdf).digest('hex') }])
  })

  test('a body that is no form, or no range, is refused and changes nothing', async () => {
    const pdf = makePdf({ size: 5000 })
    const address = await browser.address(inputOf(person), facts(5000))
    const put = (headers: Record<string, string>) =>
      browser.send(address, { method: 'PUT', headers, body: pdf as unknown as BodyInit })
    expect((await put({ range: 'bytes=0-', 'content-type': 'application/octet-stream' })).status).toBe(409)
    expect((await put({ range: 'bytes=0-', 'content-type': 'multipart/form-data' })).status).toBe(409)
    expect((await put({ 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(409)
    expect((await put({ range: 'bytes=-5', 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(409)
    expect((await browser.put(address, pdf)).status).toBe(200)
  })

  test('twenty requests with the same address at once: one file, one event, right bytes', async () => {
    const pdf = makePdf({ size: 200_000 })
    const address = await browser.address(inputOf(person), facts(pdf.length))
    const answers = await Promise.all(Array.from({ length: 20 }, () => browser.put(address, pdf)))
    const good = answers.filter(answer => answer.status === 200)
    expect(good).toHaveLength(1)
    expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([200, 409]))
    const [file] = await files()
    expect(file).toMatchObject({ status: 'clean', sha256: createHash('sha256').update(pdf).digest('hex') })
    expect(await db().auditEvent.count({ where: { objectId: file!.id, result: 'done' } })).toBe(1)
  })

  test('a request that stalls does not keep the person from going on over a new one', async () => {
    const pdf = makePdf({ size: 4_000_000 })
    const address = await browser.address(inputOf(person), facts(pdf.length))
    const stalled = stalledPut(browser, address, pdf.subarray(0, 2_500_000))
    const kept = await waitForKept(browser, address, 2_000_000)
    const answer = await browser.put(address, pdf, kept)
    expect(answer.status).toBe(200)
    expect((await stalled.finish(pdf.subarray(2_500_000))).status).toBe(409)
    expect(await files()).toMatchObject([{ sha256: createHash('sha256').update(pdf).digest('hex') }])
  })

  test('five files where there is room for three, finished at once: three are attached', async () => {
    const pdf = makePdf({ size: 50_000 })
    const addresses = [1, 2, 3, 4, 5].map(() => browser.address(inputOf(person), facts(pdf.length)))
    const answers = await Promise.all((await Promise.all(addresses)).map(address => browser.put(address, pdf)))
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 200, 200, 403, 403])
    expect((await files()).map(file => file.status).sort()).toEqual([
      ...['clean', 'clean', 'clean'],
      ...['refused', 'refused'],
    ])
    const kept = (await files()).map(file => fileStore().read(file.id))
    const open = (await Promise.all(kept)).filter(found => found !== null)
    expect(open).toHaveLength(3)
    for (const found of open) found.stream.destroy()
  })

  test('an application that is submitted meanwhile takes no more files', async () => {
    const pdf = makePdf()
    const address = await browser.address(inputOf(person), facts(pdf.length))
    await db().application.update({ where: { id: person.applicationId }, data: { status: 'atUnit' } })
    const answer = await browser.put(address, pdf)
    expect([answer.status, await messageOf(answer)]).toEqual([
      403,
      '申请刚刚已经提交，文件不能再改动。请刷新页面查看。',
    ])
    expect((await browser.announce(inputOf(person), facts(500))).status).toBe(400)
  })
})

describe('the announcement', () => {
  test('a forged call back attaches nothing, even with a right signature', async () => {
    const address = await browser.address(inputOf(person), facts(500))
    const fileId = fileIdOf(address)
    const file = {
      key: 'k',
      customId: fileId,
      name: 'a.pdf',
      size: 500,
      type: '',
      fileHash: 'x',
      url: '',
      appUrl: '',
      ufsUrl: '',
    }
    const body = JSON.stringify({ status: 'uploaded', file, origin: `${site.origin}/api/ingest`, metadata: { fileId } })
    for (const signature of ['hmac-sha256=00', protocolSignature(body)]) {
      const headers = {
        'content-type': 'application/json',
        'uploadthing-hook': 'callback',
        'x-uploadthing-signature': signature,
      }
      const answer = await browser.send('/api/uploadthing?slug=attachment', { method: 'POST', headers, body })
      expect(answer.status).toBe(400)
    }
    expect(await files()).toMatchObject([{ status: 'receiving', attachedAt: null }])
  })

  test("somebody else's application, an unknown one and a unit's administrator get the same answer", async () => {
    const other = await newPerson()
    const wanted = [inputOf(other), { applicationId: crypto.randomUUID(), purpose: 'evidence' }]
    const answers = await Promise.all(wanted.map(input => browser.announce(input, facts(500))))
    const unitBrowser = await openBrowser(site, await unitOf('active'))
    answers.push(await unitBrowser.announce(inputOf(other), facts(500)))
    expect(answers.map(answer => answer.status)).toEqual([404, 404, 404])
    expect(new Set(await Promise.all(answers.map(messageOf)))).toHaveProperty('size', 1)
    expect(await files(other)).toEqual([])
  })

  test.each([
    ['two files', [facts(500), facts(500)], {}],
    ['no file', [], {}],
    ['an unknown purpose', [facts(500)], { purpose: 'constructor' }],
    ['another purpose', [facts(500)], { purpose: 'x'.repeat(41) }],
    ['no id', [facts(500)], { applicationId: "1' OR '1'='1" }],
    ['odd sizes', [facts(Number.NaN)], {}],
    ['a name with NUL', [facts(0, 'a\0.pdf')], {}],
  ])('%s: refused with a sentence, no row', async (_what, announced, change) => {
    const answer = await browser.announce({ ...inputOf(person), ...change }, ...announced)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(await messageOf(answer)).toMatch(/[\u4e00-\u9fff].*。/)
    expect(await files()).toEqual([])
  })

  test('is limited: nobody opens uploads without end', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 22; n++) statuses.push((await browser.announce(inputOf(person), facts(500))).status)
    expect(statuses).toEqual([...Array(20).fill(200), 400, 400])
  })

  test('many people at once: each file belongs to the one who announced it', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, newPerson))
    const browsers = await Promise.all(people.map(one => openBrowser(site, one)))
    const pdf = makePdf()
    await Promise.all(
      people.flatMap((one, at) =>
        [1, 2, 3, 4].map(async () =>
          browsers[at]!.put(await browsers[at]!.address(inputOf(one), facts(pdf.length)), pdf),
        ),
      ),
    )
    for (const one of people) {
      const own = await files(one)
      expect(own).toHaveLength(4)
      expect(own.filter(file => file.status === 'clean')).toHaveLength(3)
      for (const file of own) expect(file.applicationId).toBe(one.applicationId)
    }
  })
})
