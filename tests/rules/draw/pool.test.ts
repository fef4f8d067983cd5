import fc from 'fast-check'
import { conditionsAskedSchema, type GroupAsk } from '@/lib/draw/ask.schema'
import { changeWords, dropWords, healthGroup, narrowGroups, repeatWords, roughly } from '@/lib/draw/health.rules'
import type { SealedRequest } from '@/lib/draw/names.rules'
import { shownCells } from '@/lib/draw/outcome.rules'
import { panelSpec, strictestCaps } from '@/lib/draw/pool.rules'
import { whyNotNow, whyNotRelease, whyNotVoid } from '@/lib/draw/run.rules'
import { defaultDraw } from '@/lib/policy/draw-policy'

const group = { groupId: null, name: '甲组' }
const ask = (change: Partial<GroupAsk> = {}): GroupAsk => ({
  ...{ size: 7, alternates: 3, quotas: [], caps: [], conditions: conditionsAskedSchema.parse({}) },
  ...change,
})

describe('what is asked of a group', () => {
  test('the policy adds its cap of one unit and its newcomers; the stricter of two holds', () => {
    const policy = { ...defaultDraw, perUnit: 2, newcomers: 0.2 }
    const caps = [{ feature: 'unit' as const, most: 1 }]
    const quotas = [{ feature: 'newcomer' as const, value: 'yes', min: 1, max: 4 }]
    const spec = panelSpec(group, ask({ caps, quotas }), policy, 0)
    expect(spec.caps).toEqual([{ feature: 'unit', most: 1 }])
    expect(spec.quotas).toEqual([{ feature: 'newcomer', value: 'yes', min: 2, max: 4 }])
    expect(panelSpec(group, ask(), policy, 0, false).quotas).toEqual([])
    expect(panelSpec(group, ask(), policy, 0).caps).toEqual([{ feature: 'unit', most: 2 }])
  })

  test('a quota without a limit is limited by the size; disciplines and places are those of the group', () => {
    const quotas = [{ feature: 'discipline' as const, value: '320', min: 2, max: null }]
    expect(panelSpec(group, ask({ quotas }), defaultDraw, 3).quotas).toEqual([
      { feature: 'discipline@3', value: '320', min: 2, max: 7 },
    ])
    expect(strictestCaps([{ feature: 'region', most: 2 }], null)).toEqual([{ feature: 'region', most: 2 }])
  })
})

describe('what is told', () => {
  test('a 使用单位 is told steps of what there is; a manager each number', () => {
    const excluded = { avoids: 1, disabled: 7, notActive: 14 }
    const count = { ...group, eligible: 47, excluded }
    const chances = { lowest: 0.5, highest: 0.5 }
    expect(healthGroup(count, 1, chances, false)).toEqual({
      ...{ name: '甲组', size: 1, eligible: 40, chances: null },
      excluded: [
        { reason: 'notActive', label: '休眠、暂停或待出库', count: 10 },
        { reason: 'disabled', label: '账号已停用', count: 6 },
      ],
    })
    expect(healthGroup(count, 1, chances, true)).toMatchObject({ eligible: 47, chances })
    expect(healthGroup(count, 1, chances, true).excluded).toHaveLength(3)
    expect(healthGroup({ ...group, eligible: 2, excluded: {} }, 1, chances, false).eligible).toBeNull()
  })

  test('steps go down, never up, and are few', () => {
    const told = Array.from({ length: 1000 }, (_, count) => roughly(count))
    expect(told.slice(0, 3)).toEqual([null, null, null])
    expect(told.every((step, count) => step === null || (step <= count && step * 2 >= count))).toBe(true)
    expect(new Set(told).size).toBe(17)
    expect([7, 10, 19, 47, 123, 4800].map(roughly)).toEqual([6, 10, 15, 40, 100, 4000])
  })

  test('narrow conditions are judged by what is told, and a repeat names the earlier panel to who may know it', () => {
    const pool = {
      counts: [{ ...group, eligible: 14, excluded: {} }],
      panels: [panelSpec(group, ask({ size: 4 }), defaultDraw, 0)],
    }
    expect(narrowGroups(pool, 3, true)).toEqual([])
    expect(narrowGroups(pool, 3, false)).toEqual([{ name: '甲组', size: 4, eligible: 10 }])
    const repeat = { name: '甲组', eligible: 5, number: 'CQ2026-0007', panel: '材料组', same: 4 }
    expect(repeatWords(repeat, true)).toContain('5 名里，有 4 名在一年内一起被抽进 CQ2026-0007 的「材料组」')
    expect(repeatWords(repeat, false)).not.toMatch(/CQ|材料|[45]/)
  })

  test('no number of an outcome stands for fewer than three of the pool, nor can it be reckoned from the others', () => {
    const cell = fc.record({ pool: fc.integer({ min: 0, max: 9 }), drawn: fc.integer({ min: 0, max: 9 }) })
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 7 }), list => {
        const cells = list.map(({ pool, drawn }, at) => ({
          value: at === 0 ? null : `v${at}`,
          pool,
          drawn: Math.min(pool, drawn),
        }))
        const shown = shownCells(cells)
        const known = new Set(shown.flatMap(({ value }) => (value === null ? [] : [value])))
        const hidden = cells.filter(({ value }) => value === null || !known.has(value))
        const behind = hidden.reduce((sum, { pool }) => sum + pool, 0)
        expect(behind === 0 || behind >= 3 || shown.length === 0).toBe(true)
        for (const { value } of shown)
          if (value !== null) expect(cells.find(one => one.value === value)!.pool).toBeGreaterThanOrEqual(3)
        if (shown.length > 0)
          expect(shown.reduce((sum, { drawn }) => sum + drawn, 0)).toBe(
            cells.reduce((sum, { drawn }) => sum + drawn, 0),
          )
      }),
    )
  })

  test('changes are said in words', () => {
    const words = (_: string, value: string) => `「${value}」`
    const min = { what: 'min', panel: 0, feature: 'sex', value: '2', from: 3, to: 2 } as const
    expect(changeWords(min, ['甲组'], words)).toBe('「甲组」性别“「2」”的最少人数从 3 改为 2')
    const cap = { what: 'cap', panel: null, feature: 'unit' } as const
    expect(dropWords(cap, [], words)).toBe('各组合计每个单位最多人数')
  })
})

