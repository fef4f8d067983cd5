import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { genUploader } from 'uploadthing/client'
import { UploadRun, type UploadStopped } from '@/components/file/upload-run'
import type { IndividualActor } from '@/lib/access/actor'
import { filesOf } from '@/lib/file/file.dal'
import type { FileDto } from '@/lib/file/file.dto'
import type { UploadInput } from '@/lib/file/file.schema'
import type { UploadRouter } from '@/lib/file/upload-router'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { fileStore } from '@/lib/platform/storage'
import { makePerson } from '@/prisma/seed/factory'
import { useDatabase } from '../support/database'
import { makeJpg, makePdf } from '../support/files'
import { fixturePhone } from '../support/fixtures-ids'
import { rowIds } from '../support/profiles'
import { nextSerial, unitOf } from '../support/units'
import { until } from '../support/until'
import { type Browser, openBrowser } from '../support/upload-browser'
import { type Site, startSite } from '../support/upload-site'

jest.mock('next/headers', () => jest.requireActual('../support/next-headers'))
useDatabase()

/** uploadthing's own client, and ours around it, against uploadthing's own server handler in our routes. */
let site: Site
let person: IndividualActor & { applicationId: string }
let browser: Browser
let leave: () => void
const input = () => ({ applicationId: person.applicationId, purpose: 'evidence' })
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  const unit = await unitOf('active')
  const serial = nextSerial()
  const password = 'Gaoshan#2026liu'
  person = await makePerson({ name: '初晓', serial, phone: fixturePhone(serial), password, unitId: unit.unitId })
  browser = await openBrowser(site, person)
  site.seen.length = 0
  leave = browser.enter()
})
afterEach(() => leave())

