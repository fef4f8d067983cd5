import type { Actor } from '@/lib/access/actor'
import { assertFillable, saveSection, workingCopy } from '@/lib/application/fill.dal'
import { checkWorkingCopy, ownApplication, ownFacts, progressOf } from '@/lib/application/own.dal'
import { submitApplication } from '@/lib/application/submit.dal'
import { db } from '@/lib/platform/db'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { attachEvidence, newPerson, type Person, statementVersion } from '../support/people'
import { rowIds, typedSections } from '../support/profiles'
import { makeReviewer, outcomes, refusalOf, times, unitOf } from '../support/units'

useDatabase()

let person: Person
beforeEach(async () => {
  person = await newPerson()
})

const save = (actor: Actor, data: unknown, version = 0, section: 'basic' | 'work' = 'basic') =>
  saveSection(actor, { applicationId: person.applicationId, section, version, data })
const stored = () =>
  db().applicationSection.findUniqueOrThrow({
    where: { applicationId_section: { applicationId: person.applicationId, section: 'basic' } },
  })

describe('saving a section', () => {
  test('the first save of an empty application turns 信息未填写 into 填写中, later ones change nothing', async () => {
    expect(await workingCopy(person)).toMatchObject({ status: 'empty', statusLabel: '信息未填写', fillable: true })
    const first = await save(person, { ethnic: '01' })
    expect(first).toMatchObject({ saved: true, version: 1 })
    expect(await workingCopy(person)).toMatchObject({ status: 'draft', statusLabel: '填写中' })
    expect(await save(person, { ethnic: '02' }, 1)).toMatchObject({ saved: true, version: 2 })
    const { history } = (await ownApplication(person))!
    expect(history.map(step => step.toLabel)).toEqual(['信息未填写', '填写中'])
  })

  test('keeps half a date and a wrong code as they were typed (decision 003)', async () => {
    await save(person, { ethnic: '99', department: ' 科研' })
    const rows = [{ id: rowIds.work, unit: { name: '示' }, period: { from: '2008-', to: '' } }]
    await save(person, { rows }, 0, 'work')
    const { sections } = (await workingCopy(person))!
    expect(sections.basic?.data).toEqual({ ethnic: '99', department: ' 科研' })
    expect(sections.work?.data).toEqual({ rows })
  })

  test('what nobody may set is ignored, and no row but his own changes (trust AC6)', async () => {
    const before = await db().application.findUniqueOrThrow({ where: { id: person.applicationId } })
    await save(
      person,
      JSON.parse(
        '{"ethnic":"01","status":"admitted","role":"staff","unitId":"x","ownerId":"x","version":9,"approvedAt":"x","__proto__":{"a":1}}',
      ),
    )
    expect((await stored()).data).toEqual({ ethnic: '01' })
    const after = await db().application.findUniqueOrThrow({ where: { id: person.applicationId } })
    expect({ ...after, status: before.status, statusSince: before.statusSince, version: before.version }).toEqual(
      before,
    )
    expect(after.status).toBe('draft')
  })

  test('an old version is not written but answered with what is stored (trust CO5)', async () => {
    await save(person, { department: '甲' })
    await save(person, { department: '乙' }, 1)
    const late = await save(person, { department: '丙' }, 1)
    expect(late).toEqual({ saved: false, version: 2, savedAt: expect.any(Date), data: { department: '乙' } })
    expect((await stored()).data).toEqual({ department: '乙' })
    expect(await save(person, { department: '丙' }, 2)).toMatchObject({ saved: true, version: 3 })
  })

  test('two tabs that begin at once: one is kept, the other sees it', async () => {
    const answers = await Promise.all(times(10, n => save(person, { department: `第${n}个窗口` })))
    expect(answers.filter(answer => answer.saved)).toHaveLength(1)
    for (const answer of answers) if (!answer.saved) expect(answer.data).toEqual((await stored()).data)
    expect(await brokenInvariants()).toEqual([])
  })

  test('a version that was never given is answered with what there is', async () => {
    expect(await save(person, { department: '甲' }, 7)).toMatchObject({ saved: false, version: 0, data: {} })
  })

  test('what is beyond the bounds is refused beside its field and nothing is written', async () => {
    const refusal = await refusalOf(save(person, { department: '字'.repeat(601) }))
    expect(refusal).toMatchObject({ code: 'invalid', fieldErrors: { department: [expect.stringContaining('600')] } })
    expect((await workingCopy(person))!.sections).toEqual({})
  })
})

