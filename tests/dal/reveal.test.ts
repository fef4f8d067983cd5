import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { viewApplication } from '@/lib/application/review.dal'
import { PERSON_VIEWS, spend } from '@/lib/auth/limits'
import { viewExpert } from '@/lib/expert/pool.dal'
import { revealExpertDocument, revealExpertPhone } from '@/lib/expert/reveal.dal'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { shownTo } from '@/lib/privacy/shown.dal'
import { makeStaff } from '@/prisma/seed/factory'
import { type Applicant, applicantAtBureau, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { makeReviewer, nextSerial, refusalOf, unitOf } from '../support/units'

useDatabase()

let unit: UnitActor
let reviewer: StaffActor
let manager: StaffActor
let expert: Applicant

const staff = (name: string, ...roles: StaffActor['roles']) =>
  makeStaff({
    name,
    login: `staff${nextSerial()}`,
    password: 'Gaoshan#2026liu',
    roles: [...roles],
    office: '示范市科技局',
  })
/** A proof for one deed on one expert, as the dialog leaves it. */
const proved = (actor: StaffActor, action: string, objectId: string) =>
  db().stepUpProof.create({
    data: {
      id: newId(),
      accountId: actor.accountId,
      action,
      objectId,
      session: actor.request.session ?? '',
      provedAt: now(),
    },
  })

beforeAll(async () => {
  unit = await unitOf('active')
  reviewer = await makeReviewer('沈鉴')
  manager = await staff('管衡', 'bureauManager')
  expert = await expertOf(unit, reviewer)
})

const ways = [
  ['expert.reveal', revealExpertPhone, 'phone', /^1\d{10}$/],
  ['expert.revealDocument', revealExpertDocument, 'document', /^[1-9]\d{16}[\dX]$/],
] as const

test.each(ways)(
  '%s: a proof each time, the number once, and who, whose, what and why in the trail',
  async (action, reveal, what, shape) => {
    const input = { id: expert.accountId, reason: '核实联系方式' }
    expect(await refusalOf(reveal(manager, input))).toMatchObject({
      code: 'stepUp',
      deed: { action, objectId: expert.accountId },
    })
    await proved(manager, action, expert.accountId)
    expect((await reveal(manager, input)).number).toMatch(shape)
    expect((await refusalOf(reveal(manager, input))).code).toBe('stepUp')
    const events = await db().auditEvent.findMany({ where: { action, result: 'done' } })
    expect(events.map(event => [event.actorId, event.objectId, event.detail])).toEqual([
      [manager.accountId, expert.accountId, { what, reason: '核实联系方式' }],
    ])
  },
)

test('a proof for the phone opens no document, and one for another expert opens nobody', async () => {
  const other = await expertOf(unit, reviewer)
  await proved(manager, 'expert.reveal', expert.accountId)
  expect((await refusalOf(revealExpertDocument(manager, { id: expert.accountId, reason: '核实' }))).code).toBe('stepUp')
  expect((await refusalOf(revealExpertPhone(manager, { id: other.accountId, reason: '核实' }))).code).toBe('stepUp')
})

test.each(['phone', 'document'] as const)('the quota of a day ends it, and the proof is kept: %s', async what => {
  const eager = await staff('贪看', 'bureauManager')
  const [action, reveal, budget, most] =
    what === 'phone'
      ? (['expert.reveal', revealExpertPhone, 'revealPhone', 50] as const)
      : (['expert.revealDocument', revealExpertDocument, 'revealDocument', 20] as const)
  await spend(budget, eager.accountId, most)
  await proved(eager, action, expert.accountId)
  expect((await refusalOf(reveal(eager, { id: expert.accountId, reason: '核实' }))).code).toBe('tooMany')
  expect(await db().stepUpProof.count({ where: { accountId: eager.accountId, usedAt: null } })).toBe(1)
})

test('who is not in the pool is not found, whatever he has applied for; a reviewer sees no document', async () => {
  const applicant = await applicantAtBureau(unit)
  for (const id of [applicant.accountId, newId(), 'x'])
    expect((await refusalOf(revealExpertPhone(manager, { id, reason: '核实' }))).code).toBe('notFound')
  expect((await refusalOf(revealExpertDocument(reviewer, { id: expert.accountId, reason: '核实' }))).code).toBe(
    'notFound',
  )
})

test('the expert is told that his numbers were seen', async () => {
  const [shown] = (await shownTo(expert)).filter(one => one.revealed > 0)
  expect(shown).toMatchObject({ revealed: 2 })
})

test('the page shows both masked', async () => {
  expect(await viewExpert(reviewer, expert.accountId)).toMatchObject({
    phoneMask: expect.stringMatching(/^1\d{2}\*{4}\d{4}$/),
    documentMask: expect.stringMatching(/^[1-9]\*{16}[\dX]$/),
  })
})

test('beyond a thousand people an hour nothing more is opened, and one alert says so', async () => {
  const copier = await staff('抄录', 'bureauReviewer')
  await spend('personViews', copier.accountId, PERSON_VIEWS - 1)
  await viewExpert(copier, expert.accountId)
  const refused = [
    await refusalOf(viewExpert(copier, expert.accountId)),
    await refusalOf(viewApplication(copier, expert.applicationId)),
  ]
  expect(refused.map(one => one.code)).toEqual(['tooMany', 'tooMany'])
  expect(refused[0]!.message).toContain('一小时后再看')
  const alerts = await db().auditEvent.findMany({ where: { action: 'alert.scraping' } })
  expect(alerts.map(one => [one.actorId, one.result])).toEqual([[copier.accountId, 'denied']])
  await viewExpert(reviewer, expert.accountId)
})
