/** Every value of a file changed one by one, and a forger who makes all hashes and the draw anew afterwards. */
import { seatsOf, ticketOf } from './draw.mjs'
import { commitmentOf, lotteryHash, ROLES, rootOfLeaves, sealOf, secretHash, seedOf } from './hashes.mjs'

const HEX = '0123456789abcdef'

function textsLike(text, everyDigit) {
  if (/^[0-9a-f]{32}([0-9a-f]{32})?$/.test(text)) {
    const flipped = at => text.slice(0, at) + HEX[HEX.indexOf(text[at]) ^ 1] + text.slice(at + 1)
    const places = everyDigit ? [...text].keys() : [0, text.length - 1]
    return [...places]
      .map(flipped)
      .concat(text.slice(1), text.toUpperCase())
      .filter(each => each !== text)
  }
  if (/^-?[0-9]+$/.test(text)) return [String(BigInt(text) + 1n), String(BigInt(text) - 1n), `0${text}`, `${text}.0`]
  return [`${text}x`, text.slice(1), '']
}

function listsLike(list) {
  const swapped = list.map((_, i) => list.with(i, list[(i + 1) % list.length]).with((i + 1) % list.length, list[i]))
  const shortened = list.map((_, i) => list.toSpliced(i, 1))
  return [...shortened, ...(list.length > 1 ? swapped : []), [...list, list[0] ?? null], null]
}

function objectsLike(object) {
  const without = Object.keys(object).map(key => {
    const { [key]: _, ...others } = object
    return others
  })
  return [...without, { ...object, added: 0 }, null]
}

function valuesLike(value, everyDigit) {
  if (value === null) return [0, '', []]
  if (typeof value === 'boolean') return [!value, null]
  if (typeof value === 'number') return [value + 1, value - 1, -value - 1, String(value), null]
  if (typeof value === 'string') return [...textsLike(value, everyDigit), null]
  return Array.isArray(value) ? listsLike(value) : objectsLike(value)
}

/** [where, the whole with this one value changed], each value of it many times. */
export function* changes(value, everyDigit = false, where = '') {
  for (const other of valuesLike(value, everyDigit))
    if (JSON.stringify(other) !== JSON.stringify(value)) yield [where, other]
  if (value === null || typeof value !== 'object') return
  for (const key of Object.keys(value))
    for (const [at, other] of changes(value[key], everyDigit, `${where}.${key}`)) {
      const copy = Array.isArray(value) ? [...value] : { ...value }
      copy[key] = other
      yield [at, copy]
    }
}

/** Root, hashes, seal, commitments, seed and draw made anew, as a forger would. Null where nobody can be drawn. */
export function resealed(certificate) {
  const { leaves, lottery, reveals } = certificate
  try {
    const { number } = certificate.record
    const hashes = { lottery: lotteryHash(lottery), secret: secretHash(number, reveals.secret) }
    const pool = { ...certificate.record.pool, root: rootOfLeaves(leaves) }
    const record = { ...certificate.record, ...hashes, pool }
    const seal = sealOf(record)
    const commitments = Object.fromEntries(ROLES.map(role => [role, commitmentOf(role, number, reveals[role])]))
    const seed = seedOf(seal, reveals)
    const { ticket, row } = ticketOf(seed, lottery)
    const result = { seed, ticket, row, ...seatsOf({ record, lottery, leaves }, seed, lottery.rows[row]) }
    return { ...certificate, record, seal, commitments, result }
  } catch {
    return null
  }
}
