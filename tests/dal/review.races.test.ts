import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { decideApplication } from '@/lib/application/review.dal'
import { db } from '@/lib/platform/db'
import {
  type Applicant,
  applicantAtBureau,
  applicantAtUnit,
  decide,
  messagesOf,
  stored,
  textFor,
  versionOf,
} from '../support/applications'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { makeReviewer, outcomes, refusalOf, times, unitOf } from '../support/units'

useDatabase()

let unit: UnitActor
let _other: UnitActor
let reviewer: StaffActor
let second: StaffActor

beforeAll(async () => {
  unit = await unitOf('active', '示范江城第一医院')
  _other = await unitOf('active', '示范长江材料研究院')
  reviewer = await makeReviewer('沈鉴')
  second = await makeReviewer('方衡')
})

const decisionsOf = (person: Applicant) =>
  db().statusHistory.findMany({
    where: { subjectId: person.applicationId, event: { in: ['recommend', 'return', 'refuse', 'approve'] } },
    orderBy: { subjectVersion: 'asc' },
  })

describe('several at once (CO2)', () => {
  test('20 times 审核通过 by two approvers: one decision, one message, one audit event; the others learn who and when', async () => {
    const person = await applicantAtBureau(unit)
    const version = await versionOf(person)
    const input = { id: person.applicationId, version, event: 'approve' as const }
    const { done, failed } = await outcomes(times(20, i => decideApplication(i % 2 ? reviewer : second, input)))
    expect(done).toHaveLength(1)
    expect(failed).toHaveLength(19)
    for (const error of failed)
      expect(error).toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(
          /^示范市科技局(沈鉴|方衡)已于 \d{4}-\d\d-\d\d \d\d:\d\d 办理，现在的状态是「审核通过」/,
        ),
      })
    expect(await decisionsOf(person)).toHaveLength(2)
    expect(await messagesOf(person)).toHaveLength(1)
    const audits = { action: 'application.approve', objectId: person.applicationId }
    expect(await db().auditEvent.count({ where: audits })).toBe(1)
    expect(await db().expert.count({ where: { accountId: person.accountId } })).toBe(1)
    expect(await brokenInvariants()).toEqual([])
  })

  test('通过 against 不通过 by two people, ten pairs: one of them, and the message says the same', async () => {
    const people = []
    for (let i = 0; i < 10; i += 1) people.push(await applicantAtBureau(unit))
    for (const person of people) {
      const seen = { id: person.applicationId, version: await versionOf(person) }
      const { done, failed } = await outcomes([
        decideApplication(reviewer, { ...seen, event: 'approve' }),
        decideApplication(second, { ...seen, event: 'refuse', opinion: '材料不全。' }),
      ])
      expect([done.length, failed.length]).toEqual([1, 1])
      const { status } = await stored(person)
      expect(done[0]!.status).toBe(status)
      expect(await textFor(person)).toContain(status === 'admitted' ? '已审核通过' : '审核不通过')
      expect(await db().expert.count({ where: { accountId: person.accountId } })).toBe(status === 'admitted' ? 1 : 0)
      expect(failed[0]).toMatchObject({ code: 'conflict', message: expect.stringContaining('办理，现在的状态是') })
    }
    expect(await brokenInvariants()).toEqual([])
  })

  test('20 times 推荐 by the unit: one step', async () => {
    const person = await applicantAtUnit(unit)
    const input = { id: person.applicationId, version: await versionOf(person), event: 'recommend' as const }
    const { done } = await outcomes(times(20, () => decideApplication(unit, input)))
    expect(done).toHaveLength(1)
    expect(await decisionsOf(person)).toHaveLength(1)
    expect(await brokenInvariants()).toEqual([])
  })

  test('who decides on an older version loses, although the state is the same again', async () => {
    const person = await applicantAtUnit(unit)
    const old = await versionOf(person)
    await decide(unit, person, 'return', '请补充。')
    const stale = decideApplication(unit, { id: person.applicationId, version: old, event: 'recommend' })
    expect(await refusalOf(stale)).toMatchObject({ code: 'conflict', message: expect.stringContaining('退回修改') })
  })
})

describe('all or nothing', () => {
  const traces = async (person: Applicant) => ({
    application: await stored(person),
    history: await db().statusHistory.count({ where: { subjectId: person.applicationId } }),
    audit: await db().auditEvent.count({ where: { objectId: person.applicationId, result: 'done' } }),
    messages: await messagesOf(person),
    jobs: await db().$queryRaw`SELECT count(*) FROM graphile_worker.jobs`,
    expert: await db().expert.count({ where: { accountId: person.accountId } }),
    affiliation: await db().affiliation.findMany({ where: { accountId: person.accountId } }),
  })

  /** Makes every write to a table fail while `work` runs, as a full disk or a broken partition would. */
  async function failing(table: string, work: () => Promise<void>): Promise<void> {
    await db().$executeRawUnsafe(`
      CREATE FUNCTION fail_${table}() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'disk full' USING ERRCODE = 'disk_full'; END $$`)
    await db().$executeRawUnsafe(`CREATE TRIGGER fail BEFORE INSERT ON ${table} EXECUTE FUNCTION fail_${table}()`)
    try {
      await work()
    } finally {
      await db().$executeRawUnsafe(`DROP TRIGGER fail ON ${table}`)
      await db().$executeRawUnsafe(`DROP FUNCTION fail_${table}()`)
    }
  }

  test.each(['audit_event', 'status_history', 'message', 'expert', 'expert_discipline'])(
    'when %s cannot be written, 审核通过 is refused and leaves no trace (DU8, TE2)',
    async table => {
      const person = await applicantAtBureau(unit)
      const before = await traces(person)
      await failing(table, async () => {
        await expect(decide(reviewer, person, 'approve')).rejects.toThrow(/disk full/)
      })
      expect(await traces(person)).toEqual(before)
      await decide(reviewer, person, 'approve')
      expect(await brokenInvariants()).toEqual([])
    },
  )
})
