import type { Policy } from '@/lib/policy/policy.schema'
import type { ReadItem, VersionView } from './console.dto'
import { type PolicyKey, policyParts, specFor } from './parts.schema'
import { rowTitle, valueText } from './reading.rules'
import type { Spec, SpecField } from './spec.schema'

type Values = Record<string, unknown>
const plain = (value: unknown): Values => (typeof value === 'object' && value !== null ? (value as Values) : {})

const fields = (list: readonly SpecField[], value: unknown, depth: number): ReadItem[] =>
  list.flatMap(({ name, spec }) => itemsOf(spec, plain(value)[name], depth))

function itemsOf(spec: Spec, value: unknown, depth: number): ReadItem[] {
  const line = (text: string, long = false): ReadItem => ({ depth, label: spec.label, value: text, long })
  if (value === null || value === undefined) return [line(valueText(spec, value))]
  switch (spec.kind) {
    case 'group':
      return [line(''), ...fields(spec.fields, value, depth + 1)]
    case 'record':
      return [
        line(''),
        ...spec.keys
          .filter(({ key }) => plain(value)[key] !== undefined)
          .map(({ key, label }) => ({
            depth: depth + 1,
            label,
            value: valueText(spec.item, plain(value)[key]),
            long: false,
          })),
      ]
    case 'rows': {
      const rows = Array.isArray(value) ? value : []
      if (rows.length === 0) return [line(valueText(spec, rows))]
      return [
        line(''),
        ...rows.map((row, index) => ({
          depth: depth + 1,
          label: `${index + 1}. ${rowTitle(spec, row)}`,
          value: valueText(spec.item, row),
          long: false,
        })),
      ]
    }
    default:
      return [line(valueText(spec, value), spec.kind === 'text' && spec.long)]
  }
}

/** A whole policy as people read it, part by part. Pure. */
export const policyListing = (policy: Policy): VersionView['parts'] =>
  policyParts.map(({ code, label, keys }) => ({
    code,
    label,
    items: (keys as readonly PolicyKey[]).flatMap(key => {
      const items = itemsOf(specFor(key), policy[key], 0)
      // the part is called like its only key
      return keys.length === 1 ? items.slice(1).map(item => ({ ...item, depth: item.depth - 1 })) : items
    }),
  }))
