import { entry } from '@/lib/dict/tree'
import { demo } from '@/lib/policy/presets/demo'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { openTab, placeProblem, unitTabs, waitingText } from '@/lib/unit/unit.rules'
import { registerUnitSchema } from '@/lib/unit/unit.schema'

test('a place of registration is of the lowest level there is', () => {
  const problem = (code: string) => placeProblem(entry('region', code))
  // a district, a county a province administers itself, a city without counties, a whole special region
  expect(['420106', '429004', '441900', '810000'].map(problem)).toEqual([null, null, null, null])
  expect(problem('420000')).toMatch(/选到县/)
  expect(problem('420100')).toMatch(/选到县/)
  expect(problem('999999')).toMatch(/没有这个地区/)
})

test('age against the aim, in words', () => {
  expect(waitingText({ waitedDays: null, overdue: false }, 2)).toBe('')
  expect(waitingText({ waitedDays: 0, overdue: false }, 2)).toBe('今天提交 / 时限 2 个工作日')
  expect(waitingText({ waitedDays: 2, overdue: false }, 2)).toBe('已等 2 个工作日 / 时限 2 个工作日')
  expect(waitingText({ waitedDays: 3, overdue: true }, 2)).toBe('已等 3 个工作日 / 时限 2 个工作日，已超过时限')
})

test('tabs: those that wait first, 停用 only when there are some, unknown words mean those that wait', () => {
  const tabs = unitTabs(wuhan, { submitted: 3, resubmitted: 1, active: 20, refused: 2 })
  expect(tabs.map(tab => `${tab.label} ${tab.count}`)).toEqual(['待审核 4', '正常 20', '不通过 2', '全部 26'])
  expect(unitTabs(wuhan, { disabled: 1 }).map(tab => tab.label)).toContain('停用')
  expect(unitTabs(demo, {})[0]!.label).toBe('待初审')
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
  for (const input of odd) expect(registerUnitSchema.safeParse(input).success).toBe(false)
})
