import { exactPercent } from '@/lib/draw/chances.rules'
import type { SeatedFeatures } from '@/lib/draw/public-record.rules'
import {
  endingWords,
  groupName,
  meetsCap,
  meetsQuota,
  passedWords,
  peopleWords,
  recordState,
} from '@/lib/draw/public-record.rules'
import { ownChances, shortened } from '@/lib/draw/receipt.rules'
import { toldCounts } from '@/lib/draw/told-counts.rules'

const facts = { ended: false, drawn: false, over: false, bound: 0, shown: 0, opened: false }

test.each([
  [{}, 'sealed'],
  [{ bound: 2 }, 'sealed'],
  [{ bound: 3, shown: 2 }, 'bound'],
  [{ bound: 3, shown: 3 }, 'shown'],
  [{ bound: 3, shown: 3, over: true }, 'lapsed'],
  [{ bound: 3, shown: 3, drawn: true, over: true }, 'drawn'],
  [{ bound: 3, shown: 3, drawn: true, opened: true }, 'opened'],
  [{ ended: true, bound: 1 }, 'ended'],
  [{ ended: true, bound: 3, shown: 3, drawn: true, opened: true }, 'void'],
])('%j is %s', (change, expected) => {
  expect(recordState({ ...facts, ...change })).toBe(expected)
})

describe('as long as the names are sealed', () => {
  test('what somebody wrote about an ended seal is not read, only of what kind it is', () => {
    const by = (byHand: boolean, drawn: boolean, opened = false) =>
      endingWords({ reason: '张三是这个组的', byHand, drawn }, opened)
    expect([by(true, false), by(false, true), by(false, false)].join()).not.toContain('张三')
    expect(by(true, false)).toContain('业务管理员')
    expect(by(false, true)).toContain('宣布无效')
    expect(by(true, false, true)).toBe('张三是这个组的')
  })

  test('people are told in steps, and a group by its place', () => {
    expect([2, 3, 5, 9, 12, 137].map(count => peopleWords(count, false))).toEqual([
      '少于 3 人',
      '约 3 人',
      '约 3 人',
      '约 6 人',
      '约 10 人',
      '约 100 人',
    ])
    expect([peopleWords(2, true), peopleWords(137, true)]).toEqual(['少于 3 人', '137 人'])
    expect([groupName('某公司项目组', 1, false), groupName('某公司项目组', 1, true)]).toEqual([
      '第 2 组',
      '某公司项目组',
    ])
  })

  test('reasons that tell of draws are one figure; afterwards each is told, but none below three', () => {
    const count = {
      groupId: null,
      name: '组',
      eligible: 21,
      excluded: { taken: 4, onLeave: 1, avoids: 2, notActive: 7 },
    }
    expect(toldCounts(count, false)).toEqual({
      eligible: '约 20',
      out: '休眠、暂停或待出库约 6，已抽到或特邀、请假、那个时间另有评审等约 3',
    })
    expect(toldCounts(count, true).out).toBe(
      '休眠、暂停或待出库 7，那几天请假 少于 3，那个时间另有评审 4，需要回避 少于 3',
    )
  })
})

test('who was passed over: how many, and by reason none below three', () => {
  const one = (reason: string) => ({ panel: 0, place: 0, sign: 'x', reason })
  expect(passedWords([])).toEqual({ people: 0, reasons: '' })
  expect(passedWords([one('onLeave'), one('changed'), one('changed'), one('changed')])).toEqual({
    people: 4,
    reasons: '那几天请假 少于 3 人，资料变动后不再符合条件 3 人',
  })
})

test('who sits is counted against what was asked', () => {
  const seated: SeatedFeatures[] = [{ sex: '1', unit: 'a' }, { sex: '2', unit: 'a' }, { sex: '1' }]
  expect(meetsQuota(seated, { feature: 'sex', value: '2', min: 1, max: 1 })).toBe(true)
  expect(meetsQuota(seated, { feature: 'sex', value: '1', min: 0, max: 1 })).toBe(false)
  expect([1, 2].map(most => meetsCap(seated, { feature: 'unit', most }))).toEqual([false, true])
})

describe("an expert's own chances", () => {
  test('a fraction is shortened and keeps its value', () => {
    expect(shortened([262144, 1048576])).toEqual([1, 4])
    expect(shortened([0, 12])).toEqual([0, 1])
    expect(shortened([7, 7])).toEqual([1, 1])
  })

  test('all groups together, and by name where there are several', () => {
    // several are drawn, he could sit in one of them: it says in which
    expect(ownChances({ panels: [0], chances: [1 / 3, 0] }, ['甲', '乙'])).toEqual({
      chance: '33.33%',
      groups: [{ name: '甲', chance: '33.33%' }],
    })
    expect(ownChances({ panels: [0], chances: [1 / 3] }, ['甲']).groups).toEqual([])
    expect(ownChances({ panels: [0, 1], chances: [0.25, 0.5] }, ['甲', '乙'])).toEqual({
      chance: '75%',
      groups: [
        { name: '甲', chance: '25%' },
        { name: '乙', chance: '50%' },
      ],
    })
    expect(ownChances({ panels: [0], chances: [1 + 1e-12] }, ['甲']).chance).toBe('100%')
    expect(exactPercent(1e-5)).toBe('0.001%')
  })
})
