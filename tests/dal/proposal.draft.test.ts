import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { ownApplication } from '@/lib/application/own.dal'
import { proposedCopy } from '@/lib/application/propose.dal'
import { saveReason } from '@/lib/application/reason.dal'
import { viewApplication } from '@/lib/application/review.dal'
import { completeUpload } from '@/lib/file/attach.dal'
import { openFile } from '@/lib/file/file.dal'
import { bindKey, claimUpload, keptBytes, openUpload, recordBytes } from '@/lib/file/upload.dal'
import { expertForm } from '@/lib/infoform/form.dal'
import { db } from '@/lib/platform/db'
import { fileStore } from '@/lib/platform/storage'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { applicationData, countFiles, fileData } from '@/lib/privacy/own-applications.dal'
import { type Applicant, decide, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { department, give, makeManager, staffOf } from '../support/departments'
import { makePdf } from '../support/files'
import { brokenInvariants } from '../support/invariants'
import { enforce } from '../support/policy'
import { proposed, send, toOffice } from '../support/proposals'
import { makeReviewer, refusalOf, unitOf } from '../support/units'

useDatabase()

let unit: UnitActor
let reviewer: StaffActor
let officer: StaffActor
beforeAll(async () => {
  await enforce('wuhan', { terms: { ...wuhan.terms, insideRegions: [] } })
  unit = await unitOf('active')
  reviewer = await makeReviewer('沈鉴')
  const manager = await makeManager('业勤')
  const district = await department(manager, '某区科技局')
  officer = await staffOf('归口员', district, '某区科技局')
  await give(manager, unit, district)
})
afterEach(async () => expect(await brokenInvariants()).toEqual([]))

const type = (actor: UnitActor | StaffActor | Applicant, { applicationId }: Applicant, reason: string, version = 0) =>
  saveReason(actor, { applicationId, version, data: { reason } })

const pdf = makePdf()

/** A paper of a proposer arrives whole. @returns its address */
async function uploaded(actor: UnitActor | StaffActor, { applicationId }: Applicant) {
  const input = { applicationId, purpose: 'evidence', section: 'basic' as const }
  const { fileId } = await openUpload(actor, input, { name: '任命书.pdf', size: pdf.length, type: '' })
  const address = { fileId, key: `k-${fileId}` }
  await bindKey(actor, address)
  const claim = await claimUpload(actor, address, 0)
  if (claim.state !== 'open') throw new Error('not open')
  await recordBytes(actor, claim, pdf.length)
  await completeUpload(actor, { ...claim, scanned: true, staged: await fileStore().stage(fileId, pdf.length, [pdf]) })
  return address
}

describe('the reason', () => {
  test('is kept as it is typed; an older page is shown what is stored', async () => {
    const change = await proposed(unit, await expertOf(unit, reviewer))
    expect(await type(unit, change, '科室')).toMatchObject({ saved: true, version: 1 })
    expect(await type(unit, change, '科室已经调整', 1)).toMatchObject({ saved: true, version: 2 })
    expect(await type(unit, change, '别的话', 1)).toMatchObject({
      saved: false,
      version: 2,
      data: { reason: '科室已经调整' },
    })
    expect((await proposedCopy(unit, change.applicationId)).reason).toMatchObject({ text: '科室已经调整', version: 2 })
    for (const actor of [change, officer])
      expect(await refusalOf(type(actor, change, '不该写'))).toMatchObject({ code: 'notFound' })
  })

  test('typed anew after a return it is read by nobody else until it is sent again', async () => {
    const change = await proposed(unit, await expertOf(unit, reviewer))
    await toOffice(unit, change)
    await type(unit, change, '第一次的理由')
    await send(unit, change, '第一次的理由')
    expect(await refusalOf(type(unit, change, '太晚了', 1))).toMatchObject({ code: 'refused' })
    await decide(reviewer, change, 'return', '请附文件。')
    expect((await proposedCopy(unit, change.applicationId)).reason).toMatchObject({ text: '第一次的理由', version: 0 })
    await type(unit, change, '还在写的理由')
    const before = { proposal: { reason: '第一次的理由' } }
    expect(await ownApplication(change)).toMatchObject(before)
    expect(await viewApplication(reviewer, change.applicationId)).toMatchObject(before)
    await send(unit, change, '第二次的理由')
    expect(await ownApplication(change)).toMatchObject({ proposal: { reason: '第二次的理由' } })
  })
})

test('what is not sent the expert reads nowhere: no page, no form, no file, no copy of his data', async () => {
  const person = await expertOf(unit, reviewer)
  const mine = (await fileData(person, db())).length
  const change = await proposed(unit, person)
  await toOffice(unit, change)
  await type(unit, change, '还在写的理由')
  const { fileId } = await uploaded(unit, change)
  const read = async () => {
    const [data, files] = [await applicationData(person, db()), await fileData(person, db())]
    expect(await countFiles(person, db())).toBe(files.length)
    return { text: JSON.stringify(data), proposal: data.find(one => one.proposedBy)!, files: files.length }
  }
  const unread = async () => {
    expect(await refusalOf(openFile(person, fileId))).toMatchObject({ code: 'notFound' })
    const { text, proposal, files } = await read()
    expect([text.includes('教务处'), text.includes('还在写'), proposal.working, files]).toEqual([
      false,
      false,
      [],
      mine,
    ])
  }
  await unread()
  expect(await refusalOf(viewApplication(person, change.applicationId))).toMatchObject({ code: 'notFound' })
  expect(await refusalOf(expertForm(person, change.applicationId))).toMatchObject({ code: 'notFound' })
  // what is in force goes along into the proposal and stays his to read
  const [own] = await db().storedFile.findMany({ where: { applicationId: change.applicationId, id: { not: fileId } } })
  ;(await openFile(person, own!.id)).stream.destroy()

  await send(unit, change)
  ;(await openFile(person, fileId)).stream.destroy()
  expect(await read()).toMatchObject({ files: mine + 1, text: expect.stringContaining('教务处') })
  expect(await viewApplication(person, change.applicationId)).toMatchObject({ proposal: { reason: '科室已经调整。' } })
})

test('a proposer who repeats the last request of an upload learns that it has arrived, before and after sending', async () => {
  for (const actor of [unit, officer]) {
    const change = await proposed(actor, await expertOf(unit, reviewer))
    await toOffice(actor, change)
    const address = await uploaded(actor, change)
    const again = { state: 'complete', file: { id: address.fileId, name: '任命书.pdf' } }
    expect(await claimUpload(actor, address, pdf.length)).toMatchObject(again)
    expect(await keptBytes(actor, address)).toBe(pdf.length)
    await send(actor, change)
    expect(await claimUpload(actor, address, pdf.length)).toMatchObject(again)
    for (const other of [await unitOf('active'), actor === unit ? officer : unit])
      expect(await refusalOf(claimUpload(other, address, pdf.length))).toMatchObject({ code: 'notFound' })
  }
})
