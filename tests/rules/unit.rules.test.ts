import { entry } from '@/lib/dict/tree'
import { publishedCalendar } from '@/lib/platform/calendar'
import { chinaTime } from '@/lib/platform/time'
import type { Policy } from '@/lib/policy/policy.schema'
import { demo } from '@/lib/policy/presets/demo'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { xizang } from '@/lib/policy/presets/xizang'
import { unitDue, unitWait } from '@/lib/unit/aim.rules'
import { changeWords } from '@/lib/unit/change.rules'
import { differing, mendedRows } from '@/lib/unit/mended.rules'
import { openTab, placeProblem, unitTabs } from '@/lib/unit/unit.rules'
import {
  completeUnitSchema,
  editUnitSchema,
  mendCompletedUnitSchema,
  registerUnitSchema,
  unitDraftSchema,
} from '@/lib/unit/unit.schema'
import { reviewAim, unitWay } from '@/lib/unit/way.rules'
import type { UnitFacts, UnitStatus } from '@/lib/workflow/unit.machine'
import { waitLine } from '@/lib/workflow/wait.rules'
import { fixturePhone } from '../support/fixtures-ids'

test('a place of registration is of the lowest level there is', () => {
  const problem = (code: string) => placeProblem(entry('region', code))
  // a district, a county a province administers itself, a city without counties, a whole special region
  expect(['420106', '429004', '441900', '810000'].map(problem)).toEqual([null, null, null, null])
  expect(problem('420000')).toMatch(/选到县/)
  expect(problem('420100')).toMatch(/选到县/)
  expect(problem('999999')).toMatch(/没有这个地区/)
})

describe('age against the aim', () => {
  const at = (wall: string) => new Date(`${wall}+08:00`)
  const wait = (policy: Policy, from: string, to: string) => unitWait(policy, publishedCalendar, at(from), at(to))

  test.each([
    ['2026-11-19T10:00:00', '2026-11-19T18:00:00', '今天提交 / 时限 2 个工作日'],
    ['2026-11-19T10:00:00', '2026-11-23T18:00:00', '已等 2 个工作日 / 时限 2 个工作日'],
    ['2026-11-19T10:00:00', '2026-11-24T00:00:00', '已等 3 个工作日 / 时限 2 个工作日，已超过时限'],
  ])('in days: from %s to %s', (from, to, words) => {
    expect(waitLine(wait(wuhan, from, to))).toBe(words)
  })

  test.each([
    ['2026-11-19T10:00:00', '2026-11-19T10:00:30', '刚刚提交 / 时限 20 分钟'],
    ['2026-11-19T10:00:00', '2026-11-19T10:20:59', '已等 20 分钟 / 时限 20 分钟'],
    ['2026-11-19T10:00:00', '2026-11-19T10:21:00', '已等 21 分钟 / 时限 20 分钟，已超过时限'],
    ['2026-11-20T17:50:00', '2026-11-23T09:40:00', '已等 20 分钟 / 时限 20 分钟'],
    ['2026-11-19T10:00:00', '2026-11-19T13:05:00', '已等 3 小时 5 分钟 / 时限 20 分钟，已超过时限'],
  ])('in minutes of working hours: from %s to %s', (from, to, words) => {
    expect(waitLine(wait(xizang, from, to))).toBe(words)
  })

  test('when it is due', () => {
    const due = (policy: Policy) => chinaTime(unitDue(policy, publishedCalendar, at('2026-11-20T17:50:00')))
    expect([due(wuhan), due(xizang)]).toEqual(['2026-11-24 23:59', '2026-11-23 09:40'])
  })

  test('what does not wait has no age', () => expect(waitLine(null)).toBe(''))
})

describe('the way of a registration', () => {
  const way = (policy: Policy, status: UnitStatus, refusedFrom: UnitFacts['refusedFrom'] = null) =>
    unitWay(policy, { status, refusedFrom }).map(step => `${step.label} ${step.state}`)

  test('one review', () => {
    expect(way(wuhan, 'submitted')).toEqual(['提交注册 done', '科技局审核 current', '开通使用 next'])
    expect(way(wuhan, 'refused', 'submitted')).toEqual(['提交注册 done', '科技局审核 stopped', '开通使用 next'])
  })

  test('two reviews; a refusal stops at the review that refused', () => {
    const stations = ['提交注册', '科技厅初审', '完善信息', '科技厅复审', '开通使用']
    const states = (...list: string[]) => stations.map((label, index) => `${label} ${list[index]}`)
    expect(way(xizang, 'submitted')).toEqual(states('done', 'current', 'next', 'next', 'next'))
    expect(way(xizang, 'incomplete')).toEqual(states('done', 'done', 'current', 'next', 'next'))
    expect(way(xizang, 'resubmitted')).toEqual(states('done', 'done', 'done', 'current', 'next'))
    expect(way(xizang, 'refused', 'submitted')).toEqual(states('done', 'stopped', 'next', 'next', 'next'))
    expect(way(xizang, 'refused', 'resubmitted')).toEqual(states('done', 'done', 'done', 'stopped', 'next'))
    expect(way(xizang, 'active')).toEqual(states('done', 'done', 'done', 'done', 'done'))
  })

  test('how long it usually takes', () => {
    expect([wuhan, xizang].map(reviewAim)).toEqual(['一般 2 个工作日内', '一般工作时间 20 分钟内'])
  })
})

