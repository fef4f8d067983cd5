import { checkAsk, checkRound } from '@/lib/draw/check.dal'
import { checkAskSchema } from '@/lib/draw/health.schema'
import { runDraw } from '@/lib/draw/run.dal'
import { viewRun } from '@/lib/draw/run-view.dal'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { defaultDraw } from '@/lib/policy/draw-policy'
import { useDatabase } from '../support/database'
import { type Cast, makeApproved, makeCast, makeExperts } from '../support/draw-pool'
import { officeNamed, requesterOf } from '../support/draws'
import { enforce } from '../support/policy'
import { prove } from '../support/staff'

useDatabase()

const from = new Date('2031-03-10T01:00:00Z')
const titleCode = 'PIN'
const conditions = { titles: [titleCode] }
let cast: Cast
let person: string

beforeAll(async () => {
  await enforce('shaoxing', { draw: { ...defaultDraw, enabled: true, yearlyCap: 1 } })
  cast = await makeCast()
  person = (await makeExperts(1, () => ({ titleCode })))[0]!
})

const typed = (change: object = {}, group: object = {}, days = 0) => {
  const at = (hours: number) => new Date(from.getTime() + days * 86_400_000 + hours * 3_600_000).toISOString()
  const asked = { name: '甲组', size: 1, alternates: 0, conditions, quotas: [], caps: [] }
  return checkAskSchema.parse({ sessionFrom: at(0), sessionTo: at(1), groups: [{ ...asked, ...group }], ...change })
}

test('describing one person brings whoever asks the same answer before and after he is drawn, is away or keeps away', async () => {
  const { requestId, roundId, groups } = await makeApproved(cast, [{ size: 1, conditions }], { from })
  const ways = () =>
    Promise.all([
      checkAsk(cast.requester, typed({ requestId, kind: 'supplement' }, { groupId: groups[0] })),
      // another request at the same hour, in the same year, soon after
      checkAsk(cast.requester, typed()),
      checkAsk(cast.requester, typed({}, {}, 40)),
      checkAsk(cast.requester, typed({}, { conditions: { ...conditions, restDays: 90 } }, 365)),
      checkAsk(cast.requester, typed({}, { conditions: { ...conditions, creditAtLeast: 100 } }, 365)),
      checkAsk(cast.requester, typed({}, { conditions: { ...conditions, yearlyAtMost: 0 } }, 40)),
      checkAsk(cast.requester, typed({}, { quotas: [{ feature: 'newcomer', value: 'yes', min: 1, max: null }] }, 365)),
      checkRound(cast.requester, roundId),
    ])
  const before = await ways()
  expect(before.map(one => one.state)).toEqual(before.map(() => 'yes'))
  await prove(cast.operator, 'draw.run', roundId)
  await runDraw(cast.operator, { roundId, version: 0 })
  expect(await ways()).toEqual(before)
  const day = new Date('2031-03-10T00:00:00Z')
  await db().expertLeave.create({ data: { id: newId(), expertId: person, fromDay: day, toDay: day } })
  await db().drawAvoidance.create({
    data: {
      ...{ id: newId(), requestId, kind: 'person', source: 'expert', expertId: person, reason: '有合作。' },
      ...{ status: 'accepted', declaredBy: '一位专家' },
    },
  })
  const credit = { kind: 'lateExcuse', points: -5, words: '测试', byName: '测试', at: new Date() }
  await db().creditEntry.create({ data: { id: newId(), expertId: person, ...credit } })
  expect(await ways()).toEqual(before)
  // who approves sees the truth
  const whole = await checkRound(cast.manager, roundId)
  expect(whole.groups).toMatchObject([{ eligible: 0, excluded: [{ reason: 'asked', count: 1 }] }])
})

test('a manager who asked himself is told what whoever asks is told', async () => {
  const both = await requesterOf(await officeNamed(), 'bureauManager')
  const { requestId, roundId } = await makeApproved({ ...cast, requester: both }, [{ size: 1, conditions }], { from })
  expect(await checkRound(both, roundId)).toMatchObject({ rough: true, state: 'yes' })
  expect((await viewRun(both, requestId)).rounds[0]!.health).toMatchObject({ rough: true, state: 'yes' })
  expect(await checkRound(cast.manager, roundId)).toMatchObject({ rough: false })
})
