import { checkAsk, checkRound } from '@/lib/draw/check.dal'
import { checkAskSchema } from '@/lib/draw/health.schema'
import type { TrialState } from '@/lib/draw/run.dto'
import { trialOf, tryDraw } from '@/lib/draw/trial.dal'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { threadOf } from '@/lib/platform/worker-thread'
import { useDatabase } from '../support/database'
import { type Cast, makeApproved, makeCast, makeExperts } from '../support/draw-pool'
import { withLotteries } from '../support/draw-sealing'
import { enforce } from '../support/policy'
import { refusalOf, unitOf } from '../support/units'

useDatabase()

const from = new Date('2031-03-10T01:00:00Z')
let cast: Cast
let titles = 0
const own = () => `FC${++titles}`

beforeAll(async () => {
  await withLotteries('leximin')
  cast = await makeCast()
})
afterAll(() => threadOf('lib/draw/reckon-thread.ts', 'checks').stop())

const women = (min: number, max: number | null = null) => [{ feature: 'sex' as const, value: '2', min, max }]
const typed = (titleCode: string, group: object = {}) =>
  checkAskSchema.parse({
    ...{ sessionFrom: from.toISOString(), sessionTo: new Date(from.getTime() + 3_600_000).toISOString() },
    groups: [
      { name: '甲组', size: 3, alternates: 0, conditions: { titles: [titleCode] }, quotas: [], caps: [], ...group },
    ],
  })
const approved = (titleCode: string, ask: object) =>
  makeApproved(cast, [{ size: 3, conditions: { titles: [titleCode] }, ...ask }], { from })

/** Each from a unit of his own, so that no cap binds. */
async function apart(count: number, titleCode: string, sexOf: (at: number) => string) {
  const units = await Promise.all(Array.from({ length: count }, () => unitOf('active')))
  return makeExperts(count, at => ({ titleCode, sex: sexOf(at), unitId: units[at]!.unitId }))
}

test('under fair lotteries a check says the chances, who has least and most, and what a quota costs whom', async () => {
  const titleCode = own()
  await apart(12, titleCode, at => (at < 3 ? '2' : '1'))
  const quotas = women(2)
  const { roundId } = await approved(titleCode, { quotas })
  const whole = await checkRound(cast.manager, roundId)
  expect(whole).toMatchObject({ state: 'yes', ways: null, changes: [], warnings: [] })
  const [group] = whole.groups
  // two places for three women, one for nine men
  expect(group).toMatchObject({
    eligible: 12,
    chances: null,
    fair: { least: '其他专家 9 名', most: '女 3 名', never: null },
  })
  expect(group!.fair!.chances!.lowest).toBeCloseTo(1 / 9, 9)
  expect(group!.fair!.chances!.highest).toBeCloseTo(2 / 3, 9)
  expect(whole.fair).toEqual({
    costs: ['「第1组」性别“女”至少 2 人，使其余专家的最低机会从约 25% 降到约 11.1%，性别“女”的专家平均升到约 66.7%。'],
    left: 0,
    follow: null,
  })
  const rough = await checkAsk(cast.requester, typed(titleCode, { quotas }))
  expect(rough).toMatchObject({ state: 'yes', rough: true })
  expect(rough.groups[0]!.fair!.chances!.lowest).toBeCloseTo(0.1, 9)
  expect(rough.groups[0]!.fair!.chances!.highest).toBeCloseTo(0.6, 9)
  expect(rough.fair!.costs).toEqual([
    '「甲组」性别“女”至少 2 人，使其余专家的最低机会从约 20% 降到约 10%，性别“女”的专家平均升到约 60%。',
  ])
})

test('必然入选 stands before who approves, with the requirement; one and two are not told to whoever asks', async () => {
  const titleCode = own()
  await apart(9, titleCode, at => (at < 2 ? '2' : '1'))
  const { roundId } = await approved(titleCode, { quotas: women(2) })
  const whole = await checkRound(cast.manager, roundId)
  expect(whole.warnings.join()).toContain(
    '必然入选 2 名（女 2 名）：不论怎么抽都在名单里，因为要求「第1组」性别“女”至少 2 人。',
  )
  const rough = await checkAsk(cast.requester, typed(titleCode, { quotas: women(2) }))
  expect(JSON.stringify(rough)).not.toMatch(/入选|平均|女 2/)
  // all of three
  const all = await checkAsk(cast.requester, typed(titleCode, { size: 9 }))
  expect(all.warnings.join()).toContain('有 6 名以上专家不论怎么抽都会入选')
})

