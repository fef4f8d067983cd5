import { rolesFor, whyNotContribute } from '@/lib/draw/contribute.rules'
import { contributeSchema, revealSchema, wordsField } from '@/lib/draw/contribute.schema'
import { publicReason } from '@/lib/draw/public-reason.schema'
import type { SealPart } from '@/lib/draw/seal.dto'
import { passedLabel, sealNumber, troubleWords, whyNotAdded } from '@/lib/draw/seal.rules'
import { nextWords, sealSteps } from '@/lib/draw/seal-view.rules'

const nobody = { kind: 'staff', staffRoles: [] as string[], ofRequester: false, asked: false, approved: false }

describe('who adds for whom', () => {
  test.each([
    ['who asked, with the right', { staffRoles: ['drawRequester'], ofRequester: true, asked: true }, ['requester']],
    ['a colleague with the right', { staffRoles: ['drawRequester'], ofRequester: true }, ['requester']],
    ['the administrator of the unit', { kind: 'unitAdmin', ofRequester: true }, ['requester']],
    ['a colleague without it', { staffRoles: ['bureauReviewer'], ofRequester: true }, []],
    ['an operator', { staffRoles: ['drawOperator'] }, ['bureau']],
    ['an operator who asked by another account', { staffRoles: ['drawOperator'], asked: true }, []],
    ['who watches', { staffRoles: ['supervisor'] }, ['supervisor']],
    ['who watches and asked by another account', { staffRoles: ['supervisor'], asked: true }, []],
    ['who agreed, whatever else he is', { staffRoles: ['supervisor', 'drawOperator'], approved: true }, []],
    ['a manager', { staffRoles: ['bureauManager'] }, []],
  ])('%s', (_, change, expected) => {
    expect(rolesFor({ ...nobody, ...change })).toEqual(expected)
  })

  test('a side that has given, and one person for two sides, are refused with what holds', () => {
    const given = [{ role: 'bureau' as const, revealed: false }]
    expect(whyNotContribute('bureau', { open: ['bureau'], given: [], mine: null })).toBeNull()
    expect(whyNotContribute('bureau', { open: ['bureau'], given, mine: null })).toContain('已经有人交了')
    expect(whyNotContribute('supervisor', { open: ['supervisor'], given, mine: 'bureau' })).toContain('以抽取人的身份')
    expect(whyNotContribute('requester', { open: [], given, mine: null })).toContain('同单位同事')
  })
})

describe('what is added', () => {
  test('words and figures as they like, but no number of anybody', () => {
    for (const good of ['3 1 4 1 5', '春眠不觉晓', 'c8dba3e88bf9632b0fe239ed0d7375b7', '1234567890123'])
      expect(wordsField.safeParse(good).success).toBe(true)
    for (const bad of ['', '   ', 'x'.repeat(501), '\ud800', 'a\0b', '\u202e春', '打 19900001234 找我'])
      expect(wordsField.safeParse(bad).success).toBe(false)
    expect(whyNotAdded('990000198001010017')).toContain('证件')
  })

  test('a reason that everybody reads in the end is text that can be kept, without a number of anybody', () => {
    expect(publicReason.parse(' 留底丢了。\n重来 ')).toBe('留底丢了。\n重来')
    for (const bad of ['', ' ', 'a\0b', '\u202e留底', '打 19900001234 找他', '长'.repeat(501)])
      expect(publicReason.safeParse(bad).success).toBe(false)
  })

  test('the system gets words exactly where it is to keep them', () => {
    const one = { sealId: '0198c0de-0000-7000-8000-000000000001', role: 'bureau', commitment: 'a'.repeat(64) }
    const words = { nonce: 'b'.repeat(64), contribution: '一' }
    const none = { nonce: null, contribution: null }
    const good = (change: object) => contributeSchema.safeParse({ ...one, ...change }).success
    expect([good({ keeper: 'system', ...words }), good({ keeper: 'self', ...none })]).toEqual([true, true])
    expect([good({ keeper: 'system', ...none }), good({ keeper: 'self', ...words })]).toEqual([false, false])
  })

  test('a slip is read as people copy it', () => {
    const sealId = '0198c0de-0000-7000-8000-000000000001'
    const nonce = ` ${'AB '.repeat(32)}\n`
    expect(revealSchema.parse({ sealId, nonce, contribution: ' 一 ' })).toEqual({
      ...{ sealId, nonce: 'ab'.repeat(32), contribution: '一' },
    })
    expect(revealSchema.safeParse({ sealId, nonce: 'ab', contribution: '一' }).success).toBe(false)
  })
})

const part = (role: SealPart['role'], bound: boolean, shown: boolean): SealPart => ({
  ...{ role, label: role, name: bound ? '某人' : null, committedAt: bound ? new Date(0) : null, commitment: null },
  ...{ keeper: null, revealedAt: shown ? new Date(0) : null, contribution: null },
})
const parts = (bound: number, shown: number) =>
  (['requester', 'bureau', 'supervisor'] as const).map((role, at) => part(role, at < bound, at < shown))
const stateOf = (change: object) => ({ sealed: true, trouble: false, parts: parts(0, 0), drawn: false, ...change })

describe('the steps', () => {
  test.each([
    ['being sealed', { sealed: false }, ['current', 'next', 'next', 'next']],
    ['not to be sealed', { sealed: false, trouble: true }, ['stopped', 'next', 'next', 'next']],
    ['sealed', {}, ['done', 'current', 'next', 'next']],
    ['all bound', { parts: parts(3, 2) }, ['done', 'done', 'current', 'next']],
    ['all shown', { parts: parts(3, 3) }, ['done', 'done', 'done', 'current']],
    ['drawn', { parts: parts(3, 3), drawn: true }, ['done', 'done', 'done', 'done']],
  ])('%s', (_, change, states) => {
    expect(sealSteps(stateOf(change)).map(step => step.state)).toEqual(states)
  })

  test('each says who is to do what', () => {
    expect(nextWords(stateOf({ sealed: false }), null)).toContain('系统正在封存')
    expect(nextWords(stateOf({ sealed: false }), '评审对象有变更等待核准。')).toBe('评审对象有变更等待核准。')
    expect(nextWords(stateOf({ parts: parts(1, 0) }), null)).toMatch(/^请抽取人、监督人员各交一份/)
    expect(nextWords(stateOf({ parts: parts(3, 2) }), null)).toMatch(/^请监督人员某人按留底/)
    expect(nextWords(stateOf({ parts: parts(3, 3) }), null)).toContain('请抽取人在「抽取」页下方抽取')
    const drawn = stateOf({ parts: parts(3, 3), drawn: true })
    expect(nextWords({ ...drawn, untold: true }, null)).toContain('开始通知')
    expect(nextWords(drawn, null)).toBe('已经按这次封存抽取。')
  })

  test('numbers, troubles and reasons in words', () => {
    expect(sealNumber('CQ2026-0012', 1, 2)).toBe('CQ2026-0012-1-2')
    expect(Object.values(troubleWords).every(words => words.endsWith('。'))).toBe(true)
    expect([passedLabel('onLeave'), passedLabel('changed')]).toEqual(['那几天请假', '资料变动后不再符合条件'])
  })
})
