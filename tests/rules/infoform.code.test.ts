import fc from 'fast-check'
import {
  codeText,
  judgeScan,
  readCode,
  type ScanVerdict,
  verdictLabels,
  whyStampMissing,
} from '@/lib/infoform/code.rules'

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })
const number = fc.integer({ min: 0, max: 999_999 }).map(n => `2026-${String(n).padStart(6, '0')}`)
const form = fc.record({ number, hash: hex(64) })

describe('what a scan of 专家信息表 is worth', () => {
  test('its own code matches; with the hash of another content, or another number, it does not', () => {
    fc.assert(
      fc.property(form, form, (one, other) => {
        fc.pre(one.number !== other.number && one.hash.slice(0, 32) !== other.hash.slice(0, 32))
        const code = codeText(one.number, one.hash)
        expect(judgeScan([code], one)).toBe('match')
        expect(judgeScan([code, code], one)).toBe('match')
        // a page without a code may be of any version
        expect(judgeScan([code, ''], one)).toBe('unreadable')
        expect(judgeScan([code], { ...one, hash: other.hash })).toBe('changed')
        expect(judgeScan([code], { ...one, number: other.number })).toBe('foreign')
        const others = codeText(one.number, other.hash)
        expect(judgeScan([code, others], one)).toBe('mixed')
        expect(judgeScan([others, code], one)).toBe('mixed')
        expect(judgeScan([code, codeText(other.number, one.hash)], one)).toBe('foreign')
      }),
    )
  })

  test('codes that are none of ours are passed over, whatever they say', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 })), form, (texts, present) => {
        expect(judgeScan(texts, present)).toBe('unreadable')
        expect(judgeScan([...texts, codeText(present.number, present.hash)], present)).toBe('match')
      }),
    )
  })

  test.each(['', 'EP1:2026-000123:AB', 'https://example.com', `EP2:2026-000123:${'A'.repeat(32)}`])(
    '%j is no code',
    text => {
      expect(readCode(text)).toBeNull()
    },
  )

  test('only a match and one that cannot be read may be submitted; the rest says what to do', () => {
    const open = (Object.keys(verdictLabels) as ScanVerdict[]).filter(verdict => whyStampMissing(verdict) === null)
    expect(open.sort()).toEqual(['match', 'unreadable'])
    for (const verdict of ['changed', 'mixed', 'foreign'] as const)
      expect(whyStampMissing(verdict)).toMatch(/请重新导出专家信息表，请单位盖章后上传新的扫描件。$/)
    expect(whyStampMissing(null)).toContain('导出专家信息表')
  })
})
