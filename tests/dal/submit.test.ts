import type { UnitActor } from '@/lib/access/actor'
import type { Snapshot } from '@/lib/application/application.dto'
import { saveSection, workingCopy } from '@/lib/application/fill.dal'
import { checkWorkingCopy, ownApplication, returnedWith } from '@/lib/application/own.dal'
import { decideApplication } from '@/lib/application/review.dal'
import { restartApplication, submitApplication, withdrawApplication } from '@/lib/application/submit.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { rowsOf } from '@/lib/profile/values.rules'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { attachEvidence, newPerson, type Person, statementVersion } from '../support/people'
import { rowIds, typedSections } from '../support/profiles'
import { makeReviewer, outcomes, refusalOf, times, unitOf } from '../support/units'

useDatabase()
afterEach(() => setClock(null))

let person: Person
beforeEach(async () => {
  person = await newPerson()
})

async function fillIn(who: Person, without: string[] = []): Promise<void> {
  for (const [section, data] of Object.entries(typedSections))
    if (!without.includes(section))
      await saveSection(who, { applicationId: who.applicationId, section: section as 'basic', version: 0, data })
  if (!without.includes('evidence')) await attachEvidence(who)
}
const submit = async (who: Person, applicationId = person.applicationId) =>
  submitApplication(who, { applicationId, statementVersion: await statementVersion() })
const versions = (applicationId = person.applicationId) =>
  db().applicationVersion.findMany({ where: { applicationId }, orderBy: { number: 'asc' } })

/** The unit's administrator of this person. */
async function adminOf(who: Person): Promise<UnitActor> {
  const { unitId } = await db().application.findUniqueOrThrow({ where: { id: who.applicationId } })
  const admin = await db().unitAdministrator.findFirstOrThrow({
    where: { unitId },
    include: { account: true, unit: true },
  })
  return {
    kind: 'unitAdmin',
    accountId: admin.accountId,
    name: admin.account.name,
    unitId,
    unitName: admin.unit.name,
    unitActive: true,
    request: { id: 't', address: 'x' },
  }
}
const versionOf = async (id = person.applicationId) =>
  (await db().application.findUniqueOrThrow({ where: { id } })).version
const returnIt = async (opinion = '请补充职称证书的取得时间。') =>
  decideApplication(await adminOf(person), {
    id: person.applicationId,
    version: await versionOf(),
    event: 'return',
    opinion,
  })

test('submits: 待单位推荐, one frozen version with normalised values, masked facts and the files', async () => {
  await fillIn(person)
  const fileId = (await db().storedFile.findFirstOrThrow({ where: { ownerId: person.accountId } })).id
  expect(await submit(person)).toEqual({ status: 'atUnit' })
  const [version, ...more] = await versions()
  expect(more).toEqual([])
  const snapshot = version!.snapshot as unknown as Snapshot
  expect(snapshot.sections.basic).toMatchObject({ department: '科研处', position: null })
  expect(snapshot.sections.titles?.rows).toEqual([
    expect.objectContaining({ id: rowIds.title, titleCode: '231', obtainedOn: '2016-09', qualification: null }),
  ])
  expect(snapshot.sections.work?.rows).toEqual([
    {
      id: rowIds.work,
      unit: { unitId: null, name: '示范医院' },
      faculty: null,
      position: '主任',
      field: 'technology',
      period: { from: '2008-07', to: null, current: true },
    },
  ])
  expect(snapshot.sections.posts).toEqual({ none: true, rows: [] })
  expect(snapshot.sections.evidence).toEqual({ note: null })
  expect(snapshot.files).toEqual([
    expect.objectContaining({ id: fileId, name: '职称证书.pdf', size: 1000, section: 'evidence', rowId: null }),
  ])
  expect(snapshot.person.docMask).toMatch(/\*{16}/)
  expect(JSON.stringify(snapshot)).not.toMatch(/1990000\d{4}/)
  const own = (await ownApplication(person))!
  expect(own).toMatchObject({ statusLabel: '待单位推荐', next: 'wait', canWithdraw: true })
  expect(own.waiting).toMatchObject({ who: own.unitName, does: '推荐' })
  expect(await brokenInvariants()).toEqual([])
})

test('afterwards the submitted version is what is shown, whatever becomes of the working copy', async () => {
  await fillIn(person)
  await submit(person)
  await db().applicationSection.deleteMany({ where: { applicationId: person.applicationId } })
  expect((await checkWorkingCopy(person))!.snapshot.sections.basic).toMatchObject({ department: '科研处' })
})

