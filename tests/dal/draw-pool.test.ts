import fc from 'fast-check'
import { checkAsk, checkRound } from '@/lib/draw/check.dal'
import { checkAskSchema } from '@/lib/draw/health.schema'
import { eligibleFor } from '@/lib/draw/pool.dal'
import { recordOf } from '@/lib/draw/record.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { viewRun } from '@/lib/draw/run-view.dal'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { defaultDraw } from '@/lib/policy/draw-policy'
import { useDatabase } from '../support/database'
import { type Cast, makeApproved, makeCast, makeExperts } from '../support/draw-pool'
import { nothingOf } from '../support/draw-secrets'
import { enforce } from '../support/policy'
import { prove, staffOf } from '../support/staff'
import { refusalOf } from '../support/units'

useDatabase()

let cast: Cast
beforeAll(async () => {
  await enforce('shaoxing', { draw: { ...defaultDraw, enabled: true, yearlyCap: 1 } })
  cast = await makeCast()
})

let titles = 0
const own = () => `P${++titles}`
const from = new Date('2031-03-10T01:00:00Z')

/** Who meets conditions, by the numbers of those who were made. */
async function met(people: string[], titleCode: string, conditions: object): Promise<number[]> {
  const { roundId } = await makeApproved(cast, [{ size: 1, conditions: { titles: [titleCode], ...conditions } }], {
    from,
  })
  const { types } = await eligibleFor(cast.operator, db(), roundId)
  return types.flatMap(({ expertIds }) => expertIds.map(id => people.indexOf(id))).sort((one, other) => one - other)
}

describe('conditions', () => {
  test('disciplines with everything below, the first one named, regions, types, title levels', async () => {
    const titleCode = own()
    const people = await makeExperts(4, at => ({
      ...{
        titleCode,
        disciplines: [['32027'], ['110', '32024'], ['320'], ['110']][at],
        titleLevel: at ? 'senior' : 'none',
      },
      ...{ region: ['330602', '330681', '330102', '420106'][at], expertType: at % 2 ? 'finance' : null },
    }))
    expect(await met(people, titleCode, { disciplines: ['320'] })).toEqual([0, 1, 2])
    expect(await met(people, titleCode, { disciplines: ['320'], firstOnly: true })).toEqual([0, 2])
    expect(await met(people, titleCode, { regions: ['330600'] })).toEqual([0, 1])
    expect(await met(people, titleCode, { regions: ['330602', '420000'] })).toEqual([0, 3])
    expect(await met(people, titleCode, { area: 'inside' })).toEqual([0, 1])
    expect(await met(people, titleCode, { area: 'outside' })).toEqual([2, 3])
    expect(await met(people, titleCode, { expertTypes: ['finance'] })).toEqual([1, 3])
    expect(await met(people, titleCode, { titleLevels: ['senior'] })).toEqual([1, 2, 3])
    expect(await met(people, titleCode, { natures: ['enterprise'] })).toEqual([])
    expect(await met(people, titleCode, { natures: ['institute'] })).toEqual([0, 1, 2, 3])
  })

  test('ages are full years on the day of the session, both ends included', async () => {
    const titleCode = own()
    const births = ['1971-03-10', '1971-03-11', '1970-03-11', '1970-03-10']
    const people = await makeExperts(4, at => ({ titleCode, birth: births[at], workSince: 2000 + at * 10 }))
    expect(await met(people, titleCode, { ageFrom: 60, ageTo: 60 })).toEqual([0, 2])
    expect(await met(people, titleCode, { ageTo: 59 })).toEqual([1])
    expect(await met(people, titleCode, { ageFrom: 61 })).toEqual([3])
    expect(await met(people, titleCode, { workYears: 21 })).toEqual([0, 1])
  })

  test('credit begins where the policy says, and the entries are added up', async () => {
    const titleCode = own()
    const people = await makeExperts(3, () => ({ titleCode }))
    const entry = (expertId: string, points: number) => ({
      ...{ id: newId(), expertId, kind: 'feedback', points, words: '测试', byName: '测试', at: new Date() },
    })
    await db().creditEntry.createMany({ data: [entry(people[0]!, -20), entry(people[0]!, 5), entry(people[1]!, 3)] })
    expect(await met(people, titleCode, { creditAtLeast: 85 })).toEqual([0, 1, 2])
    expect(await met(people, titleCode, { creditAtLeast: 86 })).toEqual([1, 2])
    expect(await met(people, titleCode, { creditAtLeast: 101 })).toEqual([1])
  })

  test('days of rest and the yearly cap look at seats that counted, in the calendar year of the session', async () => {
    const titleCode = own()
    const people = await makeExperts(5, () => ({ titleCode }))
    const ask = { size: 3, conditions: { titles: [titleCode] } }
    const days = (n: number) => new Date(from.getTime() - n * 86_400_000)
    const earlier = await makeApproved(cast, [ask], { from: days(20) })
    await prove(cast.operator, 'draw.run', earlier.roundId)
    const { drawId } = await runDraw(cast.operator, { roundId: earlier.roundId, version: 0 })
    const seats = await db().drawSeat.findMany({ where: { drawId } })
    await db().drawSeat.update({ where: { id: seats[0]!.id }, data: { status: 'declined', declineCode: 'time' } })
    const counted = seats.slice(1).map(seat => people.indexOf(seat.expertId!))
    const rest = [0, 1, 2, 3, 4].filter(at => !counted.includes(at))
    expect(await met(people, titleCode, { restDays: 30 })).toEqual(rest)
    // without a rest they are out all the same: once a year
    expect(await met(people, titleCode, { restDays: 10 })).toEqual(rest)
    // asked for by the request, who was drawn too often is not looked for at all; the cap of the rules comes after
    const often = async (yearlyAtMost: number, year = from) => {
      const asked = { size: 3, conditions: { titles: [titleCode], yearlyAtMost } }
      const { roundId } = await makeApproved(cast, [asked], { from: year })
      const { eligible, excluded } = (await eligibleFor(cast.operator, db(), roundId)).counts[0]!
      return { eligible, excluded }
    }
    expect(await often(0)).toEqual({ eligible: 3, excluded: {} })
    expect(await often(1)).toEqual({ eligible: 3, excluded: { yearly: 2 } })
    expect(await often(0, new Date('2032-01-05T01:00:00Z'))).toEqual({ eligible: 5, excluded: {} })
    const next = await makeApproved(cast, [ask], { from: new Date('2032-01-05T01:00:00Z') })
    const { counts, types } = await eligibleFor(cast.operator, db(), next.roundId)
    expect(counts[0]).toMatchObject({ eligible: 5, excluded: {} })
    expect(types).not.toHaveLength(0)
  })
})

