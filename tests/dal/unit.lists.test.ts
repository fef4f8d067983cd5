import type { StaffActor } from '@/lib/access/actor'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { nameColumns } from '@/lib/unit/name-columns'
import { countUnits, listUnits, nextWaitingUnit, type UnitQuery } from '@/lib/unit/queue.dal'
import { decideUnit } from '@/lib/unit/review.dal'
import { findUnits } from '@/lib/unit/unit.public.dal'
import { makeUnit } from '@/prisma/seed/factory'
import { useDatabase } from '../support/database'
import { fixtureCreditCode, fixturePhone } from '../support/fixtures-ids'
import { makeReviewer, nextSerial, refusalOf, times, unitOf } from '../support/units'

useDatabase()

/** Thursday noon in China; the day after is a working day, then a weekend. */
const thursday = new Date('2026-11-19T04:00:00Z')
const later = (days: number) => new Date(thursday.getTime() + days * 86_400_000)

let reviewer: StaffActor
beforeAll(async () => {
  reviewer = await makeReviewer('沈鉴')
})
beforeEach(() => setClock(thursday))
afterEach(async () => {
  setClock(null)
  await db().unitAdministrator.deleteMany()
  await db().unitAlias.deleteMany()
  await db().unit.deleteMany()
})

const list = (query: Partial<UnitQuery> = {}) => listUnits(reviewer, { size: 20, sort: 'asc', ...query })
const namesOf = async (query: Partial<UnitQuery>) => (await list(query)).rows.map(row => row.name)

test('nobody but the bureau lists units', async () => {
  const unit = await unitOf('active')
  const tries = [
    () => listUnits(unit, { size: 20, sort: 'asc' }),
    () => countUnits(unit),
    () => nextWaitingUnit(unit, unit.unitId),
  ]
  for (const attempt of tries) expect((await refusalOf(attempt())).code).toBe('notFound')
})

test('age is counted in working days against the aim of two', async () => {
  const { unitId } = await unitOf('submitted')
  const ageAfter = async (days: number) => {
    setClock(later(days))
    const [row] = (await list()).rows
    return `${row!.wait?.count}${row!.wait?.overdue ? ' late' : ''}`
  }
  // Thursday, Friday, Saturday, Sunday, Monday, Tuesday
  expect([await ageAfter(0), await ageAfter(1), await ageAfter(2), await ageAfter(3)]).toEqual(['0', '1', '1', '1'])
  expect([await ageAfter(4), await ageAfter(5)]).toEqual(['2', '3 late'])
  await decideUnit(reviewer, { id: unitId, version: 0, event: 'approve', opinion: null })
  expect((await list()).rows[0]).toMatchObject({ wait: null })
})

test('pages follow each other without gap or double, also where many came at the same instant', async () => {
  for (const day of [0, 0, 0, 1, 1, 2, 2]) {
    setClock(later(day))
    await unitOf('submitted')
  }
  for (const sort of ['asc', 'desc'] as const) {
    const seen: string[] = []
    let after: string | null = null
    do {
      const page = await list({ size: 3, sort, after })
      seen.push(...page.rows.map(row => row.id))
      after = page.next
    } while (after)
    const wanted = await db().unit.findMany({ orderBy: [{ statusSince: sort }, { id: sort }], select: { id: true } })
    expect(seen).toEqual(wanted.map(unit => unit.id))
  }
})

test('states and counts: what a tab says is what it lists', async () => {
  await Promise.all(times(3, () => unitOf('submitted')))
  await unitOf('active', '示范江城第一医院')
  expect(await countUnits(reviewer)).toEqual({ submitted: 3, active: 1 })
  expect(await countUnits(reviewer, '江城')).toEqual({ active: 1 })
  expect((await list({ status: ['submitted'] })).rows).toHaveLength(3)
  expect(await namesOf({ status: ['active'] })).toEqual(['示范江城第一医院'])
})

test('a unit is found by its name however it is written, by pinyin, initials, code and contact', async () => {
  const n = nextSerial()
  const admin = { name: '候音', phone: fixturePhone(n), password: 'Gaoshan#2026liu' }
  await makeUnit({ name: '示范江城（AI）医院_100%', serial: n, status: 'active', admin })
  await unitOf('active', '示范长江材料研究院')
  const { creditCode } = await db().unit.findFirstOrThrow({ where: { name: { startsWith: '示范江城' } } })
  const fit = [
    '江城',
    '江 城',
    '（AI）',
    '(ai)',
    'ＡＩ',
    'shifanjiangcheng',
    'sfjc',
    creditCode!.toLowerCase(),
    '_100%',
    ' 江城 ',
  ]
  for (const text of fit) expect([text, await namesOf({ text })]).toEqual([text, ['示范江城（AI）医院_100%']])
  for (const text of ['%', '_', '\\', '江%城', "'", '没有的单位'])
    expect([text, (await namesOf({ text })).length]).toEqual([text, '%_'.includes(text) ? 1 : 0])
  expect(await namesOf({ text: '候音' })).toHaveLength(2)
})

