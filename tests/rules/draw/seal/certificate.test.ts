import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { NoPanel } from '@/lib/draw/engine/fair/no-panel'
import { type Certificate, certificateSchema } from '@/lib/draw/seal/certificate'
import { brokenOf } from '@/lib/draw/seal/check'
import { ledgerSchema } from '@/lib/draw/seal/ledger-file'
import { certificateText } from '@/lib/draw/seal/make'
import { receiptFileSchema } from '@/lib/draw/seal/receipt-file'
import { PARTS } from '@/lib/draw/seal/seal'
import { verifyCertificate } from '@/lib/draw/seal/verify'
import { verifyFile } from '@/lib/draw/seal/verify-file'
import { verify } from '../../../second-verifier/verify.mjs'
import { onePanel, severalPanels, twistedPanel } from '../fair/pools'
import { certificateFor, drawnOf, resealed, sealedOf, smallProblem, twoPanels } from './cases'

const second = 'tests/second-verifier/vectors'
let certificate: Certificate
let text: string
beforeAll(async () => {
  certificate = await certificateFor(twoPanels)
  text = certificateText(certificate)
})

const failing = (what: string) =>
  verifyCertificate(what)
    .checks.filter(({ passed }) => !passed)
    .map(({ name }) => name)
const failingOf = (what: Certificate) => failing(certificateText(what))

test.each(readdirSync(second).filter(name => !name.startsWith('forged')))('both verifiers accept %s', name => {
  expect(failing(readFileSync(join(second, name), 'utf8'))).toEqual([])
})

test('a feature of a kind that is written twice is refused', () => {
  const made = resealed(certificate, ({ lottery }) => {
    const { features } = lottery.kinds.find(one => one.features.length > 0)!
    features.push(features[0]!)
  })
  expect(failingOf(made)).toContain('kinds')
})

test('a certificate comes out, with or without white space around it, and says nothing of anybody', () => {
  const { checks } = verifyCertificate(text)
  expect(brokenOf(checks)).toEqual([])
  expect(checks.length).toBeGreaterThan(16)
  expect(checks.every(({ sentence }) => sentence.length > 5)).toBe(true)
  expect(failing(`\ufeff${text}\r\n`)).toEqual([])
  for (const word of ['张三', '姓名', '单位']) expect(text).not.toContain(word)
  expect(verifyFile(text)).toMatchObject({ kind: 'certificate', title: '抽取证书 CQ2026-0001-1-1', note: null })
})

test('a lottery of a thousand tickets: its ticket is one of them, and it comes out', async () => {
  const few = drawnOf(await sealedOf(twoPanels, 'leximin', 1_000))
  expect(few.lottery.tickets).toBe(1_000)
  expect(few.result.ticket).toBeLessThan(1_000)
  expect(failingOf(few)).toEqual([])
  const more = resealed(few, ({ lottery }) => {
    lottery.tickets = 1_001
  })
  expect(failingOf(more)).toContain('tickets')
})