test.each([
  ['basic', 5],
  ['posts', 1],
  ['titles', 1],
  ['work', 1],
  ['evidence', 1],
])('without %s it is refused with how many are missing, and nothing happens', async (section, count) => {
  await fillIn(person, [section])
  const refusal = await refusalOf(submit(person))
  expect(refusal).toMatchObject({ code: 'refused', message: `还有 ${count} 项没有填好，填好后才能提交。` })
  expect(await versions()).toEqual([])
  expect(await workingCopy(person)).toMatchObject({ status: 'draft' })
})

test('a statement that changed meanwhile must be read again', async () => {
  await fillIn(person)
  const refusal = await refusalOf(
    submitApplication(person, { applicationId: person.applicationId, statementVersion: '2000-01' }),
  )
  expect(refusal).toMatchObject({ code: 'invalid', fieldErrors: { agreed: [expect.stringContaining('刚刚更新')] } })
})

describe('twice at once', () => {
  test('twenty submissions: one version, one step of history', async () => {
    await fillIn(person)
    const { done, failed } = await outcomes(times(20, () => submit(person)))
    expect(done).toHaveLength(1)
    for (const error of failed)
      expect(error).toMatchObject({ code: 'refused', message: expect.stringContaining('待单位推荐') })
    expect(await versions()).toHaveLength(1)
    expect(await brokenInvariants()).toEqual([])
  })

  test('a double click with one key: both get the same answer', async () => {
    await fillIn(person)
    const keyed = { ...person, request: { ...person.request, key: crypto.randomUUID(), hash: 'h' } }
    const { done, failed } = await outcomes(times(5, () => submit(keyed)))
    expect(failed).toEqual([])
    expect(done).toEqual(times(5, () => ({ status: 'atUnit' })))
    expect(await versions()).toHaveLength(1)
  })

  test('submitting and withdrawing, returning and withdrawing: one order, no gap', async () => {
    await fillIn(person)
    await submit(person)
    await outcomes([
      returnIt(),
      withdrawApplication(person, { applicationId: person.applicationId }),
    ] as Promise<unknown>[])
    expect(['returned', 'withdrawn']).toContain((await workingCopy(person))!.status)
    expect(await brokenInvariants()).toEqual([])
  })

  test('ten times 重新申请: one new application', async () => {
    await fillIn(person)
    await submit(person)
    await withdrawApplication(person, { applicationId: person.applicationId })
    const { done } = await outcomes(times(10, () => restartApplication(person)))
    expect(done).toHaveLength(1)
    expect(await db().application.count({ where: { accountId: person.accountId } })).toBe(2)
    expect(await brokenInvariants()).toEqual([])
  })
})

describe('strangers', () => {
  test('nobody else submits or withdraws it; a guessed id looks like none (trust AC2)', async () => {
    await fillIn(person)
    const strangers = [await newPerson('旁人'), await unitOf('active'), await makeReviewer('沈鉴')]
    const seen = new Set<string>()
    for (const stranger of strangers)
      for (const applicationId of [person.applicationId, '00000000-0000-4000-8000-000000000000', 'x']) {
        const statement = await statementVersion()
        const refusals = [
          await refusalOf(submitApplication(stranger, { applicationId, statementVersion: statement })),
          await refusalOf(withdrawApplication(stranger, { applicationId })),
        ]
        for (const { code, message } of refusals) seen.add(`${code} ${message}`)
      }
    expect([...seen]).toEqual(['notFound 没有找到这条记录，或者您没有查看它的权限。'])
    expect(await workingCopy(person)).toMatchObject({ status: 'draft' })
    expect(await db().auditEvent.count({ where: { objectId: person.applicationId, result: 'denied' } })).toBe(6)
  })
})

