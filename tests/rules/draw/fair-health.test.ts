import { fairGroup, fairHealth, forcedWords, type Said } from '@/lib/draw/fair-health.rules'
import type { FairKind } from '@/lib/draw/reckon-fair'

const words = (_feature: string, value: string) => ({ f: '女', m: '男', high: '正高级' })[value] ?? value
const whole: Said = { names: ['材料组'], words, whole: true }
const rough: Said = { ...whole, whole: false }

const kind = (people: number, chance: number, given: Partial<FairKind> = {}): FairKind => ({
  ...{ panels: [0], features: {}, together: null, people, chance, forced: null },
  ...given,
})
const women = { features: { sex: 'f' } }
const men = { features: { sex: 'm' } }

describe('chances of a group', () => {
  const kinds = [kind(25, 0.12, women), kind(60, 0.041, men), kind(38, 0.0411, { ...men, together: 12 })]

  test('who approves is told who has the least and the most, and how many', () => {
    expect(fairGroup(kinds, 0, whole)).toEqual({
      chances: { lowest: 0.041, highest: 0.12 },
      least: '男 98 名',
      most: '女 25 名',
      never: null,
      either: false,
    })
    const [, , tied] = kinds
    expect(fairGroup([kinds[0]!, tied!], 0, whole).least).toBe('男（所在单位有 12 名可抽）38 名')
  })

  test('whoever asks is told steps, of kinds of three and more', () => {
    expect(fairGroup(kinds, 0, rough)).toEqual({
      chances: { lowest: 0.04, highest: expect.closeTo(0.1, 9) },
      least: '男 80 名以上',
      most: '女 20 名以上',
      never: null,
      either: false,
    })
    const two = [kind(2, 0.9, women), kind(60, 0.05, men), kind(2, 0, { features: { sex: 'high' } })]
    expect(fairGroup(two, 0, rough)).toEqual({
      chances: { lowest: expect.closeTo(0.04, 9), highest: expect.closeTo(0.04, 9) },
      ...{ least: null, most: null, never: null, either: false },
    })
    expect(JSON.stringify(fairGroup(two, 0, rough))).not.toContain('女')
    // two of one unit beside fifty others of the same description are not told apart
    const unit = [kind(50, 0.05, men), kind(2, 0.01, { ...men, together: 40 })]
    expect(fairGroup(unit, 0, rough)).toMatchObject({ least: null, most: null })
    expect(fairGroup(unit, 0, whole)).toMatchObject({ least: '男（所在单位有 40 名可抽）2 名' })
  })

  test('who could sit in another group as well has a chance of either, and that is said', () => {
    expect(fairGroup([kind(48, 0.125, { panels: [0, 1] })], 0, whole)).toMatchObject({ either: true })
    // nobody is told of kinds that he is not told of
    expect(fairGroup([kind(48, 0.125), kind(2, 0.2, { panels: [0, 1], ...women })], 0, rough).either).toBe(false)
  })

  test('all alike is one chance; who can never be drawn is counted apart, nobody at all is no chance', () => {
    expect(fairGroup([kind(9, 1 / 3)], 0, whole)).toMatchObject({
      chances: { lowest: 1 / 3, highest: 1 / 3 },
      least: null,
    })
    const never = [kind(9, 1 / 3), kind(2, 0, women)]
    expect(fairGroup(never, 0, whole)).toMatchObject({ never: '2 名', chances: { lowest: 1 / 3, highest: 1 / 3 } })
    expect(fairGroup(never, 0, rough).never).toBeNull()
    expect(fairGroup([], 0, whole)).toEqual({ chances: null, least: null, most: null, never: null, either: false })
  })

  test('units, and what those who sit leave of caps, are never said', () => {
    const left = kind(5, 0.01, { features: { unit: 'SECRET', 'unit#all-1': 'SECRET', sex: 'm' } })
    for (const said of [whole, rough])
      expect(JSON.stringify(fairGroup([left, kind(50, 0.1, women)], 0, said))).not.toContain('SECRET')
  })
})

describe('what a requirement costs', () => {
  const kinds = [kind(25, 0.12, women), kind(98, 0.041, men)]
  const min = { what: 'min' as const, panel: 0, feature: 'sex', value: 'f', from: 3 }
  const answer = (cost: object, own = kinds) => ({
    ...{ state: 'yes' as const, kinds: own, left: 2 },
    costs: [{ demand: min, smallest: 0.041, without: 0.06, ...cost }],
  })

  test('is said with who pays and who gains', () => {
    expect(fairHealth(answer({}), whole)).toEqual({
      costs: ['「材料组」性别“女”至少 3 人，使其余专家的最低机会从约 6% 降到约 4.1%，性别“女”的专家平均升到约 12%。'],
      left: 2,
      follow: null,
    })
    const max = { ...min, what: 'max', value: 'm', from: 4 }
    expect(fairHealth(answer({ demand: max }), whole).costs).toEqual([
      '「材料组」性别“男”最多 4 人，使专家的最低机会从约 6% 降到约 4.1%，性别“男”的专家平均压到约 4.1%。',
    ])
    const cap = { what: 'cap', panel: null, feature: 'unit', from: 1 }
    expect(fairHealth(answer({ demand: cap }), whole).costs).toEqual([
      '各组合计每个单位最多 1 人，使专家的最低机会从约 6% 降到约 4.1%。',
    ])
  })

  test('whoever asks is told it in steps, nothing of fewer than three, and nothing where the step is the same', () => {
    expect(fairHealth(answer({}), rough).costs).toEqual([
      '「材料组」性别“女”至少 3 人，使其余专家的最低机会从约 6% 降到约 4%，性别“女”的专家平均升到约 10%。',
    ])
    const two = [kind(2, 0.9, women), kind(98, 0.041, men)]
    expect(fairHealth(answer({}, two), rough).costs[0]).not.toContain('平均')
    expect(fairHealth(answer({ smallest: 0.061, without: 0.075 }), rough).costs).toEqual([])
  })

  test('what those who sit leave of a cap is nobody’s requirement', () => {
    const demand = { what: 'cap', panel: null, feature: 'unit#all-1', from: 1 }
    expect(fairHealth(answer({ demand }), whole).costs).toEqual([])
  })
})

describe('必然入选', () => {
  const by = [{ what: 'min' as const, panel: 0, feature: 'sex', value: 'f', from: 2 }]
  const forced = [kind(2, 1, { ...women, forced: { by } }), kind(30, 0.1, men)]

  test('who approves is told how many, of what kind, and by which requirement; nobody by name', () => {
    expect(forcedWords(forced, whole)).toEqual([
      expect.stringContaining('必然入选 2 名（女 2 名）：不论怎么抽都在名单里，因为要求「材料组」性别“女”至少 2 人。'),
    ])
    expect(forcedWords([kind(1, 1, { forced: { by: null } })], whole)[0]).toContain('几条要求合在一起')
    expect(forcedWords([kind(1, 1, { forced: { by: [] } })], whole)[0]).toContain('可抽的没有别人')
  })

  test('none, one and two are one answer to whoever asks', () => {
    expect(forcedWords(forced, rough)).toEqual([])
    const four = [kind(4, 1, { ...women, forced: { by } })]
    expect(forcedWords(four, rough)).toEqual([expect.stringContaining('有 3 名以上专家不论怎么抽都会入选')])
  })
})
