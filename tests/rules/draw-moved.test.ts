import type { Facts, Party, TieHit, UnitFamily } from '@/lib/draw/conflict-facts.rules'
import { judge } from '@/lib/draw/conflict-judge.rules'
import { namesElsewhere } from '@/lib/draw/conflict-moved.rules'

const unit = (name: string): UnitFamily => ({
  ...{ key: name, name, ids: new Set<string>(), alike: new Set<string>(), names: new Set([name]) },
  ...{ university: true, domain: null, related: new Map() },
})
const party = (name: string | null, at: string | null, change: Partial<Party> = {}): Party => ({
  ...{ subjectId: 's', groupId: null, kind: name ? 'leader' : 'partner', name, nameKey: name, docIndex: null },
  ...{ phoneIndex: null, unit: at === null ? null : unit(at), division: null, ...change },
})
const tie = (key: string, detail: string | null, change: Partial<TieHit> = {}): TieHit => ({
  ...{ expertId: 'e', kind: 'coauthor', key, detail, fromYear: 2024, toYear: 2024, words: '《旱稻》', ...change },
})
const facts = (change: Partial<Facts>): Facts => ({
  ...{
    year: 2026,
    lookBack: 3,
    subjects: [],
    parties: [party('王寻之', '乙大学')],
    posts: [],
    declared: [],
    colleagues: [],
  },
  ...{ byDocument: new Map(), byPhone: new Map(), ties: [tie('王寻之', '甲大学')], shared: [], unitOf: new Map() },
  ...{ placesOf: new Map([['王寻之', ['甲大学', '丙大学']]]), pastOf: new Map(), ...change },
})
const rules = (change: Partial<Facts>) => judge(facts(change)).map(({ rule, certainty }) => `${rule} ${certainty}`)
const named = (name: string, places: string[], at = '乙大学') => ({
  parties: [party(name, at)],
  ties: [tie(name, places[0]!)],
  placesOf: new Map([[name, places]]),
})

describe('somebody of the same name under another unit', () => {
  test.each<[string, Partial<Facts>, string[]]>([
    ['of a name that is at several places is a namesake', {}, []],
    ['of the same unit is who is meant', { parties: [party('王寻之', '甲大学')] }, ['coAuthor likely']],
    ['without a unit in the profile may be meant', { ties: [tie('王寻之', null)] }, ['coAuthor likely']],
    ['of a name known at one place only may have moved', named('王寻之', ['甲大学']), ['coAuthor likely']],
    ['its faculties are one place', named('王寻之', ['甲大学', '甲大学医学院']), ['coAuthor likely']],
    ['where he is now says nothing against it', named('王寻之', ['甲大学', '乙大学医学院']), ['coAuthor likely']],
    ['a frequent surname with one character says nobody', named('王伟', ['甲大学']), []],
    ['a rare surname with one character does', named('亓伟', ['甲大学']), ['coAuthor likely']],
    ['a name that is everywhere says nobody, however long', named('扎西次仁', ['甲大学', '丙大学']), []],
    [
      'the other unit stands behind the same 评审对象',
      { parties: [party('王寻之', '乙大学'), party(null, '甲大学')] },
      ['coAuthor likely'],
    ],
    [
      'behind another 评审对象 it says nothing',
      { parties: [party('王寻之', '乙大学'), party(null, '甲大学', { subjectId: 'other' })] },
      [],
    ],
    [
      'somebody else of the same work is of the team too: both are asked about',
      {
        parties: [party('王伟', '乙大学'), party('李娜', '乙大学')],
        ties: [tie('王伟', '甲大学'), tie('李娜', '丁大学')],
        placesOf: new Map(['王伟', '李娜'].map(name => [name, ['甲大学', '丙大学', '丁大学']])),
      },
      ['coAuthor likely', 'coAuthor likely'],
    ],
    [
      'of another work he is not',
      {
        parties: [party('王伟', '乙大学'), party('李娜', '乙大学')],
        ties: [tie('王伟', '甲大学'), tie('李娜', '丁大学', { words: '《棉花》' })],
        placesOf: new Map(['王伟', '李娜'].map(name => [name, ['甲大学', '丙大学', '丁大学']])),
      },
      [],
    ],
    [
      'he is an expert himself, and worked there',
      {
        parties: [party('王伟', '乙大学', { phoneIndex: 'p' })],
        ties: [tie('王伟', '甲大学')],
        byPhone: new Map([['p', ['self']]]),
        pastOf: new Map([['self', ['乙大学', '甲大学医学院教授']]]),
      },
      ['memberPhone certain', 'coAuthor likely'],
    ],
    [
      'he is an expert himself, and never was there',
      {
        parties: [party('王伟', '乙大学', { phoneIndex: 'p' })],
        ties: [tie('王伟', '甲大学')],
        byPhone: new Map([['p', ['self']]]),
        pastOf: new Map([['self', ['乙大学']]]),
      },
      ['memberPhone certain'],
    ],
    [
      'beyond the look-back it is over',
      { ...named('王寻之', ['甲大学']), ties: [tie('王寻之', '甲大学', { toYear: 2022 })] },
      [],
    ],
    [
      'a teacher counts however long ago',
      { ...named('王寻之', ['甲大学']), ties: [tie('王寻之', '甲大学', { kind: 'supervisor', toYear: 1999 })] },
      ['teacher likely'],
    ],
  ])('%s', (_name, change, found) => {
    expect(rules(change)).toEqual(found)
  })

  test('the sentence says where he was, so that somebody can find out; of who fits it says nothing', () => {
    const [moved] = judge(facts(named('王寻之', ['甲大学'])))
    expect(moved!.evidence).toContain('资料中他的单位是“甲大学”，可能已经调动')
    const [same] = judge(facts({ parties: [party('王寻之', '甲大学')] }))
    expect(same!.evidence).not.toContain('调动')
  })

  test('what is found of one expert does not depend on who else is compared', () => {
    const all = facts({
      ...named('王寻之', ['甲大学']),
      ties: ['e', 'f'].map(id => tie('王寻之', '甲大学', { expertId: id })),
    })
    const one = { ...all, ties: all.ties.filter(({ expertId }) => expertId === 'e') }
    expect(judge(all).filter(({ expertId }) => expertId === 'e')).toEqual(judge(one))
  })

  test('only names that stand elsewhere are looked up', () => {
    const parties = [party('王寻之', '乙大学'), party('李娜', '甲大学')]
    const ties = [tie('王寻之', '甲大学'), tie('李娜', '甲大学'), tie('李娜', null), tie('某人', '甲大学')]
    expect(namesElsewhere(parties, ties)).toEqual(['王寻之'])
  })
})
