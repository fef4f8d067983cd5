import type { AnonymousActor, SignedInActor, UnitActor } from '@/lib/access/actor'
import { adoptRegistrationFiles } from '@/lib/file/adopt.dal'
import { removeFile } from '@/lib/file/attach.dal'
import { filesOf } from '@/lib/file/file.dal'
import { openUpload } from '@/lib/file/upload.dal'
import { db } from '@/lib/platform/db'
import type { UploadPurpose } from '@/lib/policy/upload-purposes'
import { applicantAtBureau } from '../support/applications'
import { useDatabase } from '../support/database'
import { makeJpg, makePdf } from '../support/files'
import { newPerson } from '../support/people'
import { enforce } from '../support/policy'
import { makeReviewer, refusalOf, unitOf, visitor } from '../support/units'
import { openBrowser } from '../support/upload-browser'
import { type Site, startSite } from '../support/upload-site'

jest.mock('next/headers', () => jest.requireActual('../support/next-headers'))
useDatabase()

type Somebody = SignedInActor | AnonymousActor
let site: Site
const pdf = makePdf({ size: 3000 })
let jpg: Buffer

beforeAll(async () => {
  site = await startSite()
  await enforce('xizang')
  jpg = await makeJpg()
})
afterAll(() => site.close())

/** Uploads as the browser does. @returns the id, or the status and the sentence it was refused with */
async function upload(who: Somebody, purpose: UploadPurpose, bytes: Buffer, name: string, type: string) {
  const browser = await openBrowser(site, who)
  const announced = await browser.announce({ purpose }, { name, size: bytes.length, type })
  if (!announced.ok) return { status: announced.status, ...((await announced.json()) as { message: string }) }
  const [{ url }] = (await announced.json()) as [{ url: string }]
  const answer = await browser.put(url, bytes)
  const { serverData, message } = (await answer.json()) as { serverData?: { id: string }; message?: string }
  return { status: answer.status, id: serverData?.id ?? '', message }
}
const uploadPicture = async (who: Somebody) => upload(who, 'unitPicture', jpg, '代码证.jpg', 'image/jpeg')
const uploadPdf = async (who: Somebody, purpose: UploadPurpose) =>
  upload(who, purpose, pdf, '扫描件.pdf', 'application/pdf')
const idOf = async (work: Promise<{ status: number; id?: string }>) => {
  const answer = await work
  expect(answer).toMatchObject({ status: 200 })
  return answer.id!
}
const statusFor = async (who: Somebody | null, id: string) =>
  (await (await openBrowser(site, who)).send(`/api/files/${id}`)).status

async function unitAt(status: 'incomplete' | 'submitted' | 'active' | 'refused'): Promise<UnitActor> {
  const unit = await unitOf(status === 'active' ? 'active' : 'submitted')
  await db().unit.update({ where: { id: unit.unitId }, data: { status } })
  return unit
}

describe('a visitor who registers a unit', () => {
  test('uploads its picture, sees it, and nobody else does', async () => {
    const me = visitor()
    const id = await idOf(uploadPicture(me))
    expect((await filesOf(me, { purpose: 'unitPicture' })).map(file => file.id)).toEqual([id])
    expect(await statusFor(me, id)).toBe(200)
    expect(await filesOf(visitor(), { purpose: 'unitPicture' })).toEqual([])
    expect(await statusFor(visitor(), id)).toBe(401)
    expect(await statusFor(null, id)).toBe(401)
    for (const who of [await unitOf('active'), await makeReviewer('沈鉴'), await newPerson()])
      expect(await statusFor(who, id)).toBe(404)
    const row = await db().storedFile.findUniqueOrThrow({ where: { id } })
    expect(row).toMatchObject({ status: 'clean', ownerId: null, unitId: null })
    expect(row.browser).not.toContain(me.browser)
  })

  test('takes it away again; another browser cannot', async () => {
    const me = visitor()
    const id = await idOf(uploadPicture(me))
    expect((await uploadPicture(me)).message).toMatch(/最多上传 1 个文件/)
    expect(await refusalOf(removeFile(visitor(), { fileId: id }))).toMatchObject({ code: 'signedOut' })
    await removeFile(me, { fileId: id })
    expect(await filesOf(me, { purpose: 'unitPicture' })).toEqual([])
    expect(await statusFor(me, id)).toBe(401)
    await idOf(uploadPicture(me))
  })

  test('uploads nothing else, and nothing where the authority does not ask for it', async () => {
    for (const purpose of ['unitCertificate', 'idScan', 'titleProof', 'evidence'] as const)
      expect((await uploadPdf(visitor(), purpose)).status).not.toBe(200)
    await enforce('wuhan')
    expect(await uploadPicture(visitor())).toMatchObject({ status: 400, message: expect.stringMatching(/不需要上传/) })
    await enforce('xizang')
  })

  test('needs a browser that keeps cookies', async () => {
    const nobody = { ...visitor(), browser: '' }
    const offer = { name: 'a.jpg', size: 10, type: 'image/jpeg' }
    expect((await refusalOf(openUpload(nobody, { purpose: 'unitPicture' }, offer))).message).toMatch(/Cookie/)
  })

  test('opens three uploads and no more, and has a budget of bytes', async () => {
    const me = visitor()
    const open = (size: number) => openUpload(me, { purpose: 'unitPicture' }, { name: 'a.jpg', size, type: '' })
    for (let n = 0; n < 3; n++) await open(1000)
    expect(await refusalOf(open(1000))).toMatchObject({ code: 'tooMany', message: expect.stringMatching(/没传完/) })
    const other = visitor()
    const openBig = async () => {
      await openUpload(other, { purpose: 'unitPicture' }, { name: 'a.jpg', size: 5 * 1024 * 1024, type: '' })
      await db().storedFile.updateMany({ where: { status: 'receiving' }, data: { status: 'refused' } })
    }
    for (let n = 0; n < 10; n++) await openBig()
    expect(await refusalOf(openBig())).toMatchObject({
      code: 'tooMany',
      message: '一天内上传的文件太多了，请 24 小时后再试。',
    })
  })

  test('hands it over to the unit that is registered; then it is the unit’s and the bureau’s to see', async () => {
    const me = visitor()
    const id = await idOf(uploadPicture(me))
    const unit = await unitAt('submitted')
    const adopt = (who: AnonymousActor) =>
      db().$transaction(tx =>
        adoptRegistrationFiles(who, tx, { purpose: 'unitPicture', unitId: unit.unitId, ownerId: unit.accountId }),
      )
    expect(await refusalOf(adopt(visitor()))).toMatchObject({
      fieldErrors: { unitPicture: ['请上传统一社会信用代码证图片。'] },
    })
    await adopt(me)
    expect((await filesOf(unit, { purpose: 'unitPicture' })).map(file => file.id)).toEqual([id])
    const reviewer = await makeReviewer('沈鉴')
    expect((await filesOf(reviewer, { purpose: 'unitPicture', unitId: unit.unitId })).map(file => file.id)).toEqual([
      id,
    ])
    expect([await statusFor(unit, id), await statusFor(reviewer, id), await statusFor(me, id)]).toEqual([200, 200, 401])
    expect(await statusFor(await unitOf('active'), id)).toBe(404)
    expect(await refusalOf(adopt(me))).toMatchObject({ code: 'invalid' })
    expect((await refusalOf(removeFile(unit, { fileId: id }))).message).toMatch(/正在审核/)
  })
})

