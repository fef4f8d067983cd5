import { askProblems, heavyCaps, impossible, newcomersOwed } from '@/lib/draw/ask.rules'
import { conditionsAskedSchema, type GroupAsk, groupAskSchema } from '@/lib/draw/ask.schema'
import type { AskNames } from '@/lib/draw/ask-feature.rules'
import { describeAsk, quotaWords } from '@/lib/draw/ask-words.rules'
import { saveRequestSchema } from '@/lib/draw/request.schema'
import { askHashOf, type Sent } from '@/lib/draw/request-canon.rules'
import { blankGroup, copyOf, valuesOfGroup } from '@/lib/draw/request-form.rules'
import { begun, missing } from '@/lib/draw/request-ready.rules'
import { clockTime, instantOf, sessionWords } from '@/lib/draw/request-time.rules'
import { changesBetween, minutesWords } from '@/lib/draw/request-words.rules'
import { defaultDraw } from '@/lib/policy/draw-policy'

const names: AskNames = {
  inside: '市内',
  outside: '市外',
  discipline: code => `学科${code}`,
  region: code => `地区${code}`,
}
const ask = (change: object = {}): GroupAsk =>
  groupAskSchema.parse({
    size: 7,
    alternates: 3,
    conditions: {},
    quotas: [],
    caps: [{ feature: 'unit', most: 1 }],
    ...change,
  })
const sent = (change: Partial<Sent> = {}): Sent => ({
  title: '评审',
  purpose: 'project',
  purposeNote: null,
  sessionFrom: '2026-12-01T01:00:00.000Z',
  sessionTo: '2026-12-01T04:00:00.000Z',
  place: '二楼',
  answerMinutes: 120,
  unlock: 'signIn',
  unlockAt: null,
  briefing: null,
  caps: [],
  kind: 'first',
  reason: null,
  groups: [{ name: '材料组', ...ask() }],
  specials: [],
  ...{ reviewed: [], avoided: [] },
  ...change,
})
const at = new Date('2026-11-20T00:00:00Z')
const policy = { ...defaultDraw, enabled: true }
const quota = (feature: string, value: string, min: number, max: number | null = null) => ({ feature, value, min, max })

describe('what no pool could satisfy', () => {
  test('minima of one feature add up, those of two do not', () => {
    const quotas = [quota('titleLevel', 'senior', 5), quota('titleLevel', 'associate', 3), quota('sex', '2', 7)]
    expect(impossible(ask({ quotas }))).toEqual([expect.stringContaining('合计 8 人，多于本组的 7 人')])
    expect(impossible(ask({ quotas: quotas.slice(1) }))).toEqual([])
  })
  test('maxima limit a group only where every value of a feature has one', () => {
    const inside = quota('area', 'inside', 0, 3)
    expect(impossible(ask({ quotas: [inside, quota('area', 'outside', 0, 3)] }))).toEqual([
      expect.stringContaining('合计 6 人，凑不满本组的 7 人'),
    ])
    expect(impossible(ask({ quotas: [inside] }))).toEqual([])
    expect(impossible(ask({ quotas: [inside, quota('area', 'outside', 0, 4)] }))).toEqual([])
    expect(impossible(ask({ quotas: [quota('sex', '1', 0, 1), quota('sex', '2', 0, 1)] }))).toEqual([])
  })
  test('a cap on what has few kinds, and a cap below a minimum', () => {
    expect(impossible(ask({ caps: [{ feature: 'area', most: 3 }] }))).toEqual([expect.stringContaining('只有 2 类')])
    const both = { caps: [{ feature: 'region', most: 1 }], quotas: [quota('region', '330602', 2)] }
    expect(impossible(ask(both))).toEqual([expect.stringContaining('最少 2 人，又限定每类最多 1 人')])
  })
  test('a quota for those the conditions keep out', () => {
    const conditions = { titleLevels: ['senior'] }
    const quotas = [quota('titleLevel', 'associate', 1)]
    expect(impossible(ask({ conditions, quotas }))).toEqual([expect.stringContaining('不在本组的抽取条件里')])
    expect(impossible(ask({ conditions, quotas: [quota('titleLevel', 'associate', 0, 0)] }))).toEqual([])
    expect(impossible(ask({ conditions: { area: 'inside' }, quotas: [quota('area', 'outside', 1)] }))).toHaveLength(1)
  })
  test('a cap beside that of units is said to be heavy, with what to write instead', () => {
    expect(heavyCaps([{ feature: 'unit', most: 1 }, {}])).toBeNull()
    const said = heavyCaps([{ feature: 'unit', most: 1 }, { feature: 'region', most: 2 }, { feature: 'region' }])
    expect(said).toMatch(/^「同一地区」的上限.*结构要求/)
  })
  test('what is not typed yet asks for nothing', () => {
    expect(impossible({})).toEqual([])
    expect(impossible({ size: Number.NaN, quotas: [{}], caps: [{}] })).toEqual([])
    expect(impossible({ size: 3, quotas: [{ feature: 'sex' }, {}], caps: [{ feature: 'unit' }] })).toEqual([])
  })
})

