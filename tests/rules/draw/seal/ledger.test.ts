import { createHash } from 'node:crypto'
import fc from 'fast-check'
import type { Certificate } from '@/lib/draw/seal/certificate'
import { digestOf } from '@/lib/draw/seal/digest-file'
import { type LedgerEntry, ledgerRoot, ledgerRoots, ledgerText } from '@/lib/draw/seal/ledger-file'
import { certificateText } from '@/lib/draw/seal/make'
import { verifyFiles } from '@/lib/draw/seal/verify-files'
import { canonicalJson } from '@/lib/platform/canonical'
import { certificateFor, smallProblem } from './cases'

const sha = (...parts: (string | Buffer)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
/** RFC 6962, 2.1, by another hand. */
function tree(leaves: Buffer[]): Buffer {
  if (leaves.length === 0) return sha('')
  if (leaves.length === 1) return sha(Buffer.of(0), leaves[0]!)
  let half = 1
  while (half * 2 < leaves.length) half *= 2
  return sha(Buffer.of(1), tree(leaves.slice(0, half)), tree(leaves.slice(half)))
}
const entry = (at: number): LedgerEntry => ({ number: `CQ2026-${at}-1-1`, seal: sha(String(at)).toString('hex') })
const entries = (count: number) => Array.from({ length: count }, (_, at) => entry(at))
const wrong = (...texts: string[]) => verifyFiles(texts).checks.flatMap(one => (one.passed ? [] : [one.name]))

let certificate: Certificate
let own: LedgerEntry
beforeAll(async () => {
  certificate = await certificateFor(smallProblem)
  own = { number: certificate.record.number, seal: certificate.seal }
})

test('the root is that of RFC 6962, and the root after each entry is that of the list up to it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), count => {
      const all = entries(count)
      const byHand = (of: LedgerEntry[]) =>
        tree(of.map(({ number, seal }) => Buffer.from(`{"number":"${number}","seal":"${seal}"}`))).toString('hex')
      expect(ledgerRoot(all)).toBe(byHand(all))
      const roots = all.map((_, at) => byHand(all.slice(0, at + 1)))
      expect(ledgerRoots(all, all.length)).toEqual(roots)
      expect(ledgerRoots(all, 2)).toEqual(roots.slice(-2))
    }),
  )
})

test('alone it is whole, and says what belongs beside it', () => {
  const alone = verifyFiles([ledgerText(entries(60))])
  expect(alone).toMatchObject({ kind: 'ledger', title: '封存总账（60 次封存）' })
  expect([alone.next !== undefined, alone.checks.every(one => one.passed)]).toEqual([true, true])
  expect(wrong(ledgerText([]))).toEqual([])
})

test('an entry changed, taken out, put in or moved, another size or root: named', () => {
  const changes: ((file: { size: number; root: string; entries: LedgerEntry[] }) => void)[] = [
    file => (file.entries[2]!.seal = file.entries[1]!.seal),
    file => (file.entries[2]!.number = 'CQ2026-9-1-1'),
    file => file.entries.splice(2, 1),
    file => file.entries.splice(2, 0, entry(77)),
    file => file.entries.reverse(),
    file => (file.size = 4),
    file => (file.root = sha('x').toString('hex')),
  ]
  for (const change of changes) {
    const file = JSON.parse(ledgerText(entries(5)))
    change(file)
    expect(wrong(canonicalJson(file))).toContain('ledger.root')
  }
  expect(wrong(ledgerText([entry(1), entry(2), entry(1)]))).toEqual(['ledger.numbers'])
  expect(wrong(` ${ledgerText(entries(2)).replace('{"entries"', '{ "entries"')}`)).toEqual(['ledger.form'])
  expect(wrong('{"format":"expert-pool-ledger-1"}')).toEqual(['shape'])
})

test('an older ledger is the beginning of a later one, in whichever order they are given; otherwise it is named', () => {
  const all = entries(9)
  const later = ledgerText(all)
  for (let size = 0; size <= all.length; size++) {
    const older = ledgerText(all.slice(0, size))
    for (const files of [
      [older, later],
      [later, older, later],
    ])
      expect([verifyFiles(files).next, wrong(...files)]).toEqual([undefined, []])
  }
  const rewritten = [
    all.filter((_, at) => at !== 3),
    all.map((one, at) => (at === 3 ? entry(70) : one)),
    [...all.slice(0, 3), entry(71), ...all.slice(3)],
    [all[1]!, all[0]!, ...all.slice(2)],
  ]
  for (const after of rewritten)
    expect(wrong(ledgerText(all.slice(0, 6)), ledgerText([...after, entry(80), entry(81)]))).toEqual(['ledger.grows'])
})

test('beside a certificate or digest it lists the seal and all earlier ones of the round, before it', () => {
  const text = certificateText(certificate)
  const { record, seal } = certificate
  const before = record.earlier.map(one => ({ number: one.number, seal: one.seal }))
  expect(before.length).toBeGreaterThan(0)
  expect(wrong(text, ledgerText([entry(1), ...before, own, entry(2)]))).toEqual([])
  expect(wrong(text, ledgerText([entry(1), own, entry(2)]))).toEqual(['ledger.entry'])
  expect(wrong(text, ledgerText([entry(1), entry(2)]))).toEqual(['ledger.entry'])
  expect(wrong(text, ledgerText([...before, { ...own, seal: entry(1).seal }]))).toEqual(['ledger.entry'])
  const again = { ...record, earlier: [{ ...entry(4), reason: '名单有误' }] }
  const digest = canonicalJson(digestOf(again, seal, []))
  expect(wrong(digest, ledgerText([entry(1), entry(4), own]))).toEqual([])
  for (const listed of [[own], [own, entry(4)]]) expect(wrong(digest, ledgerText(listed))).toEqual(['ledger.entry'])
})

test('a receipt is not compared with it: no pool is in a ledger', () => {
  const receipt = '{"format":"expert-pool-receipt-1"}'
  expect(verifyFiles([ledgerText([own]), receipt]).kind).toBe('unknown')
})
