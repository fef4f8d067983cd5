import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { presentContent } from '@/lib/application/content.dal'
import { saveSection, workingCopy } from '@/lib/application/fill.dal'
import { decideApplication, viewApplication } from '@/lib/application/review.dal'
import { restartApplication, submitApplication, withdrawApplication } from '@/lib/application/submit.dal'
import { removeFile } from '@/lib/file/attach.dal'
import { openFile } from '@/lib/file/file.dal'
import { codeText } from '@/lib/infoform/code.rules'
import { expertForm } from '@/lib/infoform/form.dal'
import { stampStep } from '@/lib/infoform/step.dal'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import type { Policy } from '@/lib/policy/policy.schema'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { comparedWords } from '@/lib/workflow/application.machine'
import { attachSample } from '@/prisma/seed/demo-people'
import { fillProfile } from '@/prisma/seed/demo-profile'
import { type Applicant, applicantAtUnit, registeredPerson, stored, versionOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { department, give, makeManager, staffOf } from '../support/departments'
import { scanOf } from '../support/infoform'
import { textOfPdf } from '../support/pdf-page'
import { statementVersion } from '../support/people'
import { enforce } from '../support/policy'
import { makeReviewer, refusalOf, unitOf } from '../support/units'
import { openBrowser } from '../support/upload-browser'
import { type Site, startSite } from '../support/upload-site'

jest.mock('next/headers', () => jest.requireActual('../support/next-headers'))
useDatabase()
let site: Site
let policy: Policy
let unit: UnitActor
let bureau: StaffActor
let staff: StaffActor

beforeAll(async () => {
  site = await startSite()
  policy = await enforce('shaoxing', { terms: wuhan.terms })
  unit = await unitOf('active')
  bureau = await makeReviewer('沈鉴')
  const manager = await makeManager()
  staff = await staffOf('归恒', await department(manager, '示范区科技局'), '示范区科技局')
  await give(manager, unit, staff.departmentId!)
})
afterAll(() => site.close())

/** Somebody who has filled in everything and uploaded no form yet. */
async function filled(title = '231'): Promise<Applicant & { number: string }> {
  const person = await registeredPerson(unit)
  await fillProfile(person, { unitName: unit.unitName, title, disciplines: ['32027'], research: '肿瘤外科。' })
  const { number } = await stored(person)
  return { ...person, number }
}
const hashOf = async (person: Applicant) =>
  (
    await presentContent(person, db(), policy, {
      id: person.applicationId,
      accountId: person.accountId,
      baseVersionId: null,
    })
  ).hash!
const attach = (person: Applicant, codes: string[]) =>
  attachSample(person, { purpose: 'stampedForm', applicationId: person.applicationId, name: '盖章件.pdf', codes })
const submit = async (person: Applicant) =>
  submitApplication(person, { applicationId: person.applicationId, statementVersion: await statementVersion() })
const stepOf = async (person: Applicant) => stampStep(person, (await workingCopy(person))!)
const newest = (person: Applicant) =>
  db().applicationVersion.findFirstOrThrow({
    where: { applicationId: person.applicationId },
    orderBy: { number: 'desc' },
  })
const textFor = async (actor: Parameters<typeof expertForm>[0], person: Applicant) =>
  (await textOfPdf((await expertForm(actor, person.applicationId)).bytes)).join('').replace(/\s/g, '')
async function change(person: Applicant) {
  const copy = (await workingCopy(person))!
  const { data, version } = copy.sections.work!
  const changed = { ...data, resume: '又写了一句。' }
  await saveSection(person, { applicationId: person.applicationId, section: 'work', version, data: changed })
}
async function numbersOf({ accountId: id }: Applicant) {
  const account = await db().account.findUniqueOrThrow({ where: { id }, include: { person: true } })
  return [
    decryptField(account.phoneCipher!, { table: 'account', id, column: 'phone' }),
    decryptField(account.person!.docCipher, { table: 'person', id, column: 'doc' }),
  ] as const
}

describe('export', () => {
  test('while something is missing it is refused with how much; then it has the hash of the version to come', async () => {
    const beginner = await registeredPerson(unit)
    expect(await refusalOf(expertForm(beginner, beginner.applicationId))).toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/还有 \d+ 项没有填好/),
    })
    const person = await filled()
    const [before, again] = await Promise.all([
      expertForm(person, person.applicationId),
      expertForm(person, person.applicationId),
    ])
    expect(before.name).toBe(`专家信息表-${person.name}-${person.number}.pdf`)
    expect(before.bytes.equals(again.bytes)).toBe(true)
    expect(await textFor(person, person)).toMatch(/是否符合优先入库条件(是1\.|否)/)
    const hash = await hashOf(person)
    await attach(person, [codeText(person.number, hash)])
    await submit(person)
    expect((await newest(person)).hash).toBe(hash)
  })

  test('it vouches for years and title only where the conditions find them', async () => {
    const [senior, middle] = [await filled(), await filled('233')]
    expect(await textFor(senior, senior)).toContain('1.技术专家✓从事相关专业领域工作')
    expect(await textFor(middle, middle)).toMatch(/1\.技术专家（申请人所选）(?!✓).{0,2}从事相关专业领域工作/)
  })

  test('numbers stand in full for the person and his unit, masked for department and bureau', async () => {
    const person = await applicantAtUnit(unit)
    const numbers = await numbersOf(person)
    for (const actor of [person, unit]) {
      const text = await textFor(actor, person)
      for (const number of numbers) expect(text).toContain(number)
    }
    await decideApplication(unit, { id: person.applicationId, version: await versionOf(person), event: 'recommend' })
    for (const actor of [staff, bureau]) {
      const text = await textFor(actor, person)
      for (const number of numbers) expect(text).not.toContain(number)
      expect(text).toContain(person.name)
    }
    // the first is the one that was stamped
    const reads = await db().auditEvent.findMany({
      where: { action: 'application.form', objectId: person.applicationId },
      orderBy: { id: 'asc' },
    })
    expect(reads.map(event => (event.detail as { full: boolean }).full)).toEqual([true, true, true, false, false])
  })

  test('nobody else gets it, and a unit not before it was submitted', async () => {
    const person = await filled()
    for (const actor of [await registeredPerson(unit), await unitOf('active'), unit, bureau])
      expect(await refusalOf(expertForm(actor, person.applicationId))).toMatchObject({ code: 'notFound' })
  })
})

