import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { saveSection } from '@/lib/application/fill.dal'
import { listApplications } from '@/lib/application/queue.dal'
import { viewApplication } from '@/lib/application/review.dal'
import { submitApplication } from '@/lib/application/submit.dal'
import { acceptRelaxation, withdrawRelaxation } from '@/lib/eligibility/relax.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import { shaoxing } from '@/lib/policy/presets/shaoxing'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { fillProfile } from '@/prisma/seed/demo-profile'
import {
  type Applicant,
  applicantAtBureau,
  applicantAtUnit,
  decide,
  registeredPerson,
  stored,
} from '../support/applications'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { enforce } from '../support/policy'
import { makeReviewer, refusalOf, unitOf } from '../support/units'

useDatabase()

let unit: UnitActor
let reviewer: StaffActor
let second: StaffActor

beforeAll(async () => {
  // clauses that read 人才称号, and a profile that asks for it
  const fields = { ...wuhan.profile.fields, 'basic.talents': 'optional' as const }
  await enforce('wuhan', { conditions: shaoxing.conditions, profile: { ...wuhan.profile, fields } })
  unit = await unitOf('active', '示范江城第一医院')
  reviewer = await makeReviewer('沈鉴')
  second = await makeReviewer('方衡')
})
afterEach(() => setClock(null))

/** Somebody who is over the age limit, recommended by his unit; `talents` are what he claims. */
async function elder(talents: string[] = []): Promise<Applicant> {
  const person = await registeredPerson(unit)
  await db().person.update({ where: { accountId: person.accountId }, data: { birthDate: new Date('1950-05-06') } })
  await fillProfile(person, { unitName: unit.unitName, title: '231', disciplines: ['32027'], research: '肿瘤外科。' })
  await change(person, 'basic', { talents })
  await change(person, 'projects', { none: true, rows: [] })
  await submit(person)
  await decide(unit, person, 'recommend')
  return person
}

async function change(person: Applicant, section: ProfileSection, values: object): Promise<void> {
  const { applicationId } = person
  const key = { applicationId_section: { applicationId, section } }
  const { data, version } = await db().applicationSection.findUniqueOrThrow({ where: key })
  await saveSection(person, { applicationId, section, version, data: { ...(data as object), ...values } })
}

async function submit(person: Applicant): Promise<void> {
  const statementVersion = (await currentPolicy()).policy.agreements.statement.version
  await submitApplication(person, { applicationId: person.applicationId, statementVersion })
}

const age = { condition: 'age', clause: 'academician', reason: '两院院士，证书已核对。' }
const accept = async (actor: StaffActor, person: Applicant, change: object = {}) =>
  acceptRelaxation(actor, { applicationId: person.applicationId, number: 1, ...age, ...change })
const of = async (actor: StaffActor | UnitActor, person: Applicant, code: string) => {
  const { eligibility } = await viewApplication(actor, person.applicationId)
  return eligibility!.conditions.find(one => one.code === code)!
}

test('what may be relaxed keeps the bureau from approving until an officer has accepted it, with a reason', async () => {
  const person = await elder(['academician'])
  expect(await of(unit, person, 'age')).toMatchObject({ outcome: 'relaxable', accepted: null })
  expect(await refusalOf(decide(reviewer, person, 'approve'))).toMatchObject({
    code: 'refused',
    message: expect.stringContaining('年龄一般不超过 65 周岁（第四条第五项）'),
  })
  expect(await db().auditEvent.count({ where: { objectId: person.applicationId, result: 'denied' } })).toBe(0)
  await accept(reviewer, person)
  const view = await viewApplication(second, person.applicationId)
  expect(view.eligibility).toMatchObject({ number: 1, decided: false, mayRelax: true })
  expect(view.events.find(one => one.event === 'approve')?.whyNot).toBeNull()
  expect(await of(second, person, 'age')).toMatchObject({
    accepted: { clause: 'academician', article: '第五条第一项', who: '沈鉴', reason: age.reason },
  })
  await decide(second, person, 'approve', '符合条件。')
  expect((await stored(person)).status).toBe('admitted')
})

test('afterwards one reads what was judged then: day, policy and relaxation, whatever has changed since', async () => {
  setClock(new Date('2026-11-20T20:00:00Z'))
  const person = await elder(['academician'])
  await accept(reviewer, person)
  await decide(reviewer, person, 'approve')
  setClock(new Date('2031-01-01T00:00:00Z'))
  const { eligibility } = await viewApplication(reviewer, person.applicationId)
  expect(eligibility).toMatchObject({
    day: '2026-11-21',
    decided: true,
    mayRelax: false,
    policyVersionId: (await currentPolicy()).id,
  })
  expect(eligibility!.conditions.find(one => one.code === 'age')).toMatchObject({
    words: expect.stringContaining('现年 76 周岁'),
    accepted: { who: '沈鉴' },
  })
  const kept = await db().judgement.findMany({ where: { applicationId: person.applicationId } })
  expect(kept.map(row => row.subjectVersion)).toHaveLength(2)
  await expect(db().judgement.deleteMany({ where: { applicationId: person.applicationId } })).rejects.toThrow(
    'append-only',
  )
})