describe('a unit', () => {
  test('sends its certificate while it completes its data; the bureau sees it once it was sent', async () => {
    const unit = await unitAt('incomplete')
    const id = await idOf(uploadPdf(unit, 'unitCertificate'))
    expect(await statusFor(unit, id)).toBe(200)
    const reviewer = await makeReviewer('沈鉴')
    expect(await statusFor(reviewer, id)).toBe(404)
    await db().unit.update({ where: { id: unit.unitId }, data: { status: 'resubmitted' } })
    expect(await statusFor(reviewer, id)).toBe(200)
    expect((await refusalOf(removeFile(unit, { fileId: id }))).message).toMatch(/正在审核/)
    expect((await uploadPdf(unit, 'unitCertificate')).message).toMatch(/正在审核/)
  })

  test.each(['submitted', 'active', 'refused'] as const)('%s: not the certificate', async status => {
    expect((await uploadPdf(await unitAt(status), 'unitCertificate')).status).toBe(400)
  })

  test('that was sent for review while the file was on its way does not get it', async () => {
    const unit = await unitAt('incomplete')
    const browser = await openBrowser(site, unit)
    const url = await browser.address({ purpose: 'unitCertificate' }, { name: 'a.pdf', size: pdf.length, type: '' })
    await db().unit.update({ where: { id: unit.unitId }, data: { status: 'resubmitted' } })
    expect((await browser.put(url, pdf)).status).toBe(403)
    expect(await db().storedFile.findFirst({ where: { unitId: unit.unitId } })).toMatchObject({ status: 'refused' })
  })
})

describe('a person', () => {
  test('sends scans of his own; his unit sees them while he belongs to it, the bureau once he has applied', async () => {
    const unit = await unitOf('active')
    const person = await applicantAtBureau(unit)
    const id = await idOf(uploadPdf(person, 'idScan'))
    const proof = await idOf(uploadPdf(person, 'titleProof'))
    const ids = async (who: SignedInActor) =>
      (await filesOf(who, { purpose: ['idScan', 'titleProof'], personId: person.accountId })).map(file => file.id)
    const reviewer = await makeReviewer('沈鉴')
    for (const who of [person, unit, reviewer]) expect(await ids(who)).toEqual([id, proof])
    for (const who of [person, unit, reviewer]) expect(await statusFor(who, id)).toBe(200)
    for (const who of [await unitOf('active'), await newPerson()]) expect(await ids(who)).toEqual([])
    for (const who of [await unitOf('active'), await newPerson()]) expect(await statusFor(who, id)).toBe(404)

    await db().affiliation.updateMany({
      where: { accountId: person.accountId },
      data: { status: 'ended', endedAt: new Date() },
    })
    expect([await statusFor(unit, id), await ids(unit)]).toEqual([404, []])
    await removeFile(person, { fileId: id })
    expect([await statusFor(reviewer, id), await ids(reviewer)]).toEqual([404, [proof]])
  })

  test('who has not applied is not seen by the bureau', async () => {
    const person = await newPerson()
    const id = await idOf(uploadPdf(person, 'idScan'))
    expect(await statusFor(await makeReviewer('沈鉴'), id)).toBe(404)
  })

  test('uploads nothing for units', async () => {
    expect((await uploadPdf(await newPerson(), 'unitCertificate')).status).toBe(404)
  })
})