async function storedBytes(id: string): Promise<Buffer> {
  const found = await fileStore().read(id)
  const chunks: Buffer[] = []
  for await (const chunk of found!.stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const hasPartial = (id: string): boolean =>
  existsSync(join(env().DATA_DIR, 'files', 'partial', id.slice(-2), id.slice(-4, -2), id))

async function send(file: File, to: UploadInput = input()): Promise<FileDto> {
  const { createUpload } = genUploader<UploadRouter>({ fetch: globalThis.fetch })
  const upload = await createUpload('attachment', { files: [file], input: to })
  return (await upload.done(file)).serverData
}

test('a PDF with a Chinese name arrives, byte for byte, and is attached with one audit event', async () => {
  const pdf = makePdf({ size: 300_000 })
  const file = await send(browser.file(pdf, '身份证 正反面&1.pdf'))
  expect(file).toMatchObject({
    name: '身份证 正反面&1.pdf',
    size: 300_000,
    type: 'application/pdf',
    purpose: 'evidence',
  })
  expect(file.href).toBe(`/api/files/${file.id}`)
  expect(await filesOf(person, { applicationId: person.applicationId })).toEqual([file])
  expect(hash(await storedBytes(file.id))).toBe(hash(pdf))

  const row = await db().storedFile.findUniqueOrThrow({ where: { id: file.id } })
  expect(row).toMatchObject({ status: 'clean', sha256: hash(pdf), ownerId: person.accountId })
  const events = await db().auditEvent.findMany({ where: { objectId: file.id } })
  expect(events).toMatchObject([{ action: 'file.upload', result: 'done', actorId: person.accountId }])
  expect(JSON.stringify(events[0]!.detail)).not.toContain('身份证')
  expect(hasPartial(file.id)).toBe(false)
  expect(site.seen).toEqual(['POST 200', 'HEAD 200', 'PUT 200'])
})

test('a photo is stored without its position and device', async () => {
  const file = await send(browser.file(await makeJpg(300, 200), '证书照片.jpeg', 'image/jpeg'))
  const stored = await storedBytes(file.id)
  expect(stored.includes('secret-place')).toBe(false)
  expect(file).toMatchObject({ size: stored.length, type: 'image/jpeg' })
})

describe('what cannot be taken is answered with a sentence', () => {
  const refused = async (bytes: Uint8Array, name: string, type = 'application/pdf') =>
    new UploadRun(browser.file(bytes, name, type), input(), () => {}).run().then(
      () => null,
      (error: UploadStopped) => error.problem,
    )

  test('a Word file named .pdf', async () => {
    const problem = await refused(Buffer.from('PK\x03\x04 word/document.xml'), '证书.pdf')
    expect(problem).toMatchObject({
      sentence: expect.stringMatching(/^这个文件的内容不是 PDF，请用 PDF 格式重新保存后上传/),
      remedy: 'other',
    })
    const row = await db().storedFile.findFirstOrThrow({ where: { ownerId: person.accountId } })
    expect(row.status).toBe('refused')
    expect(hasPartial(row.id)).toBe(false)
    const events = await db().auditEvent.findMany({ where: { objectId: row.id } })
    expect(events).toMatchObject([{ action: 'file.upload', result: 'failed', detail: { reason: 'content' } }])
  })

  test.each([
    ['页面.html', 'text/html'],
    ['图.svg', 'image/svg+xml'],
    ['宏.docm', 'application/vnd.ms-word.document.macroenabled.12'],
    ['数据.xml', 'application/xml'],
  ])('%s', async (name, type) => {
    expect(await refused(Buffer.from('<a/>'), name, type)).toMatchObject({
      sentence: expect.stringMatching(/^只能上传 PDF、JPG、PNG/),
    })
    expect(await db().storedFile.count({ where: { ownerId: person.accountId } })).toBe(0)
  })

  test('a file over the limit of the policy', async () => {
    const problem = await refused(makePdf({ size: 10 * 1024 * 1024 + 300 }), '大.pdf')
    expect(problem).toMatchObject({ sentence: expect.stringMatching(/超过了 10 MB 的上限/), remedy: 'other' })
  })

  test('a fourth file where the policy wants three; another row of the profile has room of its own', async () => {
    for (const name of ['一.pdf', '二.pdf', '三.pdf']) await send(browser.file(makePdf(), name))
    const problem = await refused(makePdf(), '四.pdf')
    expect(problem?.sentence).toMatch(/^证明材料最多上传 3 个文件。请先移除/)
    const row = { section: 'titles', rowId: rowIds.title } as const
    expect(await send(browser.file(makePdf(), '五.pdf'), { ...input(), ...row })).toMatchObject(row)
  })

  test('a session that has ended: the person can log in and go on', async () => {
    await db().session.updateMany({ where: { accountId: person.accountId }, data: { endedAt: new Date() } })
    expect(await refused(makePdf(), '证书.pdf')).toMatchObject({
      sentence: expect.stringMatching(/重新登录/),
      remedy: 'continue',
    })
  })
})

describe('a cut connection', () => {
  test('is taken up where it broke, without the person doing anything', async () => {
    const pdf = makePdf({ size: 6_000_000 })
    site.cutAfter(3_000_000)
    const percents: number[] = []
    const file = await new UploadRun(browser.file(pdf, '长证书.pdf'), input(), (_phase, percent) =>
      percents.push(percent),
    ).run()
    expect(hash(await storedBytes(file.id))).toBe(hash(pdf))
    expect(site.seen.filter(line => line.startsWith('POST'))).toHaveLength(1)
    const resumedAt = percents.findIndex((percent, index) => index > 0 && percent < percents[index - 1]!)
    if (resumedAt >= 0) expect(percents[resumedAt]).toBeGreaterThan(0)
    expect(percents.at(-1)).toBe(100)
  })

  test('keeps the bytes that arrived, up to a block of 64 KB', async () => {
    const pdf = makePdf({ size: 6_000_000 })
    const address = await browser.address(input(), { name: 'a.pdf', size: pdf.length, type: 'application/pdf' })
    site.cutAfter(3_000_000)
    await expect(browser.put(address, pdf)).rejects.toThrow()
    // the server is done with it
    await until(() => site.seen.some(line => line.startsWith('PUT')))
    const kept = Number((await browser.send(address, { method: 'HEAD' })).headers.get('x-ut-range-start'))
    expect(kept).toBeGreaterThan(1_000_000)
    expect(kept).toBeLessThan(6_000_000)
    const answer = await browser.put(address, pdf, kept)
    expect(answer.status).toBe(200)
    const { serverData } = (await answer.json()) as { serverData: FileDto }
    expect(hash(await storedBytes(serverData.id))).toBe(hash(pdf))
  })
})

test('a cancelled upload attaches nothing', async () => {
  const run = new UploadRun(browser.file(makePdf({ size: 4_000_000 }), '证书.pdf'), input(), phase => {
    if (phase === 'sending') run.cancel()
  })
  await expect(run.run()).rejects.toMatchObject({ problem: null })
  expect(await filesOf(person, { applicationId: person.applicationId })).toEqual([])
  expect(await db().storedFile.count({ where: { ownerId: person.accountId, status: 'receiving' } })).toBe(1)
})