describe('drawn through the data layer', () => {
  test('whatever is asked for: quotas and caps hold, groups do not overlap, and it comes out again', async () => {
    const titleCode = own()
    await makeExperts(26, at => ({
      ...{ titleCode, sex: at % 2 ? '1' : '2', titleLevel: at % 3 ? 'senior' : 'associate' },
      ...{ disciplines: [at % 4 ? '32027' : '520'], region: at % 5 ? '330602' : '330102' },
    }))
    const quota = fc.record({
      what: fc.constantFrom(
        ['sex', '2'],
        ['titleLevel', 'senior'],
        ['discipline', '520'],
        ['region', '330600'],
        ['area', 'outside'],
      ),
      min: fc.integer({ min: 0, max: 2 }),
      more: fc.integer({ min: 0, max: 2 }),
    })
    const asked = fc.record({
      size: fc.integer({ min: 1, max: 4 }),
      quotas: fc.uniqueArray(quota, { maxLength: 2, selector: one => one.what[0] }),
    })
    const year = { n: 2040 }
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: 1, maxLength: 2 }), async groups => {
        year.n += 1
        const asks = groups.map(({ size, quotas }) => ({
          size,
          conditions: { titles: [titleCode] },
          quotas: quotas.map(({ what, min, more }) => ({ feature: what[0]!, value: what[1]!, min, max: min + more })),
        }))
        const { roundId } = await makeApproved(cast, asks, { from: new Date(Date.UTC(year.n, 2, 1)) })
        await prove(cast.operator, 'draw.run', roundId)
        const outcome = await runDraw(cast.operator, { roundId, version: 0 }).catch((error: Error) => error)
        const health = await checkRound(cast.operator, roundId)
        if (outcome instanceof Error) {
          expect(outcome.message).toContain('凑不齐')
          expect(health.state).toBe('no')
          return
        }
        const { panels, broken, problem, sign } = await recordOf(cast.operator, db(), outcome.drawId)
        expect(broken).toEqual([])
        expect(new Set(panels.flat()).size).toBe(groups.reduce((sum, { size }) => sum + size, 0))
        const of = new Map(problem.candidates.map(one => [one.id, one.features]))
        for (const [at, panel] of panels.entries()) {
          const features = panel.map(id => of.get(sign(id))!)
          expect(panel).toHaveLength(groups[at]!.size)
          expect(new Set(features.map(one => one.unit)).size).toBe(panel.length)
          for (const { feature, value, min, max } of problem.panels[at]!.quotas) {
            const count = features.filter(one => one[feature] === value).length
            expect(count >= min && count <= max).toBe(true)
          }
        }
      }),
      { numRuns: 12 },
    )
  })
})