test('tabs: those that wait first, 停用 only when there are some, unknown words mean those that wait', () => {
  const tabs = unitTabs(wuhan, { submitted: 3, resubmitted: 1, active: 20, refused: 2 })
  expect(tabs.map(tab => `${tab.label} ${tab.count}`)).toEqual(['待审核 4', '正常 20', '不通过 2', '全部 26'])
  expect(unitTabs(wuhan, { disabled: 1 }).map(tab => tab.label)).toContain('停用')
  expect(unitTabs(demo, {}).map(tab => tab.label)).toEqual(['待初审、待复审', '待完善', '正常', '不通过', '全部'])
  expect(openTab(tabs, 'refused').statuses).toEqual(['refused'])
  expect(openTab(tabs, 'disabled')).toBe(tabs[0])
})

test('fields nobody asked for are dropped, wrong types are refused without a throw (trust AC6, IN1)', () => {
  const odd: unknown[] = [
    null,
    [],
    'x',
    1,
    { __proto__: { agreed: true } },
    { name: { deep: [] } },
    { name: 'x'.repeat(1_000_000) },
  ]
  const schemas = [registerUnitSchema, editUnitSchema, completeUnitSchema, mendCompletedUnitSchema]
  for (const input of odd) for (const schema of schemas) expect(schema.safeParse(input).success).toBe(false)
  for (const input of odd.slice(0, 4)) expect(unitDraftSchema.safeParse(input).success).toBe(false)
  expect(unitDraftSchema.safeParse({ address: 'x'.repeat(500) }).success).toBe(false)
})

describe('completing the data', () => {
  const whole = {
    version: 0,
    address: '金珠西路 1 号',
    postcode: '８５００００',
    officePhone: '',
    email: 'Office@Example.COM',
    highTech: 'no',
    bankName: '',
    bankAccount: '',
  }
  const parse = (change: object) => completeUnitSchema.safeParse({ ...whole, ...change })
  const problems = (change: object) => parse(change).error?.issues.map(issue => `${issue.path}`) ?? []

  test('what is voluntary may stay empty; what is typed is tidied', () => {
    expect(parse({}).data).toEqual({
      ...whole,
      postcode: '850000',
      officePhone: null,
      email: 'Office@example.com',
      bankName: null,
      bankAccount: null,
    })
  })

  test.each([
    ['address', ''],
    ['postcode', '85000'],
    ['email', 'office'],
    ['highTech', ''],
    ['officePhone', '12'],
    ['officePhone', fixturePhone(1)],
    ['bankAccount', '1234567'],
    ['bankAccount', '1'.repeat(33)],
    ['bankAccount', '622848abc0017'],
  ])('%s %j is refused', (field, value) => {
    expect(problems({ [field]: value, ...(field === 'bankAccount' ? { bankName: '某银行' } : {}) })).toEqual([field])
  })

  test('an account is digits kept as text, zeros in front and all; it belongs to a bank', () => {
    expect(parse({ bankName: '某银行', bankAccount: '0017 0000-1234 ５６' }).data?.bankAccount).toBe('00170000123456')
    expect(problems({ bankAccount: '00170000123456' })).toEqual(['bankName'])
  })

  test.each([
    ['0891-6820000', '0891-6820000'],
    ['（0891）6820000', '0891-6820000'],
    ['0891 6820000 转 801', '0891-6820000-801'],
    ['6820000', '6820000'],
    ['400 810 0000', '400-810-0000'],
  ])('an office phone written as %s', (typed, kept) => {
    expect(parse({ officePhone: typed }).data?.officePhone).toBe(kept)
  })
})

describe('what was mended since a refusal', () => {
  test('only what differs, both sides, numbers masked', () => {
    const sides = differing(
      { facts: { name: '甲院', legalPerson: '法正', bankAccount: null, email: 'a@example.com' }, account: null },
      { facts: { name: '甲院', legalPerson: '法明', bankAccount: '**** 0017', email: 'a@example.com' }, account: 'x' },
    )
    expect(mendedRows(sides.before, sides.after)).toEqual([
      { label: '法定代表人', before: '法正', after: '法明' },
      { label: '银行账号', before: '（空）', after: '**** 0017' },
    ])
    expect(changeWords('mended', sides.before, sides.after)).toBe('修改提交的内容：法定代表人、银行账号')
  })

  test('another account with the same last four is a change; the same account is none', () => {
    const facts = { bankAccount: '**** 0017' }
    const sides = differing({ facts, account: 'x' }, { facts, account: 'y' })
    expect(mendedRows(sides.before, sides.after)).toEqual([
      { label: '银行账号', before: '**** 0017', after: '**** 0017（已换号码，末四位相同）' },
    ])
    expect(differing({ facts, account: 'x' }, { facts, account: 'x' })).toEqual({ before: {}, after: {} })
  })
})
