import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonical } from '../../second-verifier/bytes.mjs'
import { changes, resealed } from '../../second-verifier/changes.mjs'
import { digestOf, receiptOf, signOf } from '../../second-verifier/receipts.mjs'
import { accepted, passes, verify } from '../../second-verifier/verify.mjs'

/**
 * A verifier that somebody else wrote from docs/certificate.md alone, with nothing of this repository. What it says of
 * the certificates of the engine shows that the document is enough, and that the project's own verifier is no echo.
 */

type Object = Record<string, unknown>
type Leaf = { kind: number; sign: string; groups: (string | null)[] }
type Kind = { class: number; never: boolean; people: number; panels: { most: number }[] }
type Proof = { by: string; weights: string[]; prices: string[]; bound: string[]; searched: number | null }
type Row = { tickets: number; kinds: [number, number, number][]; dealt: { class: number; units: number[] }[] }
type Certificate = Object & {
  record: Object & { conditions: string[]; earlier: Object[] }
  lottery: Object & { kinds: Kind[]; rows: Row[]; proof: Proof }
  leaves: Leaf[]
}

const vectors = join(__dirname, '../../second-verifier/vectors')
const read = (path: string) => readFileSync(path, 'utf8').trim()
const example = read(join(__dirname, 'vectors/certificate.json'))
const certificate = JSON.parse(example) as Certificate

const ticket = `"ticket":${JSON.parse(example).result.ticket}`

const faults = (...files: [string | Uint8Array, ...(string | Uint8Array)[]]) =>
  verify(...files)
    .filter(({ fault }) => fault !== null)
    .map(({ name }) => name)

/** As a file; what cannot be written canonically stands as it is. */
function written(value: unknown) {
  try {
    return canonical(value)
  } catch {
    return JSON.stringify(value)
  }
}

/** The example changed and everything reckoned anew. */
function forged(change: (copy: Certificate) => void) {
  const copy = JSON.parse(example) as Certificate
  change(copy)
  const made = resealed(copy)
  if (made === null) throw new Error('nobody can be drawn from it')
  return canonical(made)
}

describe('the example', () => {
  test('passes every check', () => {
    expect(faults(example)).toEqual([])
    expect(verify(example)).toHaveLength(24)
  })

  test('may have a byte order mark before it and white space around it', () => {
    expect(faults(`\ufeff \r\n\t${example}\n `)).toEqual([])
  })

  test.each([
    ['a space', example.replace(':', ': ')],
    ['a key that stands twice', example.replace('{"commitments"', '{"format":"x","commitments"')],
    ['an escape', example.replace('春', '\\u6625')],
    ['half a surrogate', example.replace('春', '\\ud800')],
    ['a fraction', example.replace(ticket, `${ticket}.0`)],
    ['a power of ten', example.replace(ticket, `${ticket}.0`)],
    ['other white space', `\u00a0${example}`],
    ['a second mark', `\ufeff\ufeff${example}`],
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from(example.slice(0, -1)), Buffer.from([0xff, 0x7d])])],
  ])('with %s does not', (_, bytes) => {
    expect(faults(bytes)).toEqual(['bytes'])
  })

  test.each(Object.keys(certificate))('with any value of %s changed does not', key => {
    const passed: string[] = []
    let number = 0
    for (const [where, value] of changes(certificate[key], true, `.${key}`)) {
      number++
      if (passes(written({ ...certificate, [key]: value }))) passed.push(where)
    }
    expect(passed).toEqual([])
    expect(number).toBeGreaterThan(2)
  })

  test('with a key missing or added does not', () => {
    for (const key of Object.keys(certificate)) {
      const { [key]: _, ...others } = certificate
      expect(faults(canonical(others))).toEqual(['shape'])
    }
    expect(faults(canonical({ ...certificate, added: 0 }))).toEqual(['shape'])
  })
})

/** What a forger may choose: the document calls it free, or it is what the bureau says of itself. */
const FREE = [
  /^\.leaves\.\d+\.sign$/,
  /^\.lottery\.rows$/,
  /^\.lottery\.rows\.\d+\.dealt\.\d+\.units/,
  /^\.record\.(number|trial|conditions|earlier|exclusions)/,
  /^\.record\.panels\.\d+\.name$/,
  /^\.reveals\.(secret|(requester|bureau|supervisor)\.(nonce|contribution))$/,
  // This cap over all panels leaves the same as each of the two panels does.
  /^\.record\.caps/,
]

