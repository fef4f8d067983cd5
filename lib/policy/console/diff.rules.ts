import type { Policy } from '@/lib/policy/policy.schema'
import { type LineChange, lineChanges, shortened } from './lines.rules'
import { type PartCode, type PolicyKey, policyParts, specFor } from './parts.schema'
import { rowTitle, valueText } from './reading.rules'
import type { Spec, SpecField } from './spec.schema'

/** One thing that differs between two versions, in words. */
export type PolicyChange = {
  /** from the outside in: 条件, 年龄不超过 65 周岁, 不超过 */
  trail: string[]
  kind: 'changed' | 'added' | 'removed' | 'moved'
  before: string
  after: string
  /** of a long text instead: what went and what came; null stands for lines that stayed */
  lines: (LineChange | null)[] | null
}

export type PartChange = { part: PartCode; label: string; changes: PolicyChange[] }

type Values = Record<string, unknown>
const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const plain = (value: unknown): Values => (isRecord(value) ? value : {})
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

const inFields = (fields: readonly SpecField[], before: unknown, after: unknown, trail: string[]): PolicyChange[] =>
  fields.flatMap(({ name, spec }) => between(spec, plain(before)[name], plain(after)[name], [...trail, spec.label]))

/** The whole of a value that came, went, or is of another kind now. */
function whole(spec: Spec, before: unknown, after: unknown, trail: string[]): PolicyChange[] {
  const kind = before == null ? 'added' : after == null ? 'removed' : 'changed'
  return [{ trail, kind, before: valueText(spec, before), after: valueText(spec, after), lines: null }]
}

function between(spec: Spec, before: unknown, after: unknown, trail: string[]): PolicyChange[] {
  switch (spec.kind) {
    case 'group':
      if ((before == null) !== (after == null)) return whole(spec, before, after, trail)
      return inFields(spec.fields, before, after, trail)
    case 'variants': {
      const kind = plain(after)[spec.on]
      if (plain(before)[spec.on] !== kind) return whole(spec, before, after, trail)
      return inFields(spec.options.find(option => option.value === kind)?.fields ?? [], before, after, trail)
    }
    case 'record':
      return spec.keys.flatMap(({ key, label }) =>
        between(spec.item, plain(before)[key], plain(after)[key], [...trail, label]),
      )
    case 'rows':
      return rowsBetween(spec, before, after, trail)
    default: {
      if (same(before, after)) return []
      const texts = { before: valueText(spec, before), after: valueText(spec, after) }
      const long = spec.kind === 'text' && spec.long && typeof before === 'string' && typeof after === 'string'
      const lines = long ? shortened(lineChanges(before, after)) : null
      return [{ trail, kind: 'changed', ...texts, lines }]
    }
  }
}

/** Rows with what each is known by: its code or name, where it has one, with its number among equals; else its place. */
function named({ key }: Extract<Spec, { kind: 'rows' }>, value: unknown): [string, Values][] {
  const seen = new Map<string, number>()
  return (Array.isArray(value) ? (value as Values[]) : []).map((row, index) => {
    const name = key === null ? `#${index}` : String(row[key] ?? '')
    const times = seen.get(name) ?? 0
    seen.set(name, times + 1)
    return [`${name}·${times}`, row]
  })
}

function rowsBetween(spec: Extract<Spec, { kind: 'rows' }>, before: unknown, after: unknown, trail: string[]) {
  const [old, now] = [named(spec, before), named(spec, after)]
  const [was, is] = [new Map(old), new Map(now)]
  const title = (row: Values, index: number) => rowTitle(spec, row).slice(0, 60) || `第 ${index + 1} ${spec.itemLabel}`
  const changes = now.flatMap(([name, row], index): PolicyChange[] => {
    const earlier = was.get(name)
    if (!earlier) return whole(spec.item, null, row, trail)
    return between(spec.item, earlier, row, [...trail, title(earlier, index)])
  })
  const gone = old.filter(([name]) => !is.has(name)).flatMap(([, row]) => whole(spec.item, row, null, trail))
  const stayed = (list: [string, Values][], other: Map<string, Values>) =>
    list.map(([name]) => name).filter(name => other.has(name))
  const moved = !same(stayed(old, is), stayed(now, was))
  const order = (list: [string, Values][]) => list.map(([, row], index) => title(row, index)).join('、')
  return [
    ...changes,
    ...gone,
    ...(moved ? [{ trail, kind: 'moved' as const, before: order(old), after: order(now), lines: null }] : []),
  ]
}

/** What differs between two policies: the parts that do, in the order of the console, by their labels. Pure. */
export const policyChanges = (before: Policy, after: Policy): PartChange[] =>
  policyParts
    .map(({ code, label, keys }) => ({
      part: code,
      label,
      changes: (keys as readonly PolicyKey[]).flatMap(key => {
        const spec = specFor(key)
        // the part is called like its only key: said once
        return between(spec, before[key], after[key], keys.length === 1 ? [] : [spec.label])
      }),
    }))
    .filter(({ changes }) => changes.length > 0)

export const countPolicyChanges = (parts: readonly PartChange[]): number =>
  parts.reduce((sum, { changes }) => sum + changes.length, 0)