describe('when', () => {
  const at = new Date('2031-01-05T01:00:00Z')
  const request = (status: string) => ({ status, sessionFrom: new Date('2031-01-06T01:00:00Z') })
  test('a round is drawn before its session, a 补抽 while its review is open', () => {
    expect(whyNotNow({ kind: 'first', request: request('approved') }, at)).toBeNull()
    expect(whyNotNow({ kind: 'first', request: { status: 'approved', sessionFrom: at } }, at)).toContain('已到')
    expect(whyNotNow({ kind: 'supplement', request: request('inviting') }, at)).toBeNull()
    expect(whyNotNow({ kind: 'supplement', request: request('cancelled') }, at)).toContain('不能再补抽')
    expect(whyNotNow({ kind: 'special', request: request('drawn') }, at)).toContain('特邀')
  })
  const untold = { notifiedAt: null }
  const sealed = (status: string, open: Partial<SealedRequest> = {}) =>
    ({
      ...request(status),
      unlock: 'signIn',
      unlockAt: null,
      unlockedAt: null,
      unseal: 'auto',
      ...open,
    }) as SealedRequest
  test('it is void only before anybody is told', () => {
    expect(whyNotVoid('first', sealed('drawn'), [untold, untold], at)).toBeNull()
    expect(whyNotVoid('first', sealed('inviting'), [untold], at)).not.toBeNull()
    expect(whyNotVoid('supplement', sealed('inviting'), [untold], at)).toBeNull()
    expect(whyNotVoid('supplement', sealed('inviting'), [untold, { notifiedAt: at }], at)).not.toBeNull()
  })
  test('once the names may be read nothing is void and nobody is taken off singly', () => {
    const byTime = { unlock: 'time', unlockAt: at }
    for (const open of [byTime, { unlockedAt: at }]) {
      expect(whyNotVoid('supplement', sealed('inviting', open), [untold], at)).toContain('名单已经公开')
      expect(whyNotRelease(sealed('inviting', open), at)).toContain('另一位业务管理员')
    }
    const before = new Date(at.getTime() - 1)
    expect(whyNotVoid('supplement', sealed('inviting', byTime), [untold], before)).toBeNull()
    expect(whyNotRelease(sealed('inviting', byTime), before)).toBeNull()
    // nobody has read of whom nobody was told
    expect(whyNotVoid('first', sealed('drawn', byTime), [untold], at)).toBeNull()
  })
})
