import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { NoPanel } from '@/lib/draw/engine/fair/no-panel'
import type { Certificate } from '@/lib/draw/seal/certificate'
import { brokenOf } from '@/lib/draw/seal/check'
import { certificateText } from '@/lib/draw/seal/make'
import { verifyCertificate } from '@/lib/draw/seal/verify'
import { verifyFile } from '@/lib/draw/seal/verify-file'
import { onePanel, twistedPanel } from '../fair/pools'
import { certificateFor, resealed, smallProblem } from './cases'

let certificate: Certificate
let text: string
beforeAll(async () => {
  certificate = await certificateFor(smallProblem)
  text = certificateText(certificate)
})

const failing = (what: string) =>
  verifyCertificate(what)
    .checks.filter(({ passed }) => !passed)
    .map(({ name }) => name)
const failingOf = (what: Certificate) => failing(certificateText(what))

test('a certificate comes out, with or without white space around it, and says nothing of anybody', () => {
  const { checks } = verifyCertificate(text)
  expect(brokenOf(checks)).toEqual([])
  expect(checks.length).toBeGreaterThan(16)
  expect(checks.every(({ sentence }) => sentence.length > 5)).toBe(true)
  expect(failing(`\ufeff${text}\r\n`)).toEqual([])
  for (const word of ['张三', '姓名', '单位']) expect(text).not.toContain(word)
  expect(verifyFile(text)).toMatchObject({ kind: 'certificate', title: '抽取证书 CQ2026-0001-1-1', note: null })
})

test('the same input gives the same bytes, however the pool is written down', async () => {
  const [panel] = smallProblem.panels
  const turned = {
    ...smallProblem,
    candidates: smallProblem.candidates.toReversed(),
    panels: [{ ...panel!, eligible: panel!.eligible.toReversed(), quotas: panel!.quotas.toReversed() }],
  }
  expect(certificateText(await certificateFor(turned))).toBe(text)
})

test('the certificate kept for other verifiers is this one, byte by byte, as long as the version is', () => {
  expect(readFileSync('tests/rules/draw/vectors/certificate.json', 'utf8')).toBe(text)
  const said = readFileSync('docs/certificate.md', 'utf8')
  const { record, seal, commitments, result } = certificate
  for (const value of [
    record.pool.root,
    record.lottery,
    seal,
    commitments.requester,
    result.seed,
    `${result.ticket}, ${result.row}`,
  ])
    expect(said).toContain(value)
})

/** Every leaf of a JSON tree: the way to it. */
function ways(value: unknown, way: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [way]
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return entries.flatMap(([key, inner]) => ways(inner, [...way, key]))
}

function changedAt(way: readonly (string | number)[], change: (value: unknown) => unknown): string {
  const copy = structuredClone(certificate) as unknown as Record<string | number, never>
  const last = way.at(-1)!
  const parent = way.slice(0, -1).reduce<Record<string | number, unknown>>((at, key) => at[key] as never, copy)
  parent[last] = change(parent[last])
  return JSON.stringify(copy)
}

const other = (value: unknown): unknown => {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (value === null) return 'x'
  const [first, ...rest] = String(value)
  const flipped = first === '1' ? '2' : '1'
  return [flipped, ...rest].join('')
}

const named: [RegExp, string][] = [
  [/^record\./, 'seal'],
  [/^seal$/, 'seal'],
  [/^lottery\./, 'lottery'],
  [/^leaves\./, 'pool'],
  [/^commitments\.(\w+)/, 'commitment'],
  [/^reveals\.secret/, 'secret'],
  [/^reveals\.(?!secret)/, 'commitment'],
  [/^result\.seed/, 'seed'],
  [/^result\.(ticket|row)/, 'ticket'],
  [/^result\.panel/, 'panel'],
  [/^result\.alternates/, 'alternates'],
]

test('one changed value anywhere is named by the part that it stands in', () => {
  const all = ways(certificate)
  expect(all.length).toBeGreaterThan(150)
  const unnamed = all.filter(way => {
    const place = way.join('.')
    const names = failing(changedAt(way, other)).map(name => name.split('.')[0])
    const expected = named.find(([pattern]) => pattern.test(place))?.[1] ?? 'shape'
    return !names.includes(expected) && !names.includes('shape')
  })
  expect(unnamed).toEqual([])
})