describe('the health check', () => {
  const typed = (titleCode: string, change: object = {}) =>
    checkAskSchema.parse({
      ...{ sessionFrom: from.toISOString(), sessionTo: new Date(from.getTime() + 3_600_000).toISOString() },
      groups: [
        { name: '甲组', size: 3, alternates: 2, conditions: { titles: [titleCode] }, quotas: [], caps: [], ...change },
      ],
    })

  test('says whether it can be filled, about how many there are, and to a manager the chances', async () => {
    const titleCode = own()
    await makeExperts(12, at => ({ titleCode, status: at < 3 ? 'dormant' : 'active' }))
    const health = await checkAsk(cast.requester, typed(titleCode))
    expect(health).toMatchObject({ state: 'yes', changes: [], rough: true, ways: null })
    expect(health.groups).toMatchObject([
      {
        name: '甲组',
        eligible: 6,
        excluded: [{ reason: 'notActive', count: 3, label: '休眠、暂停或待出库' }],
        chances: null,
      },
    ])
    const { roundId } = await makeApproved(cast, [{ size: 3, conditions: { titles: [titleCode] } }], { from })
    const whole = await checkRound(cast.manager, roundId)
    expect(whole).toMatchObject({ rough: false, warnings: [], groups: [{ eligible: 9 }] })
    expect(whole.groups[0]!.chances!.lowest).toBeCloseTo(1 / 3, 9)
  })

  test('names the smallest change that would do, and conditions that point at people', async () => {
    const titleCode = own()
    await makeExperts(5, at => ({ titleCode, sex: at ? '1' : '2' }))
    const quotas = [{ feature: 'sex', value: '2', min: 3, max: null }]
    const health = await checkAsk(cast.requester, typed(titleCode, { quotas }))
    expect(health.state).toBe('no')
    // the number that would do is a count of one: who asks learns in which direction
    expect(health.changes).toEqual(['「甲组」性别“女”的最少人数（现在 3）要减少'])
    expect(health.warnings.join()).toContain('几乎等于指定专家')
    const { roundId } = await makeApproved(cast, [{ size: 3, quotas, conditions: { titles: [titleCode] } }], { from })
    const whole = await checkRound(cast.manager, roundId)
    expect(whole.changes).toEqual(['「第1组」性别“女”的最少人数从 3 改为 1'])
    expect(whole.warnings.join()).toContain('符合条件的只有 5 名，不到 3 倍')
  })

  test('a 使用单位 is told of no fewer than three; a manager is', async () => {
    const titleCode = own()
    await makeExperts(4, at => ({ titleCode, status: at < 2 ? 'suspended' : 'active' }))
    expect((await checkAsk(cast.requester, typed(titleCode))).groups).toMatchObject([{ eligible: null, excluded: [] }])
    const { roundId } = await makeApproved(cast, [{ size: 1, conditions: { titles: [titleCode] } }], { from })
    const whole = await checkRound(cast.manager, roundId)
    expect(whole.groups).toMatchObject([{ eligible: 2, excluded: [{ reason: 'notActive', count: 2 }] }])
    const own_ = await checkRound(cast.requester, roundId)
    expect(own_.groups).toMatchObject([{ eligible: null, excluded: [] }])
  })

  test('who asks has so many checks a day, together with those of his stored rounds; who approves is not counted', async () => {
    const titleCode = own()
    const asker = await staffOf('drawRequester')
    await checkAsk(asker, typed(titleCode))
    await db().$executeRaw`UPDATE rate_limit SET points = 149 WHERE key = ${`drawCheck:${asker.accountId}`}`
    expect((await checkAsk(asker, typed(titleCode))).state).toBe('no')
    const refusal = await refusalOf(checkAsk(asker, typed(titleCode)))
    expect([refusal.code, refusal.message]).toEqual(['tooMany', expect.stringContaining('不影响填写、保存和提交')])
    const asks = [{ size: 1, conditions: { titles: [titleCode] } }]
    const { roundId } = await makeApproved({ ...cast, requester: asker }, asks, { from })
    expect((await refusalOf(checkRound(asker, roundId))).code).toBe('tooMany')
    expect((await checkRound(cast.manager, roundId)).state).toBe('no')
  })

  test('an earlier panel asked for again is noticed', async () => {
    const titleCode = own()
    await makeExperts(4, () => ({ titleCode }))
    const conditions = { titles: [titleCode] }
    const soon = new Date(Date.now() + 3 * 86_400_000)
    const first = await makeApproved(cast, [{ size: 3, conditions }], { from: soon })
    await prove(cast.operator, 'draw.run', first.roundId)
    await runDraw(cast.operator, { roundId: first.roundId, version: 0 })
    const later = { sessionFrom: '2033-01-01T00:00:00Z', sessionTo: '2033-01-01T03:00:00Z' }
    const again = async () => (await checkAsk(cast.requester, { ...typed(titleCode), ...later })).warnings.join()
    // of a list that is sealed the warning would say who sits
    expect(await again()).not.toContain('一起参加过')
    const opened = { status: 'held', unlockedAt: new Date() } as const
    const { number } = await db().drawRequest.update({ where: { id: first.requestId }, data: opened })
    expect(await again()).toContain('大半在一年内一起参加过同一次评审')
    const next = await makeApproved(cast, [{ size: 3, conditions }], { from: new Date('2033-01-01T00:00:00Z') })
    expect((await checkRound(cast.manager, next.roundId)).warnings.join()).toContain(
      `有 3 名在一年内一起被抽进 ${number} 的「第1组」`,
    )
  })

  test('nobody checks the request of somebody else', async () => {
    const { requestId } = await makeApproved(cast, [{ size: 1 }], { from })
    const stranger = { ...cast.requester, accountId: cast.other.accountId }
    expect((await refusalOf(checkAsk(stranger, { ...typed('x'), requestId }))).code).toBe('notFound')
  })
})

