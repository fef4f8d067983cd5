import type { Policy } from '@/lib/policy/policy.schema'
import { presets } from '@/lib/policy/presets/all'
import type { SectionData } from '@/lib/profile/values.rules'
import { type Given, judged, middle, one, senior, TODAY, title, work } from '../support/eligibility'

const { wuhan, xizang, shaoxing } = presets

describe('从事相关专业领域工作累计 5 年 (第四条第三项)', () => {
  test.each<[string, SectionData, string, string]>([
    ['five years on the first day after them', work(['technology', '2021-11', null]), 'met', '累计 5 年'],
    [
      'a month short',
      work(['technology', '2021-12', null]),
      'short',
      '累计 4 年 11 个月，1 个月后（2026 年 12 月）满 5 年',
    ],
    [
      '8 months short',
      work(['technology', '2022-07', null]),
      'short',
      '累计 4 年 4 个月，8 个月后（2027 年 7 月）满 5 年',
    ],
    ['both months of a period count', work(['law', '2016-09', '2021-08']), 'met', '累计 5 年'],
    ['nobody works on', work(['law', '2016-09', '2021-07']), 'short', '累计 4 年 11 个月，还差 1 个月才满 5 年'],
    [
      'at the same time in two places',
      work(['technology', '2020-01', '2022-12'], ['finance', '2021-01', '2023-12']),
      'short',
      '累计 4 年，还差 1 年才满 5 年',
    ],
    [
      'one after the other, with a gap',
      work(['technology', '2014-01', '2016-06'], ['service', '2018-01', '2020-06']),
      'met',
      '累计 5 年',
    ],
    [
      'one month in both',
      work(['technology', '2014-01', '2016-06'], ['service', '2016-06', '2018-11']),
      'short',
      '累计 4 年 11 个月，还差 1 个月才满 5 年',
    ],
    [
      'other work does not count',
      work(['other', '2000-01', null]),
      'short',
      '还没有计入年限的工作，还差 5 年才满 5 年',
    ],
    [
      'other work that goes on makes nobody wait for it',
      work(['technology', '2019-01', '2022-12'], ['other', '2023-01', null]),
      'short',
      '累计 4 年，还差 1 年才满 5 年',
    ],
    ['the present month is not over', work(['technology', '2021-11', '2026-11']), 'met', '累计 5 年'],
    [
      'a period beyond today',
      work(['technology', '2026-10', '2040-01']),
      'short',
      '累计 1 个月，还差 4 年 11 个月才满 5 年',
    ],
    [
      'a period that begins in the future',
      work(['technology', '2027-01', null]),
      'short',
      '还没有计入年限的工作，还差 5 年才满 5 年',
    ],
    ['somebody without work', { none: true, rows: [] }, 'short', '还没有计入年限的工作，还差 5 年才满 5 年'],
    ['nothing filled in', {}, 'unknown', '还没有填写工作经历'],
    [
      'a row the form added',
      { rows: [{ id: 'x', field: '', period: { from: '', to: '', current: false } }] },
      'unknown',
      '还没有填写工作经历',
    ],
    [
      'a period that runs backwards says nothing',
      work(['technology', '2021-11', '2020-11']),
      'unknown',
      '还没有填写工作经历',
    ],
    ['months as people type them', work(['technology', '2021年11月', null]), 'met', '累计 5 年'],
  ])('%s', (_, data, outcome, words) => {
    expect(judged(shaoxing, { work: data }).of('years')).toMatchObject({ outcome, words })
  })

  test('the last day before and the day on which five years are full, also over a leap day', () => {
    const on = (today: string) =>
      judged(shaoxing, { today, work: work(['technology', '2023-03', null]) }).of('years').outcome
    expect([on('2028-02-29'), on('2028-03-01')]).toEqual(['short', 'met'])
    const new_year = (today: string) =>
      judged(shaoxing, { today, work: work(['law', '2022-01', null]) }).of('years').outcome
    expect([new_year('2026-12-31'), new_year('2027-01-01')]).toEqual(['short', 'met'])
  })

  test('the evidence names the rows that count; what does not is said', () => {
    const data = work(['technology', '2015-01', null], ['other', '2010-01', '2014-12'], ['', '2009-01', '2009-12'])
    expect(judged(shaoxing, { work: data }).of('years')).toMatchObject({
      outcome: 'met',
      article: '第四条第三项',
      evidence: [{ section: 'work', rowId: 'w0', text: '示范单位1，工程师，2015 年 1 月 — 至今' }],
      hint: '有 1 段没有填好工作性质或起止时间，没有计入',
    })
  })

  test('where the profile has no work, a person judges', () => {
    const without = { ...shaoxing, profile: { ...shaoxing.profile, sections: ['basic' as const, 'titles' as const] } }
    expect(judged(without, { work: work(['technology', '2000-01', null]) }).of('years').outcome).toBe('judge')
  })
})

