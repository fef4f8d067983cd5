import { systemActor } from '@/lib/access/actor'
import { submitRequest } from '@/lib/draw/approve.dal'
import { recordOf } from '@/lib/draw/record.dal'
import { saveRequest } from '@/lib/draw/request.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { viewRun } from '@/lib/draw/run-view.dal'
import { brokenDraws } from '@/lib/draw/verify.dal'
import { voidDraw } from '@/lib/draw/void.dal'
import { db } from '@/lib/platform/db'
import { useDatabase } from '../support/database'
import { type Cast, makeCast, makeExperts } from '../support/draw-pool'
import {
  allowDraws,
  approvedDraw,
  decideDraw,
  groupInput,
  officeNamed,
  requesterOf,
  requestInput,
  storedDraw,
} from '../support/draws'
import { prove } from '../support/staff'
import { refusalOf } from '../support/units'

useDatabase()

let cast: Cast
beforeAll(async () => {
  await allowDraws()
  cast = await makeCast()
}, 60_000)

async function draw(roundId: string) {
  await prove(cast.operator, 'draw.run', roundId)
  const { version } = await db().drawRound.findUniqueOrThrow({ where: { id: roundId } })
  return runDraw(cast.operator, { roundId, version })
}

test('an attempt is reckoned from what it was drawn for, whatever is asked for afterwards', async () => {
  const titleCode = '011'
  await makeExperts(12, at => ({ titleCode, sex: at % 2 ? '1' : '2' }))
  const requester = await requesterOf(await officeNamed())
  const conditions = { titles: [titleCode] }
  const group = (change = {}) => groupInput({ conditions, ...change })
  const women = { feature: 'sex', value: '2', min: 2, max: null }
  const first = await approvedDraw(requester, cast.manager, {
    groups: [group({ name: '甲组', quotas: [women] }), group({ name: '乙组', size: 1 })],
  })
  const { drawId } = await draw(first.round.id)
  const { version } = await db().drawRound.findUniqueOrThrow({ where: { id: first.round.id } })
  await voidDraw(cast.manager, { drawId, version, opinion: '条件有误。' })
  await decideDraw(cast.manager, first.request.id, 'return')

  const back = await storedDraw(first.request.id)
  const [one, other] = back.groups.map(({ id }) => id)
  const save = (version: number, groups: unknown[]) =>
    saveRequest(requester, requestInput({ id: first.request.id, version, groups }))
  const gone = await refusalOf(save(back.request.version, [group({ id: one, name: '甲组' })]))
  expect(gone).toMatchObject({ code: 'refused' })
  expect(gone.message).toContain('「乙组」已经抽取过')
  expect(await db().drawGroup.count({ where: { requestId: first.request.id } })).toBe(2)

  // names exchanged, another size, no quota, a group more; and the policy of the day is another
  await allowDraws({ perUnit: 2 })
  const saved = await save(back.request.version, [
    group({ id: other, name: '甲组', size: 3, caps: [{ feature: 'unit', most: 2 }] }),
    group({ name: '丙组', size: 1 }),
    group({ id: one, name: '乙组', size: 1 }),
  ])
  await submitRequest(requester, { id: first.request.id, version: saved.version })
  await decideDraw(cast.manager, first.request.id, 'approve')
  const again = await draw(first.round.id)
  expect(again.attempt).toBe(2)

  for (const [id, sizes] of [
    [drawId, [3, 1]],
    [again.drawId, [3, 1, 1]],
  ] as const) {
    const { broken, panels } = await recordOf(cast.operator, db(), id)
    expect(broken).toEqual([])
    expect(panels.map(ids => ids.length)).toEqual(sizes)
  }
  expect(await brokenDraws(systemActor('test'))).toEqual([])
  const { attempts } = (await viewRun(cast.operator, first.request.id)).rounds[0]!
  expect(attempts.map(({ outcome }) => outcome.map(({ name, size }) => `${name}${size}`))).toEqual([
    ['甲组3', '丙组1', '乙组1'],
    ['甲组3', '乙组1'],
  ])
  await allowDraws()
})
