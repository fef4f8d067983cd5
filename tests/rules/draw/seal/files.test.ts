import { exactPercent } from '@/lib/draw/chances.rules'
import { shortened } from '@/lib/draw/receipt.rules'
import type { Certificate } from '@/lib/draw/seal/certificate'
import { brokenOf } from '@/lib/draw/seal/check'
import { digestOf } from '@/lib/draw/seal/digest-file'
import { ledgerText } from '@/lib/draw/seal/ledger-file'
import { certificateText } from '@/lib/draw/seal/make'
import { chancesByPanel, receiptOf } from '@/lib/draw/seal/receipt'
import { type ReceiptFile, receiptText } from '@/lib/draw/seal/receipt-file'
import { SEAL_FORMAT } from '@/lib/draw/seal/seal-file'
import { keyOf } from '@/lib/draw/seal/signs'
import { verifyFiles } from '@/lib/draw/seal/verify-files'
import { canonicalJson } from '@/lib/platform/canonical'
import { certificateFor, resealed, salt, smallProblem, twoPanels } from './cases'

let certificate: Certificate
let text: string
let receipt: string
const roles = ['requester', 'bureau', 'supervisor'] as const
const commitments = () => roles.map(role => ({ role, commitment: certificate.commitments[role] }))
const digest = () => canonicalJson(digestOf(certificate.record, certificate.seal, commitments().slice(0, 2)))
const sealFile = (of = certificate) =>
  canonicalJson({ format: SEAL_FORMAT, record: of.record, seal: of.seal, commitments: commitments() })
const changed = (change: (file: ReceiptFile) => void): string => {
  const file = JSON.parse(receipt) as ReceiptFile
  change(file)
  return canonicalJson(file)
}
const wrong = (...texts: string[]) => verifyFiles(texts).checks.flatMap(one => (one.passed ? [] : [one.name]))

beforeAll(async () => {
  certificate = await certificateFor(smallProblem)
  text = certificateText(certificate)
  receipt = receiptText(receiptOf(certificate, '张三4', keyOf(salt, '张三4'))!, '张三4')
})