describe('副高级（含）以上职称', () => {
  test.each<[string, Policy, Given, string, RegExp]>([
    ['正高', wuhan, { titles: title(senior) }, 'met', /^主任医师（正高级）$/],
    ['the best of several counts', wuhan, { titles: title(middle, '232') }, 'met', /^副主任医师（副高级）$/],
    ['中级 in 武汉', wuhan, { titles: title(middle) }, 'short', /^现在最高的职称是主治医师（中级），没有达到副高级$/],
    ['none', wuhan, { titles: { none: true, rows: [] } }, 'short', /没有填写职称/],
    ['无', wuhan, { titles: title('999') }, 'short', /没有填写职称/],
    [
      'a qualification is no title',
      wuhan,
      { titles: one({ kind: 'qualification', qualification: '注册会计师' }) },
      'short',
      /没有填写职称/,
    ],
    ['not answered', wuhan, {}, 'unknown', /还没有填写职称/],
    [
      'a title hidden behind another kind',
      wuhan,
      { titles: one({ kind: 'qualification', titleCode: senior }) },
      'unknown',
      /还没有填写职称/,
    ],
    ['a code nobody knows', wuhan, { titles: title('23Z') }, 'unknown', /还没有填写职称/],
    [
      '中级 in 绍兴: an equal level is judged',
      shaoxing,
      { titles: title(middle) },
      'judge',
      /没有达到副高级；是否具有同等专业技术水平/,
    ],
    ['博士 in 西藏', xizang, { titles: title(middle), basic: { degree: '2' } }, 'met', /^博士学位$/],
    ['理学博士 in a row', xizang, { titles: { none: true }, education: one({ degree: '207' }) }, 'met', /^博士学位$/],
    ['名誉博士', xizang, { titles: title(middle), basic: { degree: '1' } }, 'short', /也没有博士学位/],
    ['硕士', xizang, { titles: title(middle), basic: { degree: '3' } }, 'short', /也没有博士学位/],
    [
      '博士 in 武汉 does not help',
      wuhan,
      { titles: title(middle), basic: { degree: '2' } },
      'short',
      /没有达到副高级$/,
    ],
  ])('%s', (_, policy, given, outcome, words) => {
    expect(judged(policy, given).of('title')).toMatchObject({ outcome, words: expect.stringMatching(words) })
  })

  test('what proves it: the rows at that level', () => {
    expect(
      judged(wuhan, { titles: title(middle, '232', senior) })
        .of('title')
        .evidence.map(row => row.rowId),
    ).toEqual(['t1', 't2'])
  })
})

describe('年龄', () => {
  test.each<[string, string, string, string, string, string | null]>([
    [
      'the day before turning 66',
      '1960-11-22',
      TODAY,
      'met',
      '现年 65 周岁',
      '再过 1 天（2026 年 11 月 22 日起）超过 65 周岁',
    ],
    ['the very birthday of 66', '1960-11-21', TODAY, 'short', '现年 66 周岁，超过 65 周岁已有不足 1 天', null],
    [
      'the very birthday of 65',
      '1961-11-21',
      TODAY,
      'met',
      '现年 65 周岁',
      '再过 1 年（2027 年 11 月 21 日起）超过 65 周岁',
    ],
    [
      '15 months before',
      '1962-02-21',
      TODAY,
      'met',
      '现年 64 周岁',
      '再过 1 年 3 个月（2028 年 2 月 21 日起）超过 65 周岁',
    ],
    ['two years before nothing is said', '1962-11-21', TODAY, 'met', '现年 64 周岁', null],
    ['over for 14 months', '1959-09-21', TODAY, 'short', '现年 67 周岁，超过 65 周岁已有 1 年 2 个月', null],
    [
      'born on 29 February, the day before',
      '1960-02-29',
      '2026-02-27',
      'met',
      '现年 65 周岁',
      '再过 1 天（2026 年 2 月 28 日起）超过 65 周岁',
    ],
    [
      'born on 29 February, in a year without one',
      '1960-02-29',
      '2026-02-28',
      'short',
      '现年 66 周岁，超过 65 周岁已有不足 1 天',
      null,
    ],
    [
      'a month end',
      '1960-12-31',
      '2026-11-30',
      'met',
      '现年 65 周岁',
      '再过 1 个月（2026 年 12 月 31 日起）超过 65 周岁',
    ],
  ])('%s', (_, birth, today, outcome, words, hint) => {
    expect(judged(wuhan, { birth, today }).of('age')).toMatchObject({ outcome, words, hint })
  })

  test('西藏 goes to 70; without a date of birth a person judges', () => {
    const at = (birth: string | null) => judged(xizang, { birth }).of('age').outcome
    expect([at('1955-11-22'), at('1955-11-21')]).toEqual(['met', 'short'])
    expect([at(null), at('2026-11-22'), at('1960-02-30'), at('很久以前')]).toEqual(['judge', 'judge', 'judge', 'judge'])
  })
})
