import { type StaffActor, systemActor } from '@/lib/access/actor'
import { describeFilter } from '@/lib/expert/describe.dal'
import { facetsOf, loosened } from '@/lib/expert/facets.dal'
import { countExperts, searchExperts } from '@/lib/expert/pool.dal'
import type { PoolFilter } from '@/lib/expert/pool.rules'
import { readWords } from '@/lib/expert/words.dal'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { initialsOf, pinyinOf } from '@/lib/platform/pinyin'
import { chinaDay } from '@/lib/platform/time'
import { expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { makeReviewer, unitOf } from '../support/units'

useDatabase()

const DAY = 86_400_000
const levels = ['senior', 'associate', 'middle']
const natures = ['enterprise', 'university', 'institute']
const regions = ['420106', '420102', '420500', '110105']
const codes = ['32024', '1102110', '410']
const states = ['active', 'active', 'dormant', 'suspended', 'left'] as const
const sources = ['application', 'legacy', 'automatic', 'invited'] as const
const ages = [null, 30, 40, 50, 60, 70] as const
const idle = [1, 60, 200, 800] as const

/** What the n-th of 300 made-up experts is; every filter can be asked of it here as well. */
const made = (n: number) => ({
  name: `${['江', '欧阳', '𠮷', '单'][n % 4]}${['晓', '伟', '𬎆'][n % 3]}${['一', '山'][n % 2]}`,
  level: levels[n % 3]!,
  nature: natures[n % 3 === 0 ? 0 : n % 2]!,
  region: regions[n % 4]!,
  code: codes[n % 3]!,
  second: n % 5 === 0 ? '32027' : null,
  status: states[n % 5]!,
  source: sources[n % 4]!,
  age: ages[n % 6]!,
  idle: idle[n % 4]!,
  never: n % 7 === 0,
  department: n % 2 === 0,
  title: `${['稀土永磁', '湖泊监测', 'AI 辅助诊断'][n % 3]}的${['机理', '应用'][n % 2]}研究`,
})
const many = Array.from({ length: 300 }, (_, n) => made(n))

let reviewer: StaffActor
let department: string

beforeAll(async () => {
  reviewer = await makeReviewer('沈鉴')
  const unit = await unitOf('active', '示范第一研究所')
  const template = await expertOf(unit, reviewer, { name: '样本人' })
  department = newId()
  await db().department.create({
    data: { id: department, kind: 'district', name: '示范区科技局', nameKey: '示范区科技局' },
  })
  const row = await db().unit.findUniqueOrThrow({ where: { id: unit.unitId } })
  const units = natures.flatMap(nature =>
    [true, false].map(belongs => ({
      ...row,
      ...{
        id: newId(),
        nature,
        name: `${nature}${belongs}示例单位`,
        nameKey: `${nature}${belongs}示例单位`,
        creditCode: null,
      },
      ...{ noCodeReason: '测试', pinyin: 'shili', initials: 'sl', departmentId: belongs ? department : null },
    })),
  )
  await db().unit.createMany({ data: units })
  await db().unitAlias.create({
    data: { id: newId(), unitId: units[0]!.id, kind: 'former', name: '老名字研究院', nameKey: '老名字研究院' },
  })
  const base = await db().expert.findUniqueOrThrow({ where: { accountId: template.accountId } })
  const [year, rest] = [Number(chinaDay(now()).slice(0, 4)), chinaDay(now()).slice(4)]
  const born = (age: number | null) =>
    age === null ? null : new Date(`${year - age}${rest === '-02-29' ? '-02-28' : rest}`)
  for (const [n, one] of many.entries()) {
    const at = new Date(now().getTime() - one.idle * DAY)
    const accountId = newId()
    const kind = 'individual' as const
    const account = { id: accountId, kind, name: one.name, phoneCipher: '-', phoneIndex: `n${n}`, passwordHash: '-' }
    await db().account.create({ data: { ...account, lastLoginAt: one.never ? null : at } })
    const belongs = units.find(u => u.nature === one.nature && (u.departmentId !== null) === one.department)!
    await db().expert.create({
      data: {
        ...base,
        ...{ accountId, unitId: belongs.id, unitName: belongs.name, name: one.name, nameChars: [...one.name] },
        ...{ pinyin: pinyinOf(one.name, 'person'), initials: initialsOf(one.name, 'person'), regionCode: one.region },
        ...{ titleLevel: one.level, status: one.status, source: one.source, birthDate: born(one.age), leaveOn: null },
        ...{ activatedAt: at, admittedAt: new Date(at.getTime() - (n % 50) * DAY) },
      },
    })
    const disciplines = [one.code, ...(one.second ? [one.second] : [])]
    await db().expertDiscipline.createMany({
      data: disciplines.map((code, position) => ({ expertId: accountId, position, code })),
    })
  }
  // the template has served; his words are written over those of everybody else by hand
  await db().expert.delete({ where: { accountId: template.accountId } })
  for (const [n, one] of many.entries()) {
    const { id } = await db().account.findFirstOrThrow({ where: { phoneIndex: `n${n}` }, select: { id: true } })
    const text = one.title.toLowerCase().replaceAll(' ', '')
    const pairs = [...text].slice(1).map((character, at) => [...text][at]! + character)
    await db().expertWords.create({ data: { expertId: id, text, pairs } })
  }
})

const inPool = (one: (typeof many)[number]) => one.status !== 'left'
const under = (code: string | null, root: string) => code?.startsWith(root) ?? false

const filters: [string, PoolFilter, (one: (typeof many)[number]) => boolean][] = [
  ['nothing', {}, inPool],
  ['a name of rare characters', { name: '𠮷𬎆' }, one => inPool(one) && one.name.includes('𠮷𬎆')],
  ['a level', { level: ['middle'] }, one => inPool(one) && one.level === 'middle'],
  ['two levels', { level: ['middle', 'senior'] }, one => inPool(one) && one.level !== 'associate'],
  ['a nature', { nature: ['university'] }, one => inPool(one) && one.nature === 'university'],
  ['a province', { region: '420000' }, one => inPool(one) && one.region.startsWith('42')],
  ['a city', { region: '420100' }, one => inPool(one) && one.region.startsWith('4201')],
  ['a district', { region: '420106' }, one => inPool(one) && one.region === '420106'],
  ['inside', { area: 'inside' }, one => inPool(one) && one.region.startsWith('4201')],
  ['outside', { area: 'outside' }, one => inPool(one) && !one.region.startsWith('4201')],
  ['a state', { status: ['dormant', 'left'] }, one => one.status === 'dormant' || one.status === 'left'],
  ['a source', { source: ['legacy'] }, one => inPool(one) && one.source === 'legacy'],
  ['bands of age', { age: ['under35', '55'] }, one => inPool(one) && (one.age === 30 || one.age === 60)],
  ['no day of birth', { age: ['unknown'] }, one => inPool(one) && one.age === null],
  ['an old band', { age: ['over65'] }, one => inPool(one) && one.age === 70],
  [
    'a discipline and what is below',
    { discipline: '320' },
    one => inPool(one) && (under(one.code, '320') || under(one.second, '320')),
  ],
  ['a login of late', { activity: 'month' }, one => inPool(one) && !one.never && one.idle === 1],
  ['a login some months ago', { activity: 'year' }, one => inPool(one) && !one.never && one.idle === 200],
  ['a login long ago', { activity: 'older' }, one => inPool(one) && !one.never && one.idle === 800],
  ['no login ever', { activity: 'never' }, one => inPool(one) && one.never],
  ['a word of two characters', { words: '永磁' }, one => inPool(one) && one.title.includes('永磁')],
  ['two words', { words: '研究 湖泊' }, one => inPool(one) && one.title.includes('湖泊')],
  ['letters of any case', { words: 'ai辅助' }, one => inPool(one) && one.title.includes('AI')],
  ['pairs that are there, but apart', { words: '稀土磁的' }, () => false],
  ['a percent sign among words', { words: '%%' }, () => false],
  ['a single character, which is no word', { words: '磁' }, inPool],
  ['no department', { department: ['none'] }, one => inPool(one) && !one.department],
  ['a former name of a unit', { unit: '老名字' }, one => inPool(one) && one.nature === 'enterprise' && one.department],
  [
    'several together',
    { level: ['senior'], region: '420000', words: '稀土', source: ['application', 'automatic'] },
    one =>
      inPool(one) &&
      one.level === 'senior' &&
      one.region.startsWith('42') &&
      one.title.includes('稀土') &&
      ['application', 'automatic'].includes(one.source),
  ],
]

test.each(filters)('by %s', async (_, filter, meets) => {
  const { rows } = await searchExperts(reviewer, { ...filter, size: 500 })
  expect(rows.map(row => row.name).sort()).toEqual(
    many
      .filter(meets)
      .map(one => one.name)
      .sort(),
  )
  expect(await countExperts(reviewer, filter)).toEqual({ count: rows.length, more: false })
})

test('by a department', async () => {
  const expected = many.filter(one => inPool(one) && one.department).length
  expect((await countExperts(reviewer, { department: [department] })).count).toBe(expected)
  expect((await countExperts(reviewer, { department: [department, 'none'] })).count).toBe(many.filter(inPool).length)
  expect((await countExperts(reviewer, { department: [newId()] })).count).toBe(0)
})

test.each(filters)(
  'each number beside %s is what the list shows when it is chosen, and all of them are everybody',
  async (_, filter) => {
    const { facets, atLeast } = await facetsOf(reviewer, filter)
    expect(atLeast).toBe(false)
    for (const { key, values } of facets) {
      const single = key === 'discipline' || key === 'region'
      for (const { value, count } of values) {
        const chosen = { ...filter, [key]: single ? value : [value] }
        expect([key, value, (await countExperts(reviewer, chosen)).count]).toEqual([key, value, count])
      }
      const all = values
        .filter(({ value }) => key !== 'status' || value !== 'left')
        .reduce((sum, one) => sum + one.count, 0)
      // somebody with two disciplines counts at both; of a place that is chosen, what lies in it
      if (key === 'discipline') continue
      const whole = key === 'region' ? filter : { ...filter, [key]: undefined }
      expect([key, all]).toEqual([key, (await countExperts(reviewer, whole)).count])
    }
  },
)

test.each(['name', 'activity', 'admitted'] as const)(
  'paging by %s shows everybody once, both ways, and the address holds no name',
  async sort => {
    for (const order of ['asc', 'desc'] as const) {
      const seen: string[] = []
      let after: string | null = null
      do {
        const page = await searchExperts(reviewer, { size: 37, sort, order, after })
        seen.push(...page.rows.map(row => row.id))
        after = page.next
        expect(after ?? '').toMatch(/^(\d{1,15}_[0-9a-f-]{36})?$/)
      } while (after)
      expect([seen.length, new Set(seen).size]).toEqual([many.filter(inPool).length, many.filter(inPool).length])
    }
  },
)

test('a cursor by name of somebody who is gone is the first page', async () => {
  const first = await searchExperts(reviewer, { size: 5, sort: 'name', order: 'asc' })
  expect(await searchExperts(reviewer, { size: 5, sort: 'name', order: 'asc', after: `0_${newId()}` })).toEqual(first)
})

test('where nobody fits, it is said how many do without each condition', async () => {
  const filter: PoolFilter = { level: ['senior'], words: '湖泊', status: ['active'] }
  expect((await countExperts(reviewer, filter)).count).toBe(0)
  const active = many.filter(one => one.status === 'active')
  const lake = active.filter(one => one.title.includes('湖泊')).length
  expect(await loosened(reviewer, filter)).toEqual([
    { key: 'level', count: lake, more: false },
    { key: 'words', count: active.filter(one => one.level === 'senior').length, more: false },
    { key: 'status', count: 0, more: false },
  ])
})

test('conditions in words', async () => {
  const words = await describeFilter(reviewer, {
    name: '江',
    region: '420106',
    age: ['45'],
    department: [department, 'none'],
  })
  expect(words.map(one => one.words)).toEqual([
    '江',
    '湖北省武汉市武昌区',
    '45–54 岁',
    '示范区科技局',
    '没有归口管理部门',
  ])
})

test('titles of experts whose words are missing or old are read by the worker, and searched from then on', async () => {
  const person = await expertOf(await unitOf('active'), reviewer, { name: '文新' })
  const { accountId } = person
  const { versionId } = await db().expert.findUniqueOrThrow({ where: { accountId } })
  expect(await db().expertWords.findUnique({ where: { expertId: accountId } })).not.toBeNull()
  const version = await db().applicationVersion.findUniqueOrThrow({ where: { id: versionId } })
  const snapshot = version.snapshot as { sections: Record<string, object> }
  snapshot.sections.papers = { none: false, rows: [{ id: newId(), title: '𠮷木隧道的岩爆预警' }] }
  await db().applicationVersion.create({
    data: { ...version, id: newId(), number: 99, snapshot, hash: 'test' },
  })
  const newer = await db().applicationVersion.findFirstOrThrow({
    where: { applicationId: version.applicationId, number: 99 },
  })
  await db().expert.update({ where: { accountId }, data: { versionId: newer.id } })
  expect((await countExperts(reviewer, { words: '岩爆' })).count).toBe(0)
  await readWords(systemActor('test'))
  expect((await searchExperts(reviewer, { words: '𠮷木 岩爆', size: 5 })).rows.map(row => row.name)).toEqual(['文新'])
  expect(await readWords(systemActor('test'))).toBe(0)
})