test('what cannot be filled is answered by the smallest change; what the policy asks is not given up', async () => {
  const titleCode = own()
  await apart(5, titleCode, at => (at ? '1' : '2'))
  const { roundId } = await approved(titleCode, { quotas: women(3) })
  const whole = await checkRound(cast.manager, roundId)
  expect(whole).toMatchObject({ state: 'no', fair: null, changes: ['「第1组」性别“女”的最少人数从 3 改为 1'] })
  const rough = await checkAsk(cast.requester, typed(titleCode, { quotas: women(3) }))
  expect(rough.changes).toEqual(['「甲组」性别“女”的最少人数（现在 3）要减少'])
  const one = own()
  const { unitId } = await unitOf('active')
  await makeExperts(6, () => ({ titleCode: one, unitId }))
  const { roundId: crowded } = await approved(one, {})
  // one of each unit, and odd panels: only one can be had
  expect((await checkRound(cast.manager, crowded)).changes).toEqual(['「第1组」人数从 3 改为 1'])
})

test('who is away, or keeps away, does not show in the chances that whoever asks is told', async () => {
  const titleCode = own()
  const people = await apart(12, titleCode, at => (at < 3 ? '2' : '1'))
  const { requestId } = await approved(titleCode, { quotas: women(1, 1) })
  const ask = () => checkAsk(cast.requester, { ...typed(titleCode, { quotas: women(1, 1) }), requestId })
  const before = await ask()
  expect(before.groups[0]!.fair!.chances).not.toBeNull()
  const day = new Date('2031-03-10T00:00:00Z')
  await db().expertLeave.create({ data: { id: newId(), expertId: people[0]!, fromDay: day, toDay: day } })
  await db().drawAvoidance.create({
    data: {
      ...{ id: newId(), requestId, kind: 'person', source: 'expert', expertId: people[1]!, reason: '有合作。' },
      ...{ status: 'accepted', declaredBy: '一位专家' },
    },
  })
  expect(await ask()).toEqual(before)
})

describe('试算', () => {
  /** Begun, and looked at until it is over. */
  async function tried(roundId: string): Promise<TrialState> {
    let state = await tryDraw(cast.manager, { roundId })
    while (state.state === 'reckoning') {
      await new Promise(done => setTimeout(done, 50))
      state = await trialOf(cast.manager, { roundId })
    }
    return state
  }

  test('shows the structure of one made-up list to who approves, draws nobody, and is recorded', async () => {
    const titleCode = own()
    await apart(12, titleCode, at => (at < 4 ? '2' : '1'))
    const { roundId } = await approved(titleCode, { quotas: women(2, 2) })
    const made = await tried(roundId)
    if (made.state !== 'done') throw new Error(JSON.stringify(made))
    expect(made.trial).toEqual([
      {
        ...{ name: '第1组', size: 3 },
        features: [
          {
            label: '性别',
            cells: [
              { label: '女', count: 2 },
              { label: '其他', count: 1 },
            ],
          },
        ],
      },
    ])
    expect(await db().drawSeat.count({ where: { roundId } })).toBe(0)
    const events = await db().auditEvent.findMany({ where: { action: 'draw.trial' } })
    expect(events).toMatchObject([{ objectType: 'drawRound', objectId: roundId, result: 'done' }])
  })

  test('so many a day; none where nothing can be drawn, where it was asked for by himself, or all lists are alike', async () => {
    const titleCode = own()
    await apart(2, titleCode, () => '1')
    const { roundId } = await approved(titleCode, { quotas: women(1) })
    expect(await tried(roundId)).toMatchObject({ state: 'failed', why: expect.stringContaining('抽不出来') })
    await db().$executeRaw`UPDATE rate_limit SET points = 10 WHERE key = ${`drawTrial:${cast.manager.accountId}`}`
    expect((await refusalOf(tryDraw(cast.manager, { roundId }))).code).toBe('tooMany')
    expect((await refusalOf(tryDraw(cast.requester, { roundId }))).code).toBe('notFound')
    await enforce('shaoxing')
    const plain = await approved(titleCode, {})
    expect((await refusalOf(tryDraw(cast.manager, { roundId: plain.roundId }))).message).toContain('不用试算')
    await withLotteries('leximin')
  })
})
