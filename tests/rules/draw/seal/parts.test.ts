import { createHash } from 'node:crypto'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { commitmentOf, seedOf } from '@/lib/draw/seal/ceremony'
import { digest } from '@/lib/draw/seal/digest'
import { pathOf, rootFrom, rootOf } from '@/lib/draw/seal/merkle'
import { checkReceipt, receiptOf } from '@/lib/draw/seal/receipt'
import { keyOf } from '@/lib/draw/seal/signs'
import { certificateFor, contributions, salt, smallProblem } from './cases'

test('HKDF-SHA-256 is that of RFC 5869 (A.1)', () => {
  const made = hkdf(
    sha256,
    hexToBytes('0b'.repeat(22)),
    hexToBytes('000102030405060708090a0b0c'),
    hexToBytes('f0f1f2f3f4f5f6f7f8f9'),
    42,
  )
  expect(bytesToHex(made)).toBe('3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865')
})

/** The inputs of the reference trees of Certificate Transparency, whose roots are published with them. */
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  hexToBytes,
)
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

test('the tree is that of RFC 6962', () => {
  expect(roots.map((_, at) => rootOf(inputs.slice(0, at + 1)))).toEqual(roots)
})

test('every leaf is found under its root by its path, and under no other, in no other place, with no other path', () => {
  for (let count = 1; count <= 20; count += 1) {
    const leaves = Array.from({ length: count }, (_, at) => utf8ToBytes(`leaf ${at}`))
    const root = rootOf(leaves)
    leaves.forEach((leaf, place) => {
      const path = pathOf(leaves, place)
      expect(rootFrom(leaf, place, count, path)).toBe(root)
      expect(rootFrom(utf8ToBytes('other'), place, count, path)).not.toBe(root)
      expect(rootFrom(leaf, place, count, [...path, root])).toBeNull()
      expect(rootFrom(leaf, count, count, path)).toBeNull()
      if (count > 1) expect(rootFrom(leaf, (place + 1) % count, count, path)).not.toBe(root)
    })
  }
})

test('hashes are of the bytes that docs/certificate.md says', () => {
  const bytes = Buffer.concat([
    Buffer.from('expert-pool/seal/1/commitment\0'),
    ...['requester', 'N-1', Buffer.from('0a'.repeat(32), 'hex'), '春眠不觉晓'].flatMap(part => {
      const body = Buffer.from(part as string)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(body.length)
      return [length, body]
    }),
  ])
  const expected = createHash('sha256').update(bytes).digest('hex')
  expect(commitmentOf('N-1', 'requester', contributions.requester)).toBe(expected)
  expect(digest('record', 'ab', 'c')).not.toBe(digest('record', 'a', 'bc'))
  expect(digest('record', 'a')).not.toBe(digest('lottery', 'a'))
})

test('the seed changes with the seal, the secret, and whatever anybody adds', () => {
  const [seal, secret] = ['1'.repeat(64), '2'.repeat(64)]
  const { requester, bureau, supervisor } = contributions
  const seeds = [
    seedOf(seal, secret, contributions),
    seedOf(secret, secret, contributions),
    seedOf(seal, seal, contributions),
    seedOf(seal, secret, { requester: bureau, bureau: requester, supervisor }),
    ...(['requester', 'bureau', 'supervisor'] as const).flatMap(role => [
      seedOf(seal, secret, { ...contributions, [role]: { ...contributions[role], contribution: 'x' } }),
      seedOf(seal, secret, { ...contributions, [role]: { ...contributions[role], nonce: seal } }),
    ]),
  ]
  expect(new Set(seeds).size).toBe(seeds.length)
})

test('a receipt shows one person that he was in the pool, and opens nobody else (G13)', async () => {
  const certificate = await certificateFor(smallProblem)
  const { root, people } = certificate.record.pool
  for (const { id } of smallProblem.candidates) {
    const receipt = receiptOf(certificate, id, keyOf(salt, id))!
    expect(receipt).toMatchObject({ people, chance: certificate.lottery.kinds[receipt.leaf.kind]!.chance })
    expect(checkReceipt(receipt, id, root)).toBe(true)
    expect(checkReceipt(receipt, '李四', root)).toBe(false)
    expect(checkReceipt({ ...receipt, leaf: { ...receipt.leaf, kind: receipt.leaf.kind + 1 } }, id, root)).toBe(false)
  }
  expect(receiptOf(certificate, '李四', keyOf(salt, '李四'))).toBeNull()
  expect(receiptOf(certificate, '张三1', keyOf(salt, '张三0'))).toBeNull()
})