describe('strangers', () => {
  test.each([
    ['another person', async () => newPerson('旁人')],
    ['the unit itself', async () => unitOf('active')],
    ['a reviewer', async () => makeReviewer('沈鉴')],
  ])('%s gets "not found", audited, and writes nothing', async (_, make) => {
    const stranger = await make()
    for (const attempt of [
      () => save(stranger, { ethnic: '01' }),
      () => assertFillable(stranger, person.applicationId),
    ])
      expect((await refusalOf(attempt())).code).toBe('notFound')
    expect(await db().applicationSection.count({ where: { applicationId: person.applicationId } })).toBe(0)
    const denied = { objectId: person.applicationId, result: 'denied', actorId: stranger.accountId }
    expect(await db().auditEvent.count({ where: denied })).toBe(2)
  })

  test('an application that does not exist, or no id at all, looks the same', async () => {
    const other = await refusalOf(save(await newPerson('旁人'), { ethnic: '01' }))
    for (const applicationId of ['00000000-0000-4000-8000-000000000000', 'x', '']) {
      const missing = await refusalOf(
        saveSection(person, { applicationId, section: 'basic', version: 0, data: { ethnic: '01' } }),
      )
      expect({ code: missing.code, message: missing.message }).toEqual({ code: other.code, message: other.message })
    }
  })

  test('who is no individual has no working copy', async () => {
    for (const actor of [await unitOf('active'), await makeReviewer('方衡')])
      for (const ask of [workingCopy, ownApplication, ownFacts, checkWorkingCopy])
        expect((await refusalOf(ask(actor) as Promise<unknown>)).code).toBe('notFound')
  })
})

describe('after submitting', () => {
  beforeEach(async () => {
    for (const [section, data] of Object.entries(typedSections))
      await saveSection(person, { applicationId: person.applicationId, section: section as 'basic', version: 0, data })
    await attachEvidence(person)
  })

  test('nothing is saved any more, and the sentence says what to do', async () => {
    const { applicationId } = person
    await submitApplication(person, { applicationId, statementVersion: await statementVersion() })
    const refusal = await refusalOf(save(person, { department: '改一改' }, 1))
    expect(refusal).toMatchObject({ code: 'refused', message: expect.stringContaining('「待单位推荐」') })
    expect((await stored()).data).toEqual(typedSections.basic)
  })

  test('a save in the moment of submitting is either part of what was submitted or refused', async () => {
    const { applicationId } = person
    const submitting = submitApplication(person, { applicationId, statementVersion: await statementVersion() })
    const saving = times(8, n => save(person, { ...typedSections.basic, department: `部门${n}` }, 1))
    const { done } = await outcomes<unknown>([submitting, ...saving])
    expect(done).toContainEqual({ status: 'atUnit' })
    const version = await db().applicationVersion.findFirstOrThrow({ where: { applicationId } })
    const frozen = (version.snapshot as { sections: { basic: { department: string } } }).sections.basic.department
    expect(frozen).toBe(((await stored()).data as { department: string }).department.trim())
  })
})

test('where he stands: sections, progress, what is missing, masked facts', async () => {
  await save(person, { ethnic: '01' })
  const own = (await ownApplication(person))!
  expect(own).toMatchObject({ status: 'draft', next: 'continue', canWithdraw: false, decision: null, earlier: [] })
  expect(own.steps.map(step => step.label)).toEqual(['填写申请', '单位推荐', '科技局审核', '入库'])
  expect(own.progress[0]).toMatchObject({ section: 'basic', state: 'filling' })
  expect(own.progress[0]?.missing.map(item => item.path)).toEqual([
    'department',
    'education',
    'disciplines',
    'research',
  ])
  const facts = await ownFacts(person)
  expect(facts).toMatchObject({ name: person.name, sex: '男', region: '湖北省武汉市武昌区', unitName: own.unitName })
  expect(facts.docMask).toMatch(/^\d\*{16}[\dX]$/)
  expect(facts.phoneMask).toMatch(/^199\*{4}\d{4}$/)
})

test('a discipline that is not in the table is found before submitting', async () => {
  await saveSection(person, {
    applicationId: person.applicationId,
    section: 'basic',
    version: 0,
    data: { ...typedSections.basic, disciplines: ['32027', '9999999'] },
  })
  const progress = await progressOf(person, (await workingCopy(person))!)
  expect(progress.find(item => item.section === 'basic')?.missing).toEqual([
    expect.objectContaining({ path: 'disciplines', message: expect.stringContaining('9999999') }),
  ])
})
