import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { permissions } from '@/lib/access/permissions'
import { actionGroups } from '@/lib/audit/action-groups.rules'
import { auditListSpec, badDay, daysBetween, decodeAuditCursor, encodeAuditCursor } from '@/lib/audit/audit.rules'
import { actionLabel, actionsOf, hasActionLabel, isAlert } from '@/lib/audit/labels.rules'
import { parseListParams } from '@/lib/platform/list-params'

const sources = readdirSync('lib', { recursive: true, encoding: 'utf8' })
  .filter(file => /\.tsx?$/.test(file))
  .map(file => readFileSync(join('lib', file), 'utf8'))

/** Actions as the code names them: written out, or made of a subject and the event of its machine. */
function actionsInCode(): string[] {
  // also where one of two is chosen: `action: x ? 'a.b' : 'c.d'`
  const named = sources.flatMap(text => [...text.matchAll(/\baction: [^\n]*/g)].map(match => match[0]))
  const written = named.flatMap(line => [...line.matchAll(/'([a-z]\w+\.[\w.]+)'/g)].map(match => match[1]!))
  const machines = readdirSync('lib/workflow').filter(file => file.endsWith('.machine.ts'))
  const events = machines.flatMap(file => {
    const text = readFileSync(join('lib/workflow', file), 'utf8')
    // rounds and seats of a draw are subjects of their own; other second words name a second workflow of the first
    const subject = file.startsWith('draw-')
      ? file.split('.')[0]!.replace(/-(\w)/, (_, letter) => letter.toUpperCase())
      : file.split(/[.-]/)[0]
    return [...text.matchAll(/\bevent: '(\w+)'/g)].map(match => `${subject}.${match[1]}`)
  })
  return [...new Set([...written, ...events, ...Object.keys(permissions)])].sort()
}

test('everything that is recorded has words an auditor reads; add yours to lib/audit/action-groups.rules.ts', () => {
  const actions = actionsInCode()
  expect(actions).toContain('unit.approve')
  expect(actions.length).toBeGreaterThan(80)
  expect(actions.filter(action => !hasActionLabel(action) && !isAlert(action))).toEqual([])
})

test('no action stands in two groups', () => {
  const all = actionGroups.flatMap(group => actionsOf(group.code))
  expect(new Set(all).size).toBe(all.length)
  expect(actionLabel('staff.grant')).toBe('调整角色')
  expect(actionLabel('never.heard')).toBe('never.heard')
})

test('days are days in China, both included; what is no day is no bound', () => {
  expect(daysBetween('2026-11-21', '2026-11-21')).toEqual({
    gte: new Date('2026-11-20T16:00:00Z'),
    lt: new Date('2026-11-21T16:00:00Z'),
  })
  expect(daysBetween('2026-02-30', 'x')).toEqual({})
  expect([badDay(''), badDay('2026-02-28'), badDay('2026-02-30')]).toEqual([false, false, true])
})

test('a cursor comes back as it was, through the address of the list; others are none', () => {
  const row = { at: new Date('2026-11-21T06:05:09.123Z'), id: 1_234_567_890n }
  const { after } = parseListParams({ after: encodeAuditCursor(row) }, auditListSpec)
  expect(decodeAuditCursor(after)).toEqual(row)
  for (const text of ['', 'x', '1_', '_1', '1_1_1', '1_99999999999999999999', null])
    expect(decodeAuditCursor(text)).toBeNull()
})