test('the policy: odd, so many of a unit, newcomers; a 补抽 is neither odd nor bound to newcomers', () => {
  const strict = { ...policy, newcomers: 0.2 }
  expect(newcomersOwed(7, strict)).toBe(2)
  expect(newcomersOwed(5, strict)).toBe(1)
  const even = ask({ size: 6, caps: [{ feature: 'unit', most: 2 }] })
  expect(askProblems(even, strict)).toEqual([
    expect.stringContaining('改为 5 或 7 人'),
    expect.stringContaining('同一单位最多 1 人，现在写的是 2 人'),
    expect.stringContaining('至少 2 人'),
  ])
  expect(askProblems(ask({ size: 2, caps: [] }), strict, false)).toEqual([expect.stringContaining('同一单位最多几人')])
  expect(askProblems(ask({ quotas: [quota('newcomer', 'yes', 2)] }), strict)).toEqual([])
})

test('what is missing before a request is sent; a later round needs its reason and its people', () => {
  expect(missing(sent(), policy, at)).toEqual([])
  const bare = sent({ sessionFrom: null, place: null, purpose: 'other', unlock: 'time', groups: [] })
  expect(missing(bare, policy, at)).toHaveLength(5)
  expect(missing(sent(), policy, new Date('2026-12-01T01:00:00Z'))).toEqual([expect.stringContaining('已经过了')])
  const far = (unlockAt: string) => missing(sent({ unlock: 'time', unlockAt }), policy, at)
  const over = new Date(sent().sessionTo!).getTime()
  expect(far(new Date(over + 7 * 86_400_000).toISOString())).toEqual([])
  expect(far(new Date(over + 7 * 86_400_000 + 60_000).toISOString())).toEqual([
    expect.stringContaining('评审结束后 7 天内'),
  ])
  const twice = {
    name: '乙',
    ...ask({
      caps: [
        { feature: 'unit', most: 1 },
        { feature: 'region', most: 3 },
      ],
    }),
  }
  const tight = sent({ groups: [twice], caps: [{ feature: 'region', most: 2 }] })
  expect(missing(tight, policy, at)).toEqual([expect.stringContaining('少于其中一组')])
  expect(missing(sent(), { ...policy, groupsAtMost: 0 as never }, at)).toEqual([expect.stringContaining('最多 0 个')])
  expect(missing(sent({ kind: 'special', reason: '缺人' }), policy, at)).toEqual(['请至少写一位特邀专家。'])
  expect(missing(sent({ kind: 'supplement', groups: [] }), policy, at)).toEqual([
    '请写明理由。',
    '请至少写一个专业组。',
  ])
  expect(begun({ sessionFrom: at }, at)).toContain('退回')
  expect(begun({ sessionFrom: null }, at)).toBeNull()
})

test('conditions in words', () => {
  const conditions = {
    ...{
      disciplines: ['430', '510'],
      firstOnly: true,
      titleLevels: ['senior'],
      titles: ['011'],
      expertTypes: ['finance'],
    },
    ...{ regions: ['330600'], area: 'outside', ageFrom: 35, ageTo: 60, natures: ['university'], workYears: 5 },
    ...{ words: '石墨烯', restDays: 90, creditAtLeast: 80, yearlyAtMost: 2 },
  }
  const quotas = [quota('titleLevel', 'senior', 3, 5), quota('titleLevel', 'associate', 1), quota('age', '35', 0, 2)]
  const lines = describeAsk(ask({ conditions, quotas }), names)
  expect(lines.map(({ label }) => label)).toEqual([
    ...['人数', '第一学科', '职称级别', '职称', '专家类型', '地区', '区域', '年龄', '单位类型', '工作年限'],
    ...['项目、论文标题', '间隔', '信用分', '抽中次数', '结构：职称级别', '结构：年龄段', '上限'],
  ])
  expect(lines.find(({ label }) => label === '结构：职称级别')?.words).toBe('正高级 3–5 人；副高级至少 1 人')
  expect(lines.at(-1)?.words).toBe('同一单位最多 1 人')
  expect(describeAsk(ask(), names)[1]).toEqual({ label: '条件', words: '不限，在库专家都可以抽取' })
  expect(quotaWords(quota('expertType', 'finance', 1, 1) as never, names)).toBe('财务专家 1 人')
})

test('the hash is of what is asked for, not of the order of keys; every change makes another', () => {
  const hash = askHashOf(sent())
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect(askHashOf(JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(sent()).toReversed()))))).toBe(hash)
  const others = [
    sent({ place: '三楼' }),
    sent({ caps: [{ feature: 'unit', most: 2 }] }),
    sent({ groups: [{ name: '材料组', ...ask({ alternates: 2 }) }] }),
    sent({ groups: [{ name: '材料', ...ask() }] }),
    sent({ sessionTo: '2026-12-01T05:00:00.000Z' }),
  ]
  expect(new Set([hash, ...others.map(askHashOf)]).size).toBe(6)
})