test('the same input gives the same bytes, however the pool is written down', async () => {
  const turned = {
    ...twoPanels,
    candidates: twoPanels.candidates.toReversed(),
    panels: twoPanels.panels.map(panel => ({
      ...panel,
      eligible: panel.eligible.toReversed(),
      quotas: panel.quotas.toReversed(),
    })),
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
  [/^result\.panels/, 'panel'],
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
  test.each([1e6, 2 ** 32, Number.MAX_SAFE_INTEGER])('%d places of a kind, and a kind that stands twice', number => {
    const most = resealed(certificate, ({ lottery }) => {
      for (const { kinds } of lottery.rows) for (const one of kinds) one[2] = number
    })
    expect(failingOf(most)).toEqual(expect.arrayContaining(['panels', 'units', 'ticket']))
    const twice = resealed(certificate, ({ lottery }) => {
      for (const { kinds } of lottery.rows) kinds.push(kinds[0]!)
    })
    expect(failingOf(twice)).toEqual(expect.arrayContaining(['panels', 'units', 'ticket']))
  })
  test('a panel that breaks a quota, by its place', () => {
    const false1 = resealed(certificate, ({ record }) => {
      record.panels[0]!.quotas[0]!.min = 3
      record.panels[0]!.quotas[0]!.max = 3
    })
    const { checks } = verifyCertificate(certificateText(false1))
    expect(brokenOf(checks).join()).toContain('第 1 种组合：信息组，「title = high」有 2 人，要求 3 至 3 人。')
  })
  test('tickets too many', () => {
    const made = resealed(certificate, ({ lottery }) => {
      lottery.rows[0]!.tickets += 5
    })
    expect(failingOf(made)).toEqual(['tickets', 'chances'])
  })
  test('somebody in a panel in which he may not sit, and places that a unit has not', () => {
    const made = resealed(certificate, ({ lottery }) => {
      const row = lottery.rows[0]!.kinds.findIndex(([kind]) => lottery.kinds[kind]!.panels.length === 1)
      lottery.rows[0]!.kinds[row]![1] = 1 - lottery.rows[0]!.kinds[row]![1]!
    })
    expect(failingOf(made)).toContain('panels')
    const crowded = resealed(certificate, ({ lottery }) => {
      const dealt = lottery.rows.flatMap(row => row.dealt)
      expect(dealt.length).toBeGreaterThan(0)
      for (const one of dealt) one.units.fill(0)
    })
    expect(failingOf(crowded)).toContain('units')
  })
  test('a chance in one panel that is none', () => {
    const made = resealed(certificate, ({ lottery }) => {
      lottery.kinds[0]!.panels[0]!.chance[0] += 1
    })
    expect(failingOf(made)).toEqual(['chances'])
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
  test('a bound that is small by people who can never sit, or by a search that is only said', () => {
    expect(failing(readFileSync(join(second, 'forged-never-weighs.json'), 'utf8'))).toEqual(['bound'])
    const searched = (value: number) =>
      resealed(certificate, ({ lottery }) => {
        Object.assign(lottery.proof, { by: 'search', searched: value })
      })
    const [least, of] = certificate.lottery.kinds
      .filter(({ never }) => !never)
      .map(({ chance }) => chance)
      .sort(([a, b], [c, d]) => a / b - c / d)[0]!
    expect(failingOf(searched(5))).toEqual(['bound'])
    expect(failingOf(searched(Math.floor((least / of) * PARTS * 0.999)))).toEqual(['bound'])
    expect(failingOf(searched(Math.ceil((least / of) * PARTS)))).toEqual([])
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

test('one panel is told without its name', async () => {
  const alone = verifyFile(certificateText(await certificateFor(smallProblem)))
  expect(brokenOf(alone.checks)).toEqual([])
  const asked = (facts: typeof alone.facts) => facts.find(({ label }) => label === '结构要求')!.value
  expect(asked(alone.facts)).toContain('同一单位：最多 1 人')
  expect(asked(alone.facts)).not.toContain('组，')
  const odd = resealed(certificate, ({ record }) => {
    record.caps = [{ feature: '__proto__', most: 3 }, ...record.caps]
  })
  expect(asked(verifyFile(certificateText(odd)).facts)).toContain('同一__proto__：最多 3 人')
  expect(asked(verifyFile(text).facts)).toMatch(/信息组，title = high：2 至 2 人[\s\S]*各组合计，同一单位：最多 2 人/)
})

test('whatever the pool, a certificate of it comes out; two methods, several caps', async () => {
  const { asyncProperty } = fc
  await fc.assert(
    asyncProperty(
      fc.oneof(onePanel, twistedPanel, severalPanels, severalPanels),
      fc.constantFrom('maximin' as const, 'leximin' as const),
      async (problem, method) => {
        try {
          const made = certificateText(await certificateFor(problem, method))
          expect(brokenOf(verifyCertificate(made).checks)).toEqual([])
          // nor does a verifier of another hand find anything
          expect(verify(made).filter(({ fault }) => fault !== null)).toEqual([])
        } catch (error) {
          if (!(error instanceof NoPanel)) throw error
        }
      },
    ),
    { numRuns: 100 },
  )
})

test('a cap that allows as many as have a seat leaves an asked quota as it was asked, for both verifiers', async () => {
  const person = (id: string, title: string, unit: string) => ({ id, features: { title, unit } })
  const [high, mid] = ['high', 'mid']
  const candidates = [
    ...[person('p0', mid, 'u2'), person('p1', mid, ''), person('p2', high, 'u2')],
    ...[person('p3', high, ''), person('p4', high, 'u1'), person('p5', mid, 'u2')],
  ]
  const quotas = [{ feature: 'title', value: high, min: 1, max: 2 }]
  const problem = {
    candidates,
    panels: [
      { name: '第1组', size: 2, caps: [{ feature: 'unit', most: 1 }], eligible: ['p0', 'p1'], quotas: [] },
      { name: '第2组', size: 1, caps: [], eligible: ['p1', 'p2'], quotas: [] },
      { name: '第3组', size: 1, caps: [], eligible: ['p2', 'p3', 'p4', 'p5'], quotas },
    ],
    caps: [{ feature: 'title', most: 3 }],
  }
  const made = await certificateFor(problem, 'maximin')
  expect(made.lottery.quotas).toEqual([{ ...quotas[0], panel: 2 }])
  expect(failingOf(made)).toEqual([])
  expect(verify(certificateText(made)).filter(({ fault }) => fault !== null)).toEqual([])
})

test('of a list of wrong items the first is named, and a million others are not looked at', () => {
  for (const schema of [certificateSchema.shape.leaves, ledgerSchema.shape.entries, receiptFileSchema.shape.path]) {
    const { issues } = schema.safeParse(Array.from({ length: 30 }, () => 1)).error!
    expect(issues.map(({ path }) => path)).toEqual([[0]])
  }
  const many = certificateText({ ...certificate, leaves: [certificate.leaves[0]!, 1, 1] as never })
  expect(verifyCertificate(many).checks).toMatchObject([
    { name: 'shape', sentence: expect.stringContaining('leaves.1') },
  ])
})

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
