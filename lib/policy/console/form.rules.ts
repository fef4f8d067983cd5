import type { Spec, SpecField } from './spec.schema'

type Values = Record<string, unknown>

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** A key of a table as a form names it: dots would be read as a path. */
const formKey = (key: string): string => key.replaceAll('.', '__')

/** Without the noise of floating point: 0.02 / 0.01 is 2. */
const scaled = (value: number, scale: number): number => Number((value / scale).toPrecision(12))

const inForm = (fields: readonly SpecField[], value: unknown): Values =>
  Object.fromEntries(fields.map(({ name, spec }) => [name, toForm(spec, isRecord(value) ? value[name] : undefined)]))

/** What a form holds for a value of the policy: the same shape, with texts where a text is typed. Pure and total. */
export function toForm(spec: Spec, value: unknown): unknown {
  const nothing = value === null || value === undefined
  switch (spec.kind) {
    case 'text':
      return typeof value === 'string' ? value : ''
    case 'number':
      return typeof value === 'number' ? scaled(value, spec.scale) : undefined
    case 'choice':
      return nothing ? '' : String(value)
    case 'choices':
      return listOf(value).map(String)
    case 'line':
      return listOf(value).join('、')
    case 'rows':
      return listOf(value).map(row => toForm(spec.item, row))
    case 'record':
      return Object.fromEntries(
        spec.keys.map(({ key }) => [formKey(key), toForm(spec.item, isRecord(value) ? value[key] : undefined)]),
      )
    case 'group': {
      const fields = inForm(spec.fields, value)
      return spec.empty === 'never' ? fields : { on: nothing ? 'no' : 'yes', fields }
    }
    case 'variants': {
      const kind = isRecord(value) ? String(value[spec.on] ?? '') : ''
      const option = spec.options.find(one => one.value === kind)
      return { [spec.on]: kind, ...(option && inForm(option.fields, value)) }
    }
  }
}

/** A new row as a form begins it. @param kind of a row that has kinds */
export function newRow(spec: Spec, kind?: string): unknown {
  return toForm(spec, spec.kind === 'variants' ? { [spec.on]: kind ?? '' } : undefined)
}

const emptyOf = ({ empty }: Spec): null | undefined => (empty === 'null' ? null : undefined)

const fromFields = (fields: readonly SpecField[], form: unknown, before: unknown): Values => {
  const [typed, was] = [isRecord(form) ? form : {}, isRecord(before) ? before : {}]
  const read = fields.map(({ name, spec }) => [name, fromForm(spec, typed[name], was[name])] as const)
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}

/** The row a form's row was made from, where rows have names of their own. */
const sameRow = (key: string | null, row: unknown, before: unknown): unknown =>
  key !== null && isRecord(row) ? listOf(before).find(one => isRecord(one) && one[key] === row[key]) : undefined

/** Signs people put between short values. */
const between = /[、,，;；\s]+/

/**
 * What a form says, as the policy's own schema reads it. What cannot be read stays as it was typed, so that the schema
 * refuses it beside its field. Pure and total.
 * @param before the value until now: what no form shows is kept
 */
export function fromForm(spec: Spec, form: unknown, before: unknown): unknown {
  switch (spec.kind) {
    case 'text': {
      const text = typeof form === 'string' ? form.replaceAll('\r\n', '\n').trim() : ''
      return text === '' && spec.empty !== 'never' ? emptyOf(spec) : text
    }
    case 'number': {
      if (form === undefined || form === null || form === '') return emptyOf(spec)
      const typed = Number(form)
      // what was shown rounded and not touched is what it was
      const untouched = typeof before === 'number' && scaled(before, spec.scale) === typed
      return untouched ? before : Number((typed * spec.scale).toPrecision(12))
    }
    case 'choice': {
      if (form === '' || form === undefined || form === null) return emptyOf(spec)
      return spec.options.find(option => option.value === String(form))?.raw ?? form
    }
    case 'choices': {
      const chosen = listOf(form).map(String)
      const known = spec.options.filter(({ value }) => chosen.includes(value)).map(({ raw }) => raw)
      if (known.length === 0 && spec.empty !== 'never') return emptyOf(spec)
      // the same choice in another order is no change
      const was = Array.isArray(before) ? before : []
      return was.length === known.length && known.every(one => was.includes(one)) ? was : known
    }
    case 'line': {
      const parts = String(form ?? '')
        .normalize('NFKC')
        .split(between)
        .filter(part => part !== '')
      return spec.of === 'number' ? parts.map(Number) : parts
    }
    case 'rows':
      return listOf(form).map(row => fromForm(spec.item, row, sameRow(spec.key, row, before)))
    case 'record': {
      const was = isRecord(before) ? before : {}
      const typed = isRecord(form) ? form : {}
      const known = spec.keys.map(({ key }) => [key, fromForm(spec.item, typed[formKey(key)], was[key])] as const)
      const others = Object.entries(was).filter(([key]) => !spec.keys.some(one => one.key === key))
      return Object.fromEntries([...others, ...known.filter(([, value]) => value !== undefined)])
    }
    case 'group': {
      if (spec.empty === 'never') return fromFields(spec.fields, form, before)
      const typed = isRecord(form) ? form : {}
      return typed.on === 'yes' ? fromFields(spec.fields, typed.fields, before) : emptyOf(spec)
    }
    case 'variants': {
      const kind = isRecord(form) ? String(form[spec.on] ?? '') : ''
      const option = spec.options.find(one => one.value === kind)
      return { [spec.on]: kind, ...(option && fromFields(option.fields, form, before)) }
    }
  }
}

type Place = { path: string; spec: Spec }

/** Where a place of the policy stands in the form, and what it is. */
export function placeInForm(spec: Spec, path: readonly (string | number)[], prefix: string): Place {
  const [step, ...rest] = path
  if (step === undefined) return { path: prefix, spec }
  const into = (fields: readonly SpecField[], at: string): Place => {
    const field = fields.find(({ name }) => name === String(step))
    return field ? placeInForm(field.spec, rest, `${at}.${field.name}`) : { path: at, spec }
  }
  switch (spec.kind) {
    case 'group':
      return into(spec.fields, spec.empty === 'never' ? prefix : `${prefix}.fields`)
    case 'rows':
      return placeInForm(spec.item, rest, `${prefix}.${step}`)
    case 'record':
      return placeInForm(spec.item, rest, `${prefix}.${formKey(String(step))}`)
    case 'variants':
      return into(
        spec.options.flatMap(option => option.fields),
        prefix,
      )
    default:
      return { path: prefix, spec }
  }
}