describe('a receipt (G13)', () => {
  test('alone it proves nothing yet, and says what belongs beside it', () => {
    const alone = verifyFiles([receipt])
    expect(alone).toMatchObject({ kind: 'receipt', title: '抽取回执 CQ2026-0001-1-1' })
    expect(alone.next).toContain('抽取证书')
    expect(brokenOf(alone.checks)).toEqual([])
    const [numerator, denominator] = JSON.parse(receipt).chance
    const exact = shortened([numerator, denominator]).join(' / ')
    const said = `${exactPercent(numerator, denominator)}，精确值 ${exact}`
    expect(alone.facts.find(one => one.label === '入选机会')?.value).toBe(said)
    expect(alone.facts.some(one => one.label === '抽取时')).toBe(false)
  })

  test('beside its certificate it says whether he was drawn, may follow, or neither', () => {
    const { panels, alternates } = certificate.result
    const seen = smallProblem.candidates.map(({ id }) => {
      const own = receiptOf(certificate, id, keyOf(salt, id))!
      const { sign } = own.leaf
      const said = verifyFiles([receiptText(own, id), text]).facts.find(one => one.label === '抽取时')?.value
      const follows = alternates.some(({ next }) => next.includes(sign))
      expect(said).toBe(panels[0]!.includes(sign) ? '抽中，组' : follows ? '没有抽中，是候补' : '没有抽中，也不是候补')
      return said
    })
    expect(new Set(seen).size).toBe(3)
  })

  test('beside certificate, seal or digest it stands under the sealed root; with the certificate its chance too', () => {
    for (const other of [text, sealFile(), digest()])
      for (const files of [
        [receipt, other],
        [other, receipt],
      ]) {
        const both = verifyFiles(files)
        expect([both.kind === 'unknown', brokenOf(both.checks), both.next]).toEqual([false, [], undefined])
        expect(both.checks.map(one => one.name)).toContain('receipt.root')
        expect(both.checks.some(one => one.name === 'receipt.chance')).toBe(other === text)
      }
  })

  test('of several groups drawn together the certificate says the chance in each; one group says nothing twice', async () => {
    const two = await certificateFor(twoPanels)
    const own = receiptOf(two, '张三4', keyOf(salt, '张三4'))!
    const { panels, chance } = two.lottery.kinds[own.leaf.kind]!
    const sum = panels.reduce((all, { chance: [over, under] }) => all + over / under, 0)
    expect(sum).toBeCloseTo(chance[0] / chance[1], 12)
    const { facts, checks } = verifyFiles([receiptText(own, '张三4'), certificateText(two)])
    const words = chancesByPanel(two, own.leaf.kind).map(one => `${one.name} ${exactPercent(...one.chance)}`)
    expect(words.map(one => one.split(' ')[0])).toEqual(['信息组', '材料组'])
    expect(facts.find(one => one.label === '各专业组的机会')?.value).toBe(words.join('，'))
    expect(checks.find(one => one.name === 'receipt.chance')?.sentence).toContain(`其中${words.join('，')}，`)
    const one = verifyFiles([receipt, text])
    expect(one.facts.some(({ label }) => label === '各专业组的机会')).toBe(false)
  })

  test('of each of the pool comes out; nobody is made of another by changing his name', () => {
    for (const { id } of smallProblem.candidates)
      expect(wrong(receiptText(receiptOf(certificate, id, keyOf(salt, id))!, id), text)).toEqual([])
    expect(
      wrong(
        changed(file => Object.assign(file, { person: '张三5' })),
        text,
      ),
    ).toEqual(['receipt.sign', 'receipt.root'])
  })

  test.each<[string, (file: ReceiptFile) => void, string[]]>([
    ['key', file => Object.assign(file, { key: '0'.repeat(64) }), ['receipt.sign', 'receipt.root']],
    ['sign', file => Object.assign(file.leaf, { sign: '0'.repeat(64) }), ['receipt.sign', 'receipt.root']],
    ['unit', file => Object.assign(file.leaf, { groups: ['x'] }), ['receipt.root']],
    ['place', file => Object.assign(file, { place: (file.place + 1) % file.people }), ['receipt.root']],
    ['people', file => Object.assign(file, { people: file.people + 1 }), ['receipt.root']],
    ['path', file => Object.assign(file, { path: file.path.slice(1) }), ['receipt.root']],
    ['chance', file => Object.assign(file, { chance: [1, 1] }), ['receipt.chance']],
    ['seal', file => Object.assign(file, { seal: '0'.repeat(64) }), ['receipt.seal']],
    ['number', file => Object.assign(file, { number: 'CQ2026-0001-1-2' }), ['receipt.seal']],
  ])('a changed %s is named', (_, change, expected) => {
    expect(wrong(changed(change), text)).toEqual(expected)
  })

  test('of several people at once, each looked at by itself', () => {
    const other = receiptText(receiptOf(certificate, '张三7', keyOf(salt, '张三7'))!, '张三7')
    const { checks } = verifyFiles([receipt, text, other])
    expect(brokenOf(checks)).toEqual([])
    expect(new Set(checks.map(one => one.name)).size).toBe(30)
  })

  test('written otherwise, cut, or without anything to compare with it is answered in a sentence', () => {
    expect(wrong(`${receipt.slice(0, -1)} }`, text)).toEqual(['receipt.form'])
    expect(wrong(changed(file => Object.assign(file, { more: 1 })))).toEqual(['shape'])
    expect(verifyFiles([receipt, receipt])).toMatchObject({
      kind: 'unknown',
      note: expect.stringContaining('都是回执'),
    })
    expect(verifyFiles([])).toMatchObject({ kind: 'unknown' })
    expect(verifyFiles([text, '%PDF'])).toMatchObject({ kind: 'unknown', note: expect.stringContaining('其中一份') })
  })

  test('a byte order mark, as some editors put before what they save, does not count', () => {
    expect(wrong(`\ufeff${receipt}`, `\ufeff${text}`)).toEqual([])
    expect(brokenOf(verifyFiles([`\ufeff${receipt}`]).checks)).toEqual([])
  })

  test('of another draw is refused', async () => {
    const other = await certificateFor(twoPanels)
    expect(wrong(receipt, certificateText(other))).toEqual(expect.arrayContaining(['receipt.seal', 'receipt.root']))
  })
})

test('a certificate that fits itself is still to be compared by its seal; beside what was told before it is', () => {
  for (const files of [[text], [text, receipt]]) expect(verifyFiles(files).compare).toContain('编号和封存值')
  for (const files of [
    [text, digest()],
    [receipt, text, sealFile()],
    [text, ledgerText([{ number: certificate.record.number, seal: certificate.seal }])],
  ])
    expect(verifyFiles(files).compare).toBeUndefined()
})

describe('what was told before the draw', () => {
  test('a digest alone waits for the certificate; beside it everything is the same', () => {
    expect(verifyFiles([digest()])).toMatchObject({ kind: 'digest', next: expect.stringContaining('抽取证书') })
    expect(wrong(digest(), text)).toEqual([])
    expect(wrong(sealFile(), text)).toEqual([])
    expect(wrong(digest(), sealFile())).toEqual([])
  })

  test('a digest says no count of anything, and nothing by which counts could be tried out against the seal', () => {
    expect(digest()).not.toMatch(/people|exclusions|panels|conditions|reason/)
    expect(digest()).not.toContain(certificate.record.secret)
    expect(digest()).not.toContain(certificate.record.lottery)
  })

  test('another pool sealed afterwards, with everything reckoned again, is found by either', () => {
    const false2 = resealed(certificate, sealed => {
      sealed.record.conditions = ['另外的人']
    })
    const made = certificateText(false2)
    expect(brokenOf(verifyFiles([made]).checks)).toEqual([])
    expect(wrong(digest(), made)).toContain('digest.same')
    expect(wrong(sealFile(), made)).toContain('seal.same')
  })

  test('another word of one of the three is found', () => {
    const file = JSON.parse(digest())
    file.commitments[0].commitment = '0'.repeat(64)
    expect(wrong(canonicalJson(file), text)).toEqual(['digest.commitments'])
  })

  test('not written canonically, or of another shape, is no digest', () => {
    expect(wrong(`${digest().slice(0, -1)} }`)).toEqual(['shape'])
  })
})
