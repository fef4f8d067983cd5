/** docs/certificate.md, "The object", "Receipts and digests": every key there, none added, each of its sort. */
import { must } from './bytes.mjs'

const sort = (name, test) => (value, at) => must(test(value), `${at}: no ${name}`)
const text = sort('text of at least one sign', value => typeof value === 'string' && value !== '')
const truth = sort('true or false', value => typeof value === 'boolean')
const count = sort('number from 0', value => Number.isSafeInteger(value) && value >= 0)
const positive = sort('number from 1', value => Number.isSafeInteger(value) && value >= 1)
const place = sort('place or -1', value => Number.isSafeInteger(value) && value >= -1)
const hex = sort('32 bytes in hexadecimal signs', value => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value))
const digits = sort('digits', value => typeof value === 'string' && /^(0|-?[1-9][0-9]*)$/.test(value))
const oneOf = (...values) => sort(values.join(' or '), value => values.includes(value))
const orNull = of => (value, at) => value === null || of(value, at)

const list =
  (of, least = 0) =>
  (value, at) => {
    must(Array.isArray(value) && value.length >= least, `${at}: no list of at least ${least}`)
    value.forEach((entry, i) => {
      of(entry, `${at}.${i}`)
    })
  }

const tuple =
  (...of) =>
  (value, at) => {
    must(Array.isArray(value) && value.length === of.length, `${at}: no list of ${of.length}`)
    of.forEach((each, i) => {
      each(value[i], `${at}.${i}`)
    })
  }

const object = keys => (value, at) => {
  must(value !== null && typeof value === 'object' && !Array.isArray(value), `${at}: no object`)
  const found = Object.keys(value).sort().join()
  must(found === Object.keys(keys).sort().join(), `${at}: keys are ${found}`)
  for (const key of Object.keys(keys)) keys[key](value[key], `${at}.${key}`)
}

/** Texts and numbers of several keys, ascending, none twice. */
const ascending = (of, ...keys) => {
  const whole = list(of)
  return (value, at) => {
    whole(value, at)
    const before = (one, other) => {
      const key = keys.find(each => one[each] !== other[each])
      return key !== undefined && one[key] < other[key]
    }
    for (let i = 1; i < value.length; i++) must(before(value[i - 1], value[i]), `${at}.${i}: not ascending`)
  }
}

const range = { feature: text, value: text, min: count, max: count }
const caps = ascending(object({ feature: text, most: count }), 'feature')
const chance = tuple(count, positive)
const leaf = object({ sign: hex, kind: count, groups: list(orNull(text)) })
const opened = object({ nonce: hex, contribution: text })
const engine = oneOf('fair-5')
const method = oneOf('maximin', 'leximin')

const record = object({
  number: text,
  trial: truth,
  pool: object({ root: hex, people: positive }),
  exclusions: list(object({ reason: text, people: count })),
  conditions: list(text),
  panels: list(object({ name: text, size: positive, quotas: ascending(object(range), 'feature', 'value'), caps }), 1),
  caps,
  engine,
  method,
  lottery: hex,
  secret: hex,
  earlier: list(object({ number: text, seal: hex, reason: text })),
})

const kind = object({
  features: ascending(object({ feature: text, value: text }), 'feature'),
  quotas: list(count),
  class: place,
  people: positive,
  chance,
  never: truth,
  panels: ascending(object({ panel: count, most: count, chance }), 'panel'),
})

const lottery = object({
  quotas: list(object({ ...range, panel: orNull(count) })),
  cap: orNull(object({ feature: text, each: list(count), all: count })),
  classes: list(object({ units: positive, kinds: list(count, 1) })),
  limits: list(object({ most: count, cells: list(tuple(count, count), 1) })),
  kinds: list(kind, 1),
  tickets: sort('number of tickets', value => Number.isSafeInteger(value) && value >= 1 && value <= 1048576),
  rows: list(
    object({
      tickets: positive,
      kinds: list(tuple(count, count, positive)),
      dealt: list(object({ class: count, units: list(count) })),
    }),
    1,
  ),
  proof: object({
    by: oneOf('prices', 'search'),
    weights: list(digits),
    prices: list(digits),
    bound: tuple(digits, digits),
    searched: orNull(count),
  }),
})

export const certificateShape = object({
  format: oneOf('expert-pool-certificate-2'),
  record,
  seal: hex,
  lottery,
  leaves: list(leaf, 1),
  commitments: object({ requester: hex, bureau: hex, supervisor: hex }),
  reveals: object({ secret: hex, requester: opened, bureau: opened, supervisor: opened }),
  result: object({
    seed: hex,
    ticket: count,
    row: count,
    panels: list(list(hex)),
    alternates: list(object({ seat: hex, next: list(hex) })),
  }),
})

export const receiptShape = object({
  ...{ format: oneOf('expert-pool-receipt-1'), number: text, seal: hex, person: text, key: hex },
  ...{ leaf, place: count, people: positive, path: list(hex), chance },
})

export const digestShape = object({
  ...{ format: oneOf('expert-pool-digest-1'), number: text, seal: hex, root: hex, engine, method },
  earlier: list(object({ number: text, seal: hex })),
  commitments: list(object({ role: oneOf('requester', 'bureau', 'supervisor'), commitment: hex })),
})
