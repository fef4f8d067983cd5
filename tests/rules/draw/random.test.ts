import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { Drbg } from '@/lib/draw/engine/drbg'
import { Random } from '@/lib/draw/engine/random'
import vectors from './vectors/hmac-drbg-sha256.json'

const seed = 'a'.repeat(64)

/** NIST CAVP, HMAC_DRBG.rsp, SHA-256, no prediction resistance, no additional input: the second request is published. */
test.each(vectors.map((vector, at) => [at, vector] as const))('published vector %i', (_, vector) => {
  const drbg = new Drbg(hexToBytes(vector.entropy), hexToBytes(vector.nonce), hexToBytes(vector.pers))
  const length = vector.expected.length / 2
  drbg.generate(length)
  expect(bytesToHex(drbg.generate(length))).toBe(vector.expected)
})

test('one request gives at most 65,536 bytes', () => {
  const drbg = new Drbg(new Uint8Array(32))
  expect(drbg.generate(65_536)).toHaveLength(65_536)
  expect(() => drbg.generate(65_537)).toThrow(RangeError)
})

test('each purpose has bits of its own, and the same ones every time', () => {
  const some = (purpose: string) => Array.from({ length: 20 }, () => new Random(seed, purpose).index(1_000_000))[0]
  expect(some('order')).toBe(some('order'))
  expect(some('order')).not.toBe(some('panels'))
})

test.each(['', 'a'.repeat(63), 'g'.repeat(64), 'A'.repeat(64)])('%p is no seed', wrong => {
  expect(() => new Random(wrong, 'order')).toThrow(RangeError)
})

test('numbers stay below their bound, whatever it is', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 200n }), fc.integer({ min: 1, max: 2 ** 32 }), (big, small) => {
      const random = new Random(seed, `${big} ${small}`)
      const [one, other] = [random.below(big), random.index(small)]
      expect(one >= 0n && one < big).toBe(true)
      expect(other >= 0 && other < small).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test.each([0, -1, 1.5, 2 ** 32 + 1])('%p is no bound', bound => {
  expect(() => new Random(seed, 'x').index(bound)).toThrow(RangeError)
})

/** 99.9 % of χ² with 6 degrees of freedom is 22.46, with 23 it is 49.73. The seed is fixed: this never flickers. */
test('every number and every order is equally likely', () => {
  const random = new Random(seed, 'test')
  const rounds = 70_000
  const small = new Array<number>(7).fill(0)
  const big = new Array<number>(7).fill(0)
  const orders = new Map<string, number>()
  for (let round = 0; round < rounds; round += 1) {
    small[random.index(7)]! += 1
    big[Number(random.below(7n))]! += 1
    const order = random.shuffled(['a', 'b', 'c', 'd']).join('')
    orders.set(order, (orders.get(order) ?? 0) + 1)
  }
  const chi = (counts: number[]) =>
    counts.reduce((sum, count) => sum + (count - rounds / counts.length) ** 2 / (rounds / counts.length), 0)
  expect(chi(small)).toBeLessThan(22.46)
  expect(chi(big)).toBeLessThan(22.46)
  expect(orders.size).toBe(24)
  expect(chi([...orders.values()])).toBeLessThan(49.73)
})