describe('the stamped form is bound to its version', () => {
  test('without one nothing is submitted', async () => {
    const person = await filled()
    expect(await stepOf(person)).toMatchObject({ verdict: null, files: [], ready: expect.anything() })
    expect(await refusalOf(submit(person))).toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/导出专家信息表/),
    })
  })

  test('content that was changed afterwards blocks with a sentence, until it is stamped anew', async () => {
    const person = await filled()
    await attach(person, [codeText(person.number, await hashOf(person))])
    expect(await stepOf(person)).toMatchObject({ verdict: 'match', why: null })
    await change(person)
    expect(await stepOf(person)).toMatchObject({ verdict: 'changed', why: expect.stringMatching(/旧版本/) })
    expect(await refusalOf(submit(person))).toMatchObject({ message: expect.stringMatching(/旧版本.*重新导出/) })
    const [file] = (await stepOf(person))!.files
    await removeFile(person, { fileId: file!.id })
    await attach(person, [codeText(person.number, await hashOf(person))])
    await submit(person)
    expect((await newest(person)).snapshot).toMatchObject({ form: { name: '盖章件.pdf', code: 'match' } })
  })

  test('reviewers may open the scan; the next application needs its own', async () => {
    const person = await filled()
    await attach(person, [codeText(person.number, await hashOf(person))])
    await submit(person)
    const { form } = (await viewApplication(unit, person.applicationId)).submitted!.snapshot
    const opened = await openFile(unit, form!.fileId)
    opened.stream.destroy()
    expect(opened.name).toBe('盖章件.pdf')
    await withdrawApplication(person, { applicationId: person.applicationId })
    await restartApplication(person)
    expect(await stepOf(person)).toMatchObject({ files: [], ready: expect.anything() })
  })
})

test('one that could not be read asks the first desk to compare, and keeps that in the history', async () => {
  const person = await filled()
  await attach(person, [])
  await submit(person)
  const { events } = await viewApplication(unit, person.applicationId)
  expect(events.find(event => event.event === 'recommend')).toMatchObject({ confirm: comparedWords, whyNot: null })
  const recommend = { id: person.applicationId, version: await versionOf(person), event: 'recommend' } as const
  expect(await refusalOf(decideApplication(unit, recommend))).toMatchObject({
    code: 'invalid',
    fieldErrors: { confirmed: [expect.stringMatching(/已逐项核对/)] },
  })
  await decideApplication(unit, { ...recommend, opinion: '情况属实。', confirmed: true })
  const { history, events: next } = await viewApplication(staff, person.applicationId)
  expect(history.at(-1)).toMatchObject({ event: 'recommend', opinion: `${comparedWords}。\n情况属实。` })
  expect(next.find(event => event.event === 'recommend')?.confirm).toBeUndefined()
})

test('the code is read from what is uploaded; the form of somebody else is refused at once', async () => {
  const [me, other] = [await filled(), await filled()]
  const upload = async (person: Applicant, bytes: Buffer) => {
    const browser = await openBrowser(site, person)
    const input = { purpose: 'stampedForm', applicationId: person.applicationId }
    const address = await browser.address(input, { name: '盖章件.jpg', size: bytes.length, type: 'image/jpeg' })
    const answer = await browser.put(address, bytes)
    return { status: answer.status, ...((await answer.json()) as { message?: string }) }
  }
  const mine = await scanOf((await expertForm(me, me.applicationId)).bytes)
  expect(await upload(other, mine)).toMatchObject({ status: 422, message: expect.stringMatching(/另一份申请/) })
  expect(await upload(me, mine)).toMatchObject({ status: 200 })
  expect(await stepOf(me)).toMatchObject({ verdict: 'match' })
  expect(await stepOf(other)).toMatchObject({ verdict: null, files: [] })
})

test('where the policy asks for none, none is taken', async () => {
  const person = await filled()
  await enforce('shaoxing', { terms: wuhan.terms, path: { ...policy.path, stampedForm: false } })
  const browser = await openBrowser(site, person)
  const input = { purpose: 'stampedForm', applicationId: person.applicationId }
  const answer = await browser.announce(input, { name: '盖章件.pdf', size: 900, type: 'application/pdf' })
  expect(answer.status).toBe(400)
  await submit(person)
})
