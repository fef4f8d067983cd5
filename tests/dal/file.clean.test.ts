import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type IndividualActor, systemActor } from '@/lib/access/actor'
import { adoptRegistrationFiles } from '@/lib/file/adopt.dal'
import { completeUpload, removeFile } from '@/lib/file/attach.dal'
import { type CleanReport, cleanUploads } from '@/lib/file/clean.dal'
import { bindKey, claimUpload, openUpload, recordBytes } from '@/lib/file/upload.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { newId } from '@/lib/platform/ids'
import { fileStore } from '@/lib/platform/storage'
import { apply } from '@/prisma/seed/demo'
import { makePerson } from '@/prisma/seed/factory'
import { useDatabase } from '../support/database'
import { makePdf } from '../support/files'
import { fixturePhone } from '../support/fixtures-ids'
import { enforce } from '../support/policy'
import { makeReviewer, nextSerial, refusalOf, unitOf, visitor } from '../support/units'

useDatabase()

const pdf = makePdf()
const system = systemActor('clean-uploads')
let person: IndividualActor & { applicationId: string }

beforeEach(async () => {
  const unit = await unitOf('active')
  const serial = nextSerial()
  const password = 'Gaoshan#2026liu'
  person = await makePerson({ name: '初晓', serial, phone: fixturePhone(serial), password, unitId: unit.unitId })
})
afterEach(() => setClock(null))

const later = (minutes: number) => setClock(new Date(Date.now() + minutes * 60_000))
const placeOf = (kind: 'done' | 'partial', id: string) =>
  join(env().DATA_DIR, 'files', kind, id.slice(-2), id.slice(-4, -2), id)
const clean = async (): Promise<CleanReport> => cleanUploads(system)

/** An upload with some bytes kept, as a broken connection leaves it. */
async function begun() {
  const input = { applicationId: person.applicationId, purpose: 'evidence' }
  const { fileId } = await openUpload(person, input, { name: 'a.pdf', size: pdf.length, type: '' })
  await bindKey(person, { fileId, key: 'k' })
  const claim = await claimUpload(person, { fileId, key: 'k' }, 0)
  const partial = await fileStore().writePartial(fileId, 0, pdf.length)
  await partial.write(pdf)
  await partial.sync()
  await partial.close()
  if (claim.state !== 'open') throw new Error('not open')
  return claim
}

const staged = (id: string) => fileStore().stage(id, pdf.length, [pdf])

async function attached(): Promise<string> {
  const claim = await begun()
  await completeUpload(person, { ...claim, scanned: true, staged: await staged(claim.fileId) })
  return claim.fileId
}

test('is for the system only', async () => {
  expect(await refusalOf(cleanUploads(person))).toMatchObject({ code: 'notFound' })
  expect(await refusalOf(cleanUploads(await makeReviewer('沈鉴')))).toMatchObject({ code: 'notFound' })
})

test('an unfinished upload goes with its bytes when its address has expired and nobody writes any more', async () => {
  const claim = await begun()
  later(9)
  await clean()
  expect(existsSync(placeOf('partial', claim.fileId))).toBe(true)
  await recordBytes(person, claim, pdf.length)
  later(15)
  await clean()
  expect(await db().storedFile.findUnique({ where: { id: claim.fileId } })).not.toBeNull()
  later(21)
  expect(await clean()).toMatchObject({ expired: 1 })
  expect(await db().storedFile.findUnique({ where: { id: claim.fileId } })).toBeNull()
  expect(existsSync(placeOf('partial', claim.fileId))).toBe(false)
})

test('files in use stay for ever, their uploads are forgotten', async () => {
  const fileId = await attached()
  later(3 * 24 * 60)
  await clean()
  expect(await db().uploadIntent.findUnique({ where: { fileId } })).toBeNull()
  expect(existsSync(placeOf('done', fileId))).toBe(true)
  expect(await db().storedFile.findUnique({ where: { id: fileId } })).toMatchObject({ status: 'clean' })
})

test('a removed file goes a day later, but never one that a submitted version names', async () => {
  const kept = await attached()
  await apply(person, {
    unitName: '示范研究所',
    title: '231',
    disciplines: ['32027'],
    research: '材料力学与结构安全。',
  })
  await db().application.update({ where: { id: person.applicationId }, data: { status: 'returned' } })
  await removeFile(person, { fileId: kept })
  const sample = await db().storedFile.findFirstOrThrow({ where: { ownerId: person.accountId, removedAt: null } })
  await removeFile(person, { fileId: sample.id })
  const gone = await attached()
  await removeFile(person, { fileId: gone })
  later(23 * 60)
  expect(await clean()).toMatchObject({ removed: 0 })
  later(25 * 60)
  expect(await clean()).toMatchObject({ removed: 1 })
  expect([gone, kept, sample.id].map(id => existsSync(placeOf('done', id)))).toEqual([false, true, true])
  expect(await db().storedFile.findUnique({ where: { id: gone } })).toBeNull()
})