test('a condition that is not asked for leaves no trace in what is sent: older requests keep their hash', () => {
  // every key that stood in what was sent before there were draws per year to ask for
  expect(Object.keys(ask().conditions).sort()).toEqual(
    [
      ...['ageFrom', 'ageTo', 'area', 'creditAtLeast', 'disciplines', 'expertTypes', 'firstOnly', 'natures', 'regions'],
      ...['restDays', 'titleLevels', 'titles', 'words', 'workYears'],
    ].sort(),
  )
  const hash = askHashOf(sent())
  const asking = (yearlyAtMost: number | undefined) =>
    sent({ groups: [{ name: '材料组', ...ask({ conditions: { yearlyAtMost } }) }] })
  expect(askHashOf(asking(undefined))).toBe(hash)
  expect(new Set([hash, askHashOf(asking(0)), askHashOf(asking(1))]).size).toBe(3)
  expect(changesBetween(sent(), asking(0), names)).toEqual([
    { label: '材料组：抽中次数', before: null, after: '评审当年还没有被抽中过' },
    { label: '材料组：条件', before: '不限，在库专家都可以抽取', after: null },
  ])
  const valid = (yearlyAtMost: unknown) => conditionsAskedSchema.safeParse({ yearlyAtMost }).success
  expect([0, 99, -1, 100, 1.5, '1', null].map(valid)).toEqual([true, true, false, false, false, false, false])
})

test('what is different since the last time, line by line', () => {
  const after = sent({ place: '三楼', groups: [{ name: '材料组', ...ask({ size: 9 }) }] })
  expect(changesBetween(sent({ briefing: '带电脑' }), after, names)).toEqual([
    { label: '评审地点', before: '二楼', after: '三楼' },
    { label: '材料组：人数', before: '7 人，候补 3 人', after: '9 人，候补 3 人' },
    { label: '参会须知', before: '带电脑', after: null },
  ])
  expect(changesBetween(sent(), sent(), names)).toEqual([])
})

test('times of the day as people write them', () => {
  const read = (text: string) => clockTime().safeParse(text).data
  expect(['9:30', '0930', '９：３０', '9点半', '14点', '9点05分'].map(read)).toEqual([
    ...['09:30', '09:30', '09:30', '09:30', '14:00', '09:05'],
  ])
  for (const wrong of ['', '25:00', '9:60', '早上', '9', '9:3']) expect(read(wrong)).toBeUndefined()
  expect(instantOf('2026-12-01', '09:00')?.toISOString()).toBe('2026-12-01T01:00:00.000Z')
  expect(instantOf('2026-12-01', null)).toBeNull()
  expect(sessionWords(new Date('2026-12-01T01:00Z'), new Date('2026-12-01T04:00Z'))).toBe('2026-12-01 09:00 至 12:00')
  expect([90, 120, 2880].map(minutesWords)).toEqual(['90 分钟', '2 小时', '2 天'])
})

test('a form gives back what it was given; a copy has a name of its own and no id', () => {
  const stored = ask({ conditions: { ageFrom: 30, area: 'inside' }, quotas: [quota('sex', '2', 1)] })
  const values = valuesOfGroup('00000000-0000-4000-8000-000000000001', '材料组', stored)
  const request = {
    ...{ id: null, version: 0, title: '评审活动', purpose: 'project', answerMinutes: 60, unlock: 'signIn', caps: [] },
    groups: [values],
  }
  const { id, name, ...back } = saveRequestSchema.parse(request).groups[0]!
  expect(back).toEqual(stored)
  expect(copyOf(values, ['材料组', '材料组（副本）'])).toMatchObject({ id: null, name: '材料组（副本2）', size: 7 })
  expect(blankGroup({ ...policy, newcomers: 0.1, perUnit: 2 })).toMatchObject({
    quotas: [{ feature: 'newcomer' }],
    caps: [{ feature: 'unit', most: 2 }],
  })
})

test('two groups of one name, two rows of one value, an end before its beginning: said beside the second', () => {
  const twice = {
    size: 3,
    alternates: 0,
    conditions: {},
    quotas: [quota('sex', '2', 1), quota('sex', '2', 2)],
    caps: [],
  }
  const wrong = saveRequestSchema.safeParse({
    ...{ id: null, version: 0, title: '评审活动', purpose: 'project', answerMinutes: 60, unlock: 'signIn', caps: [] },
    ...{ fromDay: '2026-12-01', fromTime: '9:00', toTime: '8:00' },
    groups: [
      { name: '甲', ...twice },
      { name: '甲', ...twice, quotas: [] },
    ],
  })
  expect(wrong.error?.issues.map(({ path }) => path.join('.'))).toEqual([
    'toTime',
    'groups.1.name',
    'groups.0.quotas.1.value',
  ])
})
