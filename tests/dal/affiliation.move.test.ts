import type { UnitActor } from '@/lib/access/actor'
import { moveToUnit } from '@/lib/affiliation/move.dal'
import { ownAffiliation } from '@/lib/affiliation/own.dal'
import { listPeople } from '@/lib/affiliation/queue.dal'
import { decideAffiliation } from '@/lib/affiliation/review.dal'
import { viewPerson } from '@/lib/affiliation/view.dal'
import { beginApplication } from '@/lib/application/begin.dal'
import { ownApplication } from '@/lib/application/own.dal'
import { listApplications } from '@/lib/application/queue.dal'
import { viewApplication } from '@/lib/application/review.dal'
import { submitApplication, withdrawApplication } from '@/lib/application/submit.dal'
import { filesOf, openFile } from '@/lib/file/file.dal'
import { completeData } from '@/lib/person/complete.dal'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { apply } from '@/prisma/seed/demo'
import { decide, live, registered, smsTo, waiting as waitingFor } from '../support/affiliations'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { attachPaper, completeInput, statementVersion } from '../support/people'
import { enforce } from '../support/policy'
import { outcomes, refusalOf, times, unitOf } from '../support/units'

useDatabase()

let unit: UnitActor
let other: UnitActor
beforeAll(async () => {
  await enforce('xizang')
  unit = await unitOf('active', '示范高原生态研究所')
  other = await unitOf('active', '示范雪域农业研究所')
})

const waiting = (at: UnitActor = unit, name?: string) => waitingFor(at, name)

describe('修改单位 (A6)', () => {
  test('the old unit loses sight at once and keeps what it did; the new one is asked', async () => {
    const person = await waiting()
    await decide(unit, person, 'approve', '情况属实。')
    const before = await live(person)
    const [scan] = await filesOf(unit, { purpose: 'idScan', personId: person.accountId })
    expect(scan).toBeDefined()
    const { applicationId } = await beginApplication(person)
    await moveToUnit(person, { unitId: other.unitId, divisionName: '农艺室', version: before.version })
    expect(await ownAffiliation(person)).toMatchObject({
      unitName: other.unitName,
      status: 'pending',
      division: '农艺室',
    })
    expect((await refusalOf(viewApplication(unit, applicationId))).code).toBe('notFound')
    expect((await refusalOf(openFile(unit, scan!.id))).code).toBe('notFound')
    const left = await viewPerson(unit, before.id)
    expect(left).toMatchObject({ status: 'ended', detail: null, docMask: '', phoneMask: '', division: '', events: [] })
    expect(left.name).toMatch(/^.\*+$/)
    expect(left.history).toEqual([expect.objectContaining({ label: '通过', opinion: '情况属实。' })])
    expect(
      (await listPeople(unit, { size: 50, sort: 'asc', text: person.name })).rows.map(row => row.id),
    ).not.toContain(before.id)
    expect((await filesOf(other, { purpose: 'idScan', personId: person.accountId })).length).toBe(1)
    expect((await ownApplication(person))?.unitName).toBe(other.unitName)
  })

  test('what was not sent goes along, but not to the desk before the new unit has agreed', async () => {
    const person = await waiting()
    await decide(unit, person, 'approve')
    const { applicationId } = await beginApplication(person)
    await moveToUnit(person, { unitId: other.unitId, divisionName: '所办', version: 1 })
    const applicant = { ...person, applicationId }
    const profile = { unitName: other.unitName, title: '231', disciplines: ['32027'], research: '生态。' }
    expect((await refusalOf(apply(applicant, profile))).message).toContain(`等待${other.unitName}审核`)
    await decide(other, person, 'approve')
    await submitApplication(applicant, { applicationId, statementVersion: await statementVersion() })
    const { rows } = await listApplications(other, { size: 50, sort: 'asc', status: ['atUnit'] })
    expect(rows.map(row => row.id)).toContain(applicationId)
    const { version } = await live(person)
    const back = { unitId: unit.unitId, divisionName: '所办', version }
    expect((await refusalOf(moveToUnit(person, back))).message).toContain('请先在首页撤回申请')
    await withdrawApplication(person, { applicationId })
    await moveToUnit(person, back)
    expect((await listApplications(other, { size: 50, sort: 'asc' })).rows.map(row => row.id)).not.toContain(
      applicationId,
    )
  })

  test('the same unit again, and a unit that is not registered, are refused beside the field', async () => {
    const person = await waiting()
    const closed = await unitOf('submitted')
    for (const unitId of [unit.unitId, closed.unitId])
      expect(
        (await refusalOf(moveToUnit(person, { unitId, divisionName: '所办', version: 0 }))).fieldErrors,
      ).toHaveProperty('unitId')
  })
})

describe('at once (trust CO4)', () => {
  test('two administrators of the unit and the person himself on one affiliation: one wins, the others are told who', async () => {
    for (let turn = 0; turn < 5; turn++) {
      const person = await waiting()
      const { id, version } = await live(person)
      const second: UnitActor = { ...unit, accountId: newId(), name: '副管' }
      const { done, failed } = await outcomes<unknown>([
        decideAffiliation(unit, { id, version, event: 'approve', opinion: null }),
        decideAffiliation(second, { id, version, event: 'refuse', opinion: '查无此人。' }),
        decideAffiliation(second, { id, version, event: 'lock', opinion: '核查。' }),
        moveToUnit(person, { unitId: other.unitId, divisionName: '所办', version }),
      ])
      expect(done).toHaveLength(1)
      expect(failed.map(error => (error as { code?: string }).code)).toEqual(['conflict', 'conflict', 'conflict'])
      expect(await db().affiliation.count({ where: { accountId: person.accountId, endedAt: null } })).toBe(1)
      expect((await smsTo(person)).length).toBeLessThanOrEqual(1)
    }
    expect(await brokenInvariants()).toEqual([])
  })

  test('the same data sent ten times at once ask the unit once; ten beginnings are one application', async () => {
    const person = await registered()
    await attachPaper(person, 'idScan')
    const input = completeInput(unit.unitId, { titleCode: '999' })
    const sent = await outcomes(times(10, () => completeData(person, input)))
    expect(sent.done).toHaveLength(1)
    await decide(unit, person, 'approve')
    const begun = await outcomes(times(10, () => beginApplication(person)))
    expect(new Set(begun.done.map(one => one.applicationId)).size).toBe(1)
    expect(begun.failed).toEqual([])
    expect(await db().application.count({ where: { accountId: person.accountId } })).toBe(1)
    expect(await brokenInvariants()).toEqual([])
  })
})
