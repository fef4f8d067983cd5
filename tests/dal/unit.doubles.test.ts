import type { StaffActor } from '@/lib/access/actor'
import { db } from '@/lib/platform/db'
import { listDistinctions, listDoubles, markDistinct } from '@/lib/unit/double.dal'
import { enterUnit } from '@/lib/unit/enter.dal'
import { listNamesakes } from '@/lib/unit/namesake.dal'
import { registerUnit } from '@/lib/unit/register.dal'
import { decideUnit } from '@/lib/unit/review.dal'
import { findUnits } from '@/lib/unit/unit.public.dal'
import { useDatabase } from '../support/database'
import { fixtureCreditCode, fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { makeManager, merge, rename, stored } from '../support/reshape'
import {
  codeFor,
  makeReviewer,
  nextSerial,
  outcomes,
  refusalOf,
  registered,
  times,
  unitInput,
  unitOf,
  visitor,
} from '../support/units'

useDatabase()

let manager: StaffActor
let reviewer: StaffActor
beforeAll(async () => {
  manager = await makeManager()
  reviewer = await makeReviewer('沈鉴')
})
afterEach(async () => expect(await brokenInvariants()).toEqual([]))

test('likely doubles by code, name and alias; what was judged different is not asked again', async () => {
  const make = async (name: string, creditCode?: string) => {
    const { unitId } = await unitOf('active', name)
    if (creditCode) await db().unit.update({ where: { id: unitId }, data: { creditCode } })
    return unitId
  }
  const serial = nextSerial()
  await make('示范甲单位', fixtureCreditCode(serial, '91'))
  await make('示范乙机构', fixtureCreditCode(serial, '12'))
  await make('示范丙农技站')
  const branch = await make('某县示范丙农技站')
  await make('示范丙农技站附属实验与推广示范中心')
  const named = async () =>
    (await listDoubles(manager)).pairs
      .filter(pair => /[甲乙丙]/.test(pair.one.name))
      .map(pair => [pair.reason, ...[pair.one.name, pair.other.name].sort()])
  expect(await named()).toEqual([
    ['code', '示范乙机构', '示范甲单位'],
    ['contains', '某县示范丙农技站', '示范丙农技站'],
  ])
  const pair = (await listDoubles(manager)).pairs.find(one => [one.one.id, one.other.id].includes(branch))!
  await markDistinct(manager, { oneId: pair.other.id, otherId: pair.one.id, reason: '县站和市站是两个法人' })
  expect(await named()).toEqual([['code', '示范乙机构', '示范甲单位']])
  expect(await listDistinctions(manager)).toMatchObject([{ who: '方衡', reason: '县站和市站是两个法人' }])
})

describe('two units of one name (A3)', () => {
  const name = '噶尔示范县农牧业技术推广站'
  const approve = (id: string) => decideUnit(reviewer, { id, version: 0, event: 'approve', opinion: null })
  const withoutCode = (given: string) =>
    enterUnit(manager, {
      nature: 'other',
      name: given,
      legalPerson: '法正',
      regionCode: '420106',
      contactName: '管韵',
      contactPhone: fixturePhone(nextSerial()),
      noCodeReason: '尚无代码',
    })

  test('both register, however the name is written; each is told apart, the bureau sees the pair', async () => {
    const one = await registered({ name })
    const two = await registered({ name: name.replace('县', '县 '), regionCode: '420111' })
    await approve(one.id)
    await approve(two.id)
    const { units } = await findUnits(name)
    expect(units).toMatchObject([
      { id: one.id, region: '武汉市武昌区', codeTail: one.creditCode.slice(-4) },
      { id: two.id, region: '武汉市洪山区', codeTail: two.creditCode.slice(-4) },
    ])
    expect((await findUnits(two.creditCode)).units).toMatchObject([{ id: two.id }])
    const { pairs } = await listDoubles(manager)
    expect(pairs.find(pair => [pair.one.id, pair.other.id].includes(one.id))).toMatchObject({ reason: 'name' })
    expect(await listNamesakes(reviewer, two.id)).toMatchObject([{ id: one.id, creditCode: one.creditCode }])
    expect(await listNamesakes(reviewer, one.id)).toMatchObject([{ id: two.id, region: '武汉市洪山区' }])
  })

  test('one is renamed: the other keeps the name and is still found first; both may be renamed back', async () => {
    const [one, two] = [await unitOf('active', '示范双生站'), await registered({ name: '示范双生站' })]
    await approve(two.id)
    await rename(manager, one.unitId, '示范单生站')
    expect((await findUnits('示范双生站')).units.map(unit => unit.id)).toEqual([two.id, one.unitId])
    await rename(manager, two.id, '示范 双生站')
    await rename(manager, one.unitId, '示范双生中心')
  })

  test('merged, the name stays one name, and the old code finds the unit that stays', async () => {
    const [one, two] = [await unitOf('active', '示范重复站'), await registered({ name: '示范重复站' })]
    await approve(two.id)
    await merge(manager, two.id, one.unitId)
    expect((await findUnits('示范重复站')).units).toMatchObject([{ id: one.unitId }])
    const { units } = await findUnits(two.creditCode)
    expect(units).toMatchObject([{ id: one.unitId }])
    expect(units[0]).not.toHaveProperty('alias')
    expect(await db().unitAlias.count({ where: { unitId: one.unitId } })).toBe(0)
  })

  test('without a code a unit must have its name alone: entered, renamed, or many at once', async () => {
    const one = await unitOf('active', '示范独名站')
    expect((await refusalOf(withoutCode('示范独名站'))).fieldErrors?.name?.[0]).toContain(
      (await stored(one.unitId)).creditCode!.slice(-4),
    )
    const { done } = await outcomes(times(5, () => withoutCode('示范筹备中的站')))
    expect(done).toHaveLength(1)
    const { id } = done[0]!
    expect((await refusalOf(rename(manager, id, '示范独名站'))).fieldErrors).toHaveProperty('name')
    // it registers itself once it has a code, and the bureau merges the two
    const own = await registered({ name: '示范筹备中的站' })
    expect(await listNamesakes(manager, own.id)).toMatchObject([{ id, creditCode: null }])
  })

  test('of twenty with one name and one code at once one is a unit', async () => {
    const creditCode = fixtureCreditCode(nextSerial())
    const people = times(20, () => ({ actor: visitor(), input: unitInput({ creditCode, name: '示范争抢站' }) }))
    for (const one of people) one.input.smsCode = await codeFor(one.actor, one.input.phone)
    const { done } = await outcomes(people.map(({ actor, input }) => registerUnit(actor, input)))
    expect(done).toHaveLength(1)
    expect(await db().unit.count({ where: { name: '示范争抢站' } })).toBe(1)
  })
})