test('secrecy: what operator, manager and 使用单位 are answered names nobody', async () => {
  const titleCode = own()
  const people = await makeExperts(9, at => ({ titleCode, sex: at % 2 ? '1' : '2' }))
  const quotas = [{ feature: 'sex', value: '2', min: 1, max: 2 }]
  const { roundId, requestId } = await makeApproved(cast, [{ size: 3, conditions: { titles: [titleCode] }, quotas }], {
    from,
  })
  const before = [await viewRun(cast.operator, requestId), await checkRound(cast.requester, roundId)]
  await prove(cast.operator, 'draw.run', roundId)
  const drawn = await runDraw(cast.operator, { roundId, version: 0 })
  const after = [await viewRun(cast.operator, requestId), await viewRun(cast.manager, requestId)]
  const answers = JSON.stringify([before, drawn, after])
  expect(await nothingOf(people, answers)).toEqual([])
  const [round] = after[0]!.rounds
  const { features, chances } = round!.attempts[0]!.outcome[0]!
  expect(features[0]!.label).toBe('性别')
  // what chance everybody had stays to be seen after the draw: four women and five men, one or two women of three
  expect(chances!.lowest).toBeLessThan(3 / 9)
  expect(chances!.highest).toBeGreaterThan(3 / 9)
  expect((await refusalOf(viewRun(cast.requester, requestId))).code).toBe('notFound')
  const events = await db().auditEvent.findMany({ where: { action: { startsWith: 'draw' } } })
  expect(
    await nothingOf(
      people,
      JSON.stringify(events, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    ),
  ).toEqual([])
})
