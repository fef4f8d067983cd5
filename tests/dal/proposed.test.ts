import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { whyNotMove } from '@/lib/affiliation/move.dal'
import { ownApplication } from '@/lib/application/own.dal'
import { decideApplication } from '@/lib/application/review.dal'
import { restartApplication, withdrawApplication } from '@/lib/application/submit.dal'
import { db } from '@/lib/platform/db'
import { shaoxing } from '@/lib/policy/presets/shaoxing'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { applicantAtUnit, decide, stored, textFor, versionOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { enforce } from '../support/policy'
import { makeReviewer, outcomes, refusalOf, times, unitOf } from '../support/units'

useDatabase()

let unit: UnitActor
let reviewer: StaffActor
let second: StaffActor
beforeAll(async () => {
  await enforce('shaoxing', { terms: wuhan.terms, path: { ...shaoxing.path, desks: ['unit', 'bureau'] } })
  unit = await unitOf('active', '示范江城第一医院')
  reviewer = await makeReviewer('沈鉴')
  second = await makeReviewer('方衡')
})

async function atBureau() {
  const person = await applicantAtUnit(unit)
  await decide(unit, person, 'recommend')
  return person
}

test('20 times 同意拟入库 by two approvers: one decision, one message, nobody in the pool; nothing leads on from there', async () => {
  const person = await atBureau()
  const input = { id: person.applicationId, version: await versionOf(person), event: 'approve' as const }
  const { done, failed } = await outcomes(times(20, i => decideApplication(i % 2 ? reviewer : second, input)))
  expect(done).toEqual([{ status: 'proposed', label: '拟入库' }])
  expect(failed).toHaveLength(19)
  expect(await textFor(person)).toMatch(/已通过资格审核，拟入库，公示无异议后成为/)
  expect(await db().expert.count({ where: { accountId: person.accountId } })).toBe(0)
  for (const event of ['approve', 'recommend'] as const)
    expect(await refusalOf(decide(reviewer, person, event, '再办一次。'))).toMatchObject({ code: 'refused' })
  expect((await ownApplication(person))?.waiting).toMatchObject({ does: '公示', aimDays: null })
  expect(await brokenInvariants()).toEqual([])
})

test('who is proposed does not change his unit, but may take it back and apply again with all he had', async () => {
  const person = await atBureau()
  await decide(reviewer, person, 'approve')
  expect(await whyNotMove(person)).toContain('撤回申请')
  await withdrawApplication(person, { applicationId: person.applicationId, opinion: '要补充材料' })
  expect((await stored(person)).status).toBe('withdrawn')
  const { applicationId } = await restartApplication(person)
  expect(await db().storedFile.count({ where: { applicationId, removedAt: null } })).toBe(1)
  expect(await brokenInvariants()).toEqual([])
})