test('withdrawn, it keeps the bureau from approving again; after the decision nothing can be withdrawn', async () => {
  const person = await elder(['academician'])
  const { applicationId } = person
  const { id } = await accept(reviewer, person)
  await withdrawRelaxation(second, { applicationId, id })
  expect(await refusalOf(decide(reviewer, person, 'approve'))).toMatchObject({ code: 'refused' })
  expect(await refusalOf(withdrawRelaxation(second, { applicationId, id }))).toMatchObject({ code: 'conflict' })
  await expect(
    db().relaxation.update({ where: { id }, data: { withdrawnAt: null, withdrawnById: null } }),
  ).rejects.toThrow('withdrawn')
  const again = await accept(second, person)
  await decide(reviewer, person, 'approve')
  expect(await refusalOf(withdrawRelaxation(reviewer, { applicationId, id: again.id }))).toMatchObject({
    code: 'refused',
    message: expect.stringContaining('只有在科技局审核时'),
  })
  const events = await db().auditEvent.findMany({
    where: { objectId: applicationId, action: { contains: 'relax' } },
    orderBy: { id: 'asc' },
  })
  expect(events.map(({ action, result }) => `${action} ${result}`)).toEqual([
    'application.relax done',
    'application.unrelax done',
    'application.relax done',
  ])
})

test('a list for many decisions says of each how many conditions are open, and of nobody else', async () => {
  const person = await registeredPerson(unit)
  await db().person.update({ where: { accountId: person.accountId }, data: { birthDate: new Date('1950-05-06') } })
  await fillProfile(person, { unitName: unit.unitName, title: '231', disciplines: ['32027'], research: '肿瘤外科。' })
  await submit(person)
  const fine = await applicantAtUnit(unit)
  const recommended = await elder()
  const query = { size: 100, sort: 'asc' as const }
  const openOf = async (judged: boolean) => {
    const { rows } = await listApplications(unit, { ...query, judged })
    const of = ({ applicationId }: Applicant) => rows.find(row => row.id === applicationId)!.openConditions
    return [person, fine, recommended].map(of)
  }
  expect(await openOf(true)).toEqual([1, 0, null])
  expect(await openOf(false)).toEqual([null, null, null])
})

test.each<[string, string[], object, string]>([
  ['plainly short, no clause', [], {}, 'refused'],
  ['a clause that is not his', ['provincialTalent'], {}, 'refused'],
  ['a condition that is met', ['academician'], { condition: 'title' }, 'refused'],
  ['a condition a person judges', ['academician'], { condition: 'record' }, 'refused'],
  ['another submission', ['academician'], { number: 2 }, 'conflict'],
])('not accepted: %s', async (_, talents, change, code) => {
  const person = await elder(talents)
  expect(await refusalOf(accept(reviewer, person, change))).toMatchObject({ code })
  expect(await db().relaxation.count({ where: { applicationId: person.applicationId } })).toBe(0)
})

test('once is enough: the second officer is told who was first, also at the same moment', async () => {
  const person = await elder(['academician'])
  const both = await Promise.allSettled([accept(reviewer, person), accept(second, person)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await refusalOf(accept(second, person))).toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('认定放宽'),
  })
})

test('approved while it is being withdrawn: one of the two happens', async () => {
  const person = await elder(['academician'])
  const { id } = await accept(reviewer, person)
  const both = await Promise.allSettled([
    decide(reviewer, person, 'approve'),
    withdrawRelaxation(second, { applicationId: person.applicationId, id }),
  ])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('what was accepted counts for that submission only', async () => {
  const person = await elder(['academician'])
  await accept(reviewer, person)
  await decide(reviewer, person, 'return', '请补充证书。')
  await change(person, 'basic', { talents: ['academician', 'nationalTalent'] })
  await submit(person)
  await decide(unit, person, 'recommend')
  expect(await of(reviewer, person, 'age')).toMatchObject({ outcome: 'relaxable', accepted: null })
  expect(await refusalOf(decide(reviewer, person, 'approve'))).toMatchObject({ code: 'refused' })
  await accept(reviewer, person, { number: 2, clause: 'talent' })
  await decide(reviewer, person, 'approve')
})

test('nobody relaxes for himself, out of turn or out of reach', async () => {
  const person = await elder(['academician'])
  const { phoneCipher, phoneIndex } = await db().account.findUniqueOrThrow({ where: { id: person.accountId } })
  const himself = await makeReviewer('方圆')
  await db().account.update({ where: { id: himself.accountId }, data: { phoneCipher, phoneIndex } })
  expect(await refusalOf(accept(himself, person))).toMatchObject({
    code: 'refused',
    message: expect.stringContaining('本人'),
  })
  expect(await refusalOf(accept({ ...reviewer, departmentId: newId() }, person))).toMatchObject({ code: 'refused' })
  expect(await refusalOf(acceptRelaxation(reviewer, { applicationId: newId(), number: 1, ...age }))).toMatchObject({
    code: 'notFound',
  })
  await db().account.update({ where: { id: himself.accountId }, data: { phoneCipher: null, phoneIndex: null } })
  await decide(reviewer, person, 'return', '请补充。')
  expect(await refusalOf(accept(reviewer, person))).toMatchObject({ code: 'refused' })
})

test('where the policy has no conditions nothing is shown and nothing kept back', async () => {
  const policy = await enforce('wuhan', { conditions: { source: null, list: [], relaxations: [] } })
  const person = await applicantAtBureau(unit)
  await db().person.update({ where: { accountId: person.accountId }, data: { birthDate: new Date('1930-01-01') } })
  expect((await viewApplication(reviewer, person.applicationId)).eligibility).toBeNull()
  await decide(reviewer, person, 'approve')
  expect(policy.conditions.list).toEqual([])
})

test('all of this left the database in order', async () => {
  expect(await brokenInvariants()).toEqual([])
})