test('the next one is the one that waits longest, never the one just decided', async () => {
  const [first, second] = [await unitOf('submitted'), await unitOf('submitted')]
  await db().unit.update({ where: { id: second.unitId }, data: { statusSince: later(1) } })
  expect((await nextWaitingUnit(reviewer, first.unitId))?.id).toBe(second.unitId)
  expect((await nextWaitingUnit(reviewer, second.unitId))?.id).toBe(first.unitId)
  await decideUnit(reviewer, { id: first.unitId, version: 0, event: 'approve', opinion: null })
  expect(await nextWaitingUnit(reviewer, second.unitId)).toBeNull()
})

describe('the public picker (A3, A4)', () => {
  test('shows approved units only: name, region, day of registration, last four of the code, nothing else', async () => {
    const open = await unitOf('active', '示范江城第一医院')
    await unitOf('submitted', '示范江城第二医院')
    const { creditCode } = await db().unit.findUniqueOrThrow({ where: { id: open.unitId } })
    expect(await findUnits('江城')).toEqual({
      units: [
        {
          id: open.unitId,
          name: '示范江城第一医院',
          region: '武汉市武昌区',
          registeredOn: '2026-11-19',
          codeTail: creditCode!.slice(-4),
        },
      ],
      page: 1,
      total: 1,
      more: false,
    })
    expect((await findUnits(creditCode!.toLowerCase())).units).toHaveLength(1)
    for (const part of [creditCode!.slice(0, 17), creditCode!.slice(-4), creditCode!.slice(4, 12)])
      expect((await findUnits(part)).units).toEqual([])
  })

  test('answers anything: short, long, odd texts find nothing and break nothing', async () => {
    await unitOf('active', '示范江城第一医院')
    const texts = [
      '',
      ' ',
      '江',
      '%%',
      '__',
      '\\',
      '\u0000\u0000',
      '\ud800\ud800',
      '江'.repeat(100_000),
      "'; drop table unit;--",
    ]
    for (const text of texts) expect((await findUnits(text)).units).toEqual([])
    for (const text of ['shifanjiang', 'SFJC', '示 范 江 城']) expect((await findUnits(text)).units).toHaveLength(1)
  })

  test('twenty on a page, the exact name first, nobody sees more than a hundred', async () => {
    await db().unit.createMany({
      data: times(130, n => {
        const name = `示范同名农技站第${n}站`
        const id = newId()
        return {
          ...nameColumns(name),
          id,
          nature: 'institute',
          creditCode: fixtureCreditCode(5000 + n),
          status: 'active' as const,
          legalPerson: '法正',
          regionCode: '420106',
          contactName: '候音',
          contactPhoneCipher: 'x',
        }
      }),
    })
    await unitOf('active', '同名')
    const pages = await Promise.all([1, 2, 3, 4, 5, 6].map(page => findUnits('同名', page)))
    expect(pages.map(({ units, page, total, more }) => [units.length, page, total, more])).toEqual([
      ...[1, 2, 3, 4, 5].map(page => [20, page, 100, true]),
      [20, 5, 100, true],
    ])
    expect(pages[0]!.units[0]!.name).toBe('同名')
    expect(new Set(pages.flatMap(({ units }) => units.map(unit => unit.id)))).toHaveProperty('size', 100)
    expect((await findUnits('同名农技站第129')).units).toHaveLength(1)
  })

  test('a unit is found by another name it bears, and says so', async () => {
    const { unitId } = await unitOf('active', '示范长江大学')
    await db().unitAlias.create({
      data: { id: newId(), unitId, kind: 'former', name: '示范江汉学院', nameKey: '示范江汉学院' },
    })
    expect((await findUnits('江汉学院')).units).toMatchObject([
      { id: unitId, name: '示范长江大学', alias: '示范江汉学院' },
    ])
    expect((await findUnits('长江大学')).units[0]).not.toHaveProperty('alias')
  })
})