describe('returned', () => {
  test('the opinion is shown, the content can be changed again, the second version keeps the first', async () => {
    await fillIn(person)
    await submit(person)
    await returnIt('请补充取得时间。')
    const own = (await ownApplication(person))!
    expect(own).toMatchObject({
      statusLabel: '退回修改',
      next: 'mend',
      canWithdraw: false,
      decision: { opinion: '请补充取得时间。', by: own.unitName },
    })
    const copy = (await workingCopy(person))!
    expect(await returnedWith(person, copy)).toMatchObject({ opinion: '请补充取得时间。' })
    await saveSection(person, {
      applicationId: person.applicationId,
      section: 'titles',
      version: 1,
      data: { rows: [{ ...typedSections.titles.rows[0], obtainedOn: '2017-01' }] },
    })
    await submit(person)
    const [first, second] = (await versions()).map(row => row.snapshot as unknown as Snapshot)
    expect([first, second].map(one => rowsOf(one?.sections.titles)[0]?.obtainedOn)).toEqual(['2016-09', '2017-01'])
    expect(await returnedWith(person, (await workingCopy(person))!)).toBeNull()
    expect(await brokenInvariants()).toEqual([])
  })
})

describe('withdrawn or refused', () => {
  test('may be started again with what was filled in, the evidence included', async () => {
    await fillIn(person)
    await submit(person)
    await withdrawApplication(person, { applicationId: person.applicationId, opinion: '要补充一段经历' })
    expect(await ownApplication(person)).toMatchObject({ statusLabel: '已撤回', next: 'restart' })
    const { applicationId } = await restartApplication(person)
    const copy = (await workingCopy(person))!
    expect(copy).toMatchObject({ applicationId, status: 'draft', files: [{ name: '职称证书.pdf' }] })
    expect(copy.sections.basic).toMatchObject({ data: typedSections.basic, version: 1 })
    const own = (await ownApplication(person))!
    expect(own.earlier).toEqual([expect.objectContaining({ id: person.applicationId, statusLabel: '已撤回' })])
    expect(await submit(person, applicationId)).toEqual({ status: 'atUnit' })
    expect(own.history.map(step => step.label)).toEqual(['重新申请'])
    const events = await db().auditEvent.findMany({ where: { objectId: applicationId }, orderBy: { id: 'asc' } })
    expect(events.map(event => [event.action, event.result])).toEqual([
      ['application.restart', 'done'],
      ['application.submit', 'done'],
    ])
  })

  test('a step that belongs to another desk is refused and audited once, and changes nothing (TE1)', async () => {
    await fillIn(person)
    await submit(person)
    const input = { id: person.applicationId, version: await versionOf() }
    const reviewer = await makeReviewer('沈越')
    const admin = await adminOf(person)
    for (const [actor, event] of [
      [reviewer, 'recommend'],
      [reviewer, 'return'],
      [admin, 'approve'],
    ] as const) {
      const refusal = await refusalOf(decideApplication(actor, { ...input, event, opinion: '越权' }))
      expect(refusal.code).toBe('refused')
      const where = { action: `application.${event}`, actorId: actor.accountId, objectId: person.applicationId }
      expect(await db().auditEvent.findMany({ where })).toEqual([expect.objectContaining({ result: 'denied' })])
    }
    expect(await versionOf()).toBe(input.version)
    expect((await refusalOf(decideApplication(reviewer, { ...input, event: 'approve' }))).code).toBe('refused')
    expect(await db().auditEvent.count({ where: { actorId: reviewer.accountId, result: 'denied' } })).toBe(2)
  })

  test('after a refusal the reason stays in sight, also beside the next application', async () => {
    await fillIn(person)
    await submit(person)
    await decideApplication(await adminOf(person), {
      id: person.applicationId,
      version: await versionOf(),
      event: 'refuse',
      opinion: '不属于本单位人员。',
    })
    const own = (await ownApplication(person))!
    expect(own).toMatchObject({
      statusLabel: '审核不通过',
      next: 'restart',
      decision: { opinion: '不属于本单位人员。' },
    })
    expect(own.steps.map(step => step.state)).toEqual(['done', 'stopped', 'next', 'next'])

    await restartApplication(person)
    expect((await ownApplication(person))!.earlier).toMatchObject([{ decision: { opinion: '不属于本单位人员。' } }])
  })

  test('one under way, or in the pool, cannot be started again', async () => {
    expect((await refusalOf(restartApplication(person))).message).toContain('进行中的申请')
    await fillIn(person)
    await submit(person)
    expect((await refusalOf(restartApplication(person))).message).toContain('进行中的申请')
  })
})

test('the number of an application carries the year in China', async () => {
  setClock(new Date('2026-12-31T17:30:00Z'))
  const late = await newPerson('跨年')
  expect((await workingCopy(late))!.number).toMatch(/^2027-\d{6}$/)
})