describe('whoever reckons all hashes and the draw again', () => {
  test.each(['record', 'lottery', 'leaves', 'reveals'])('can change in %s only what is free', key => {
    const passed = new Set<string>()
    let number = 0
    let at = 0
    for (const [where, value] of changes(certificate[key], false, `.${key}`)) {
      if (at++ % (key === 'lottery' ? 3 : 1) !== 0) continue // making everything anew takes its time
      const made = resealed({ ...certificate, [key]: value })
      const text = made && written(made)
      if (text === null || text === example) continue
      number++
      if (passes(text)) passed.add(where)
    }
    expect([...passed].filter(where => !FREE.some(free => free.test(where)))).toEqual([])
    expect(number).toBeGreaterThan(10)
  })

  test('cannot say that nobody may reach what is reached', () => {
    const said = (searched: number) =>
      forged(({ lottery: { proof } }) => {
        proof.by = 'search'
        proof.searched = searched
      })
    expect(faults(said(Math.ceil(0.61 * 2 ** 53)))).toEqual([])
    expect(faults(said(Math.ceil(0.59 * 2 ** 53)))).toEqual(['bound'])
  })

  test('cannot make a bound small by people who never sit', () => {
    expect(faults(read(join(vectors, 'forged-never-weighs.json')))).toEqual(['bound'])
  })

  test('cannot seat two of one unit, nor more than a unit has', () => {
    const dealt = (units: number[]) => forged(({ lottery }) => lottery.rows[1]!.dealt.splice(0, 1, { class: 0, units }))
    expect(faults(dealt([2, 1, 0, 0, 2]))).toEqual([])
    expect(faults(dealt([2, 0, 0, 1, 2]))).toContain('units dealt')
    expect(faults(dealt([0, 1, 2, 0, 1]))).toContain('units dealt')
  })
})

describe('certificates that both verifiers accept', () => {
  const files = readdirSync(vectors).filter(name => !name.startsWith('forged'))

  test('are ten', () => {
    expect(files).toHaveLength(10)
  })

  test.each(files)('%s; and with one value changed it is refused', file => {
    const text = read(join(vectors, file))
    expect(faults(text)).toEqual([])
    const passed: string[] = []
    let at = 0
    for (const [where, value] of changes(JSON.parse(text)))
      if (at++ % 29 === 0 && passes(written(value))) passed.push(where)
    expect(passed).toEqual([])
  })
})

describe('beside a certificate', () => {
  const key = 'ab'.repeat(32)
  const person = 'person 7'
  const own = JSON.parse(
    forged(copy => {
      const leaf = copy.leaves[6]!
      leaf.sign = signOf(key, person)
      copy.leaves.sort((one, other) => (one.sign < other.sign ? -1 : 1))
    }),
  ) as Certificate
  const sealed = canonical(own)
  const place = own.leaves.findIndex(({ sign }) => sign === signOf(key, person))
  const receipt = receiptOf(own, place, person, key)
  const digest = digestOf(own, ['requester', 'supervisor'])

  test('a receipt passes, and with any value changed it does not', () => {
    expect(faults(sealed, canonical(receipt))).toEqual([])
    for (const [where, value] of changes(receipt))
      expect([where, faults(sealed, written(value))]).not.toEqual([where, []])
  })

  test('everybody of a tree has a path, whatever his place', () => {
    own.leaves.forEach((_, i) => {
      expect(faults(sealed, canonical(receiptOf(own, i, 'x', key)))).toEqual(['receipt: sign'])
    })
  })

  test('a digest passes, and with any value changed it does not', () => {
    expect(faults(sealed, canonical(digest))).toEqual([])
    const passed = new Set<string>()
    for (const [where, value] of changes(digest)) if (passes(sealed, written(value))) passed.add(where)
    // Fewer commitments are those of an earlier moment; their order says nothing.
    expect([...passed]).toEqual(['.commitments'])
  })

  test('both of another seal are refused, and so is any other file', () => {
    expect(faults(example, canonical(receipt))).toContain('receipt: seal')
    expect(faults(example, canonical(digest))).toContain('digest: same as the certificate')
    expect(faults(example, example)).toEqual(['beside: format'])
  })
})

test('accepted says whether nothing is wrong', () => {
  expect(accepted(verify(example))).toBe(true)
  expect(accepted(verify(createHash('sha256').digest()))).toBe(false)
})
