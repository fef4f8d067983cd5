import type { Spec, SpecField } from './spec.schema'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const scaled = (value: number, scale: number): string => String(Number((value / scale).toPrecision(12)))

const fieldsText = (fields: readonly SpecField[], value: Record<string, unknown>): string =>
  fields
    .filter(({ name }) => value[name] !== undefined && value[name] !== null && value[name] !== '')
    .map(({ name, spec }) => `${spec.label} ${valueText(spec, value[name])}`)
    .join('；')

/** A value of the policy as people read it: 不超过 65 周岁 reads `65 周岁`. Pure and total. */
export function valueText(spec: Spec, value: unknown): string {
  const none = 'none' in spec ? spec.none : '没有'
  if (value === null || value === undefined || value === '') return none
  switch (spec.kind) {
    case 'text':
      return String(value)
    case 'number': {
      const text = typeof value === 'number' ? scaled(value, spec.scale) : String(value)
      return spec.unit ? `${text} ${spec.unit}` : text
    }
    case 'choice':
      return spec.options.find(option => option.raw === value)?.label ?? String(value)
    case 'choices': {
      const chosen = (Array.isArray(value) ? value : []) as unknown[]
      const words = chosen.map(one => spec.options.find(option => option.raw === one)?.label ?? String(one))
      return words.join(spec.ordered ? ' → ' : '、') || none
    }
    case 'line': {
      const list = (Array.isArray(value) ? value : []).join('、')
      return list === '' ? none : spec.unit ? `${list} ${spec.unit}` : list
    }
    case 'rows':
      return (Array.isArray(value) ? value : []).map(row => rowTitle(spec, row)).join('、') || none
    case 'record':
      return spec.keys
        .filter(({ key }) => isRecord(value) && value[key] !== undefined)
        .map(({ key, label }) => `${label} ${valueText(spec.item, (value as Record<string, unknown>)[key])}`)
        .join('；')
    case 'group':
      return isRecord(value) ? fieldsText(spec.fields, value) : String(value)
    case 'variants': {
      if (!isRecord(value)) return String(value)
      const option = spec.options.find(one => one.value === value[spec.on])
      return option ? `${option.label}；${fieldsText(option.fields, value)}` : String(value[spec.on])
    }
  }
}

/** What a row of a list is called: its title, its label, else what stands in it. */
export function rowTitle(spec: Extract<Spec, { kind: 'rows' }>, row: unknown): string {
  if (!isRecord(row)) return String(row)
  for (const name of ['title', 'label', 'name']) if (typeof row[name] === 'string' && row[name]) return row[name]
  return valueText(spec.item, row)
}