test('one changed byte anywhere fails, and so does one more or less, another order of keys, or a key twice', () => {
  const bytes = [...text]
  for (let at = 0; at < bytes.length; at += 29) {
    const swapped = [...bytes]
    swapped[at] = bytes[at] === '7' ? '8' : '7'
    expect(failing(swapped.join(''))).not.toEqual([])
  }
  expect(failing(JSON.stringify(certificate, null, 1))).toEqual(['form'])
  expect(failing(text.replace('"format"', '"format":"x","format"'))).toEqual(['form'])
  expect(failing(text.replace('"number":"', '"number":"\\u0043').replace('\\u0043C', '\\u0043'))).toEqual(['form'])
  expect(failing(text.slice(0, -1))).toEqual(['shape'])
  expect(failing(`${text.slice(0, -1)},"more":1}`)).toEqual(['shape'])
})

describe('somebody who reckons every hash again is caught as well', () => {
  test('a panel that breaks a quota, by its place', () => {
    const false1 = resealed(certificate, ({ record }) => {
      record.quotas[0]!.min = 3
    })
    const { checks } = verifyCertificate(certificateText(false1))
    expect(brokenOf(checks).join()).toMatch(/第 \d+ 种组合：「性别|第 \d+ 种组合：「女|人，要求 3 至 3 人/)
  })
  test('tickets too many', () => {
    const made = resealed(certificate, ({ lottery }) => {
      lottery.panels[0]!.tickets += 5
    })
    expect(failingOf(made)).toEqual(['tickets', 'chances'])
  })
  test('a chance that is none', () => {
    const made = resealed(certificate, ({ lottery }) => {
      lottery.kinds[0]!.chance[0] += 1
    })
    expect(failingOf(made)).toContain('chances')
  })
  test('a bound that the prices do not prove', () => {
    const made = resealed(certificate, ({ lottery }) => {
      lottery.proof.weights[0] = String(BigInt(lottery.proof.weights[0]!) * 2n + 1n)
    })
    expect(failingOf(made)).toContain('bound')
  })
  test('somebody of another kind', () => {
    const made = resealed(certificate, sealed => {
      const kinds = sealed.lottery.kinds.length
      ;(sealed.leaves[0] as { kind: number }).kind = (sealed.leaves[0]!.kind + 1) % kinds
    })
    expect(failingOf(made)).toContain('kinds')
  })
  test('two units said to be one', () => {
    const made = resealed(certificate, ({ leaves }) => {
      const units = [...new Set(leaves.flatMap(({ groups }) => groups.filter(group => group !== null)))]
      for (const { groups } of leaves) if (groups[0] === units[1]) groups[0] = units[0]!
    })
    expect(failingOf(made)).toContain('kinds')
  })
})

test('whatever the pool, a certificate of it comes out; two methods, several caps', async () => {
  const { asyncProperty } = fc
  await fc.assert(
    asyncProperty(
      fc.oneof(onePanel, twistedPanel),
      fc.constantFrom('maximin' as const, 'leximin' as const),
      async (problem, method) => {
        try {
          expect(brokenOf(verifyCertificate(certificateText(await certificateFor(problem, method))).checks)).toEqual([])
        } catch (error) {
          if (!(error instanceof NoPanel)) throw error
        }
      },
    ),
    { numRuns: 60 },
  )
}, 120_000)

test.each([
  ['', '文件是空的'],
  ['%PDF-1.7', '这是 PDF'],
  ['PK\u0003\u0004', '表格或压缩文件'],
  ['{"format":', '内容不完整'],
  ['[]', '没有抽取记录'],
  ['{"format":"expert-pool-certificate-9"}', '格式版本这里不认识'],
])('of another file (%j) one sentence is said', (content, sentence) => {
  expect(verifyFile(content)).toMatchObject({ kind: 'unknown', checks: [], note: expect.stringContaining(sentence) })
})