test('what a visitor uploaded goes a day later unless a registration took it over', async () => {
  await enforce('xizang')
  const pictures = await Promise.all(
    [visitor(), visitor()].map(async actor => {
      const offer = { name: 'a.jpg', size: 100, type: '' }
      const { fileId } = await openUpload(actor, { purpose: 'unitPicture' }, offer)
      await fileStore().put(fileId, pdf)
      await db().storedFile.update({ where: { id: fileId }, data: { status: 'clean', attachedAt: new Date() } })
      return { actor, fileId }
    }),
  )
  const [left, taken] = pictures as [(typeof pictures)[0], (typeof pictures)[0]]
  const unit = await unitOf('submitted')
  const target = { purpose: 'unitPicture', unitId: unit.unitId, ownerId: unit.accountId } as const
  await db().$transaction(tx => adoptRegistrationFiles(taken.actor, tx, target))
  later(23 * 60)
  expect(await clean()).toMatchObject({ unadopted: 0 })
  later(25 * 60)
  expect(await clean()).toMatchObject({ unadopted: 1 })
  expect([left, taken].map(({ fileId }) => existsSync(placeOf('done', fileId)))).toEqual([false, true])
})

describe('a crash in between (trust DU13)', () => {
  test('bytes stored, row not written: nothing refers to them, and they are collected', async () => {
    const claim = await begun()
    await db().$executeRaw`ALTER TABLE audit_event RENAME TO audit_event_away`
    await expect(
      completeUpload(person, { ...claim, scanned: true, staged: await staged(claim.fileId) }),
    ).rejects.toThrow()
    await db().$executeRaw`ALTER TABLE audit_event_away RENAME TO audit_event`
    expect(existsSync(placeOf('done', claim.fileId))).toBe(true)
    const row = await db().storedFile.findUniqueOrThrow({ where: { id: claim.fileId } })
    expect(row).toMatchObject({ attachedAt: null, sha256: null })
    later(21)
    await clean()
    expect(existsSync(placeOf('done', claim.fileId))).toBe(false)
  })

  test('the same request can finish it instead', async () => {
    const claim = await begun()
    await recordBytes(person, claim, pdf.length)
    await fileStore().put(claim.fileId, pdf)
    const again = await claimUpload(person, { fileId: claim.fileId, key: 'k' }, pdf.length)
    if (again.state !== 'open') throw new Error('not open')
    expect(await completeUpload(person, { ...again, scanned: true, staged: await staged(claim.fileId) })).toMatchObject(
      {
        id: claim.fileId,
      },
    )
    expect(
      await refusalOf(completeUpload(person, { ...claim, scanned: true, staged: await staged(claim.fileId) })),
    ).toMatchObject({
      code: 'conflict',
    })
  })

  test('bytes without a row, and half-written ones, go after a day', async () => {
    const [old, young] = [newId(), newId()]
    for (const id of [old, young]) await fileStore().put(id, pdf)
    const tmp = join(env().DATA_DIR, 'files', 'tmp')
    await mkdir(tmp, { recursive: true })
    await writeFile(join(tmp, 'half'), 'x')
    const yesterday = new Date(Date.now() - 25 * 3_600_000)
    for (const path of [placeOf('done', old), join(tmp, 'half')]) await utimes(path, yesterday, yesterday)
    expect(await clean()).toMatchObject({ orphans: 1 })
    expect([old, young].map(id => existsSync(placeOf('done', id)))).toEqual([false, true])
    expect(await readdir(tmp)).toEqual([])
  })
})

test("another installation's store is left alone", async () => {
  await clean()
  const owner = join(env().DATA_DIR, 'files', 'owner')
  const own = await readFile(owner, 'utf8')
  await writeFile(owner, 'somebody else')
  const id = newId()
  await fileStore().put(id, pdf)
  later(25 * 60)
  expect(await clean()).toMatchObject({ orphans: 0 })
  expect(existsSync(placeOf('done', id))).toBe(true)
  await writeFile(owner, own)
  expect(await clean()).toMatchObject({ orphans: expect.any(Number) })
  expect(existsSync(placeOf('done', id))).toBe(false)
})

test('what was collected is audited; an empty run is not', async () => {
  setClock(null)
  await begun()
  later(40 * 24 * 60)
  await clean()
  const before = await db().auditEvent.count({ where: { action: 'file.clean' } })
  await clean()
  expect(await db().auditEvent.count({ where: { action: 'file.clean' } })).toBe(before)
  const last = await db().auditEvent.findFirstOrThrow({ where: { action: 'file.clean' }, orderBy: { id: 'desc' } })
  expect(last).toMatchObject({ actorKind: 'system:clean-uploads', detail: { expired: expect.any(Number) } })
})
