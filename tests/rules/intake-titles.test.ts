import { dict, titleLevelOf } from '@/lib/dict'
import { codeIn, codesBy, titleWords } from '@/lib/intake/codes.rules'
import { rowReader } from '@/lib/intake/intake.rules'
import { intakeTables } from '@/lib/intake/tables'
import { fixtureId, fixturePhone } from '../support/fixtures-ids'

const { title } = intakeTables()

test.each([
  ['研究员', 'senior'],
  ['副研究员', 'associate'],
  ['农业技术推广研究员', 'senior'],
  ['讲师', 'intermediate'],
  ['高工', 'associate'],
  ['教授级高工', 'senior'],
  ['研究员级高级工程师', 'senior'],
  ['正高级工程师', 'senior'],
  ['主任医师', 'senior'],
])('%s is understood as lists write it, at its level', (word, level) => {
  const meant = codeIn(title, word)
  expect(typeof meant === 'object' && titleLevelOf(meant.code)).toBe(level)
})

test('a word that means another level in another branch stays a question', () => {
  expect(codeIn(title, '高级教师')).toBe('none')
  expect(codeIn(title, '一级教师')).toBe('none')
})

test('a short word never takes the place of a name of the table', () => {
  const words = titleWords([
    { code: '1', name: '研究员', level: 'senior' },
    { code: '2', name: '研究员（社会科学）', level: 'associate' },
  ])
  const codes = codesBy([{ code: '1', name: '研究员' }], words)
  expect(codeIn(codes, '研究员')).toEqual({ code: '1' })
  expect(
    dict('title')
      .options()
      .every(({ value, label }) => {
        const meant = codeIn(title, label)
        return meant === 'several' || (typeof meant === 'object' && meant.code === value)
      }),
  ).toBe(true)
})

const reader = rowReader({ kind: 'legacy', tables: intakeTables(), documentTypes: ['mainlandId'] })
const read = (change: Record<string, string>) =>
  reader(
    Object.fromEntries(
      Object.entries({
        name: '沈名册',
        docNumber: fixtureId(1, { birth: '1970-01-05' }),
        phone: fixturePhone(1),
        unitName: '示范研究院',
        titleCode: '研究员',
        discipline1: '520',
        ...change,
      }).map(([key, text]) => [key, { text }]),
    ),
  )
const full = (text: string) => text.replace(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
const spaced = (text: string) => text.replace(/(\d{3})(\d{4})(\d{4})/, '$1-$2 $3')

test.each([
  ['note', `电话 ${full(fixturePhone(2))}`],
  ['note', `联系 ${spaced(fixturePhone(2))}`],
  ['outerNumber', fixtureId(2, { birth: '1971-02-03' })],
  ['titleCode', spaced(fixturePhone(2))],
  ['titleCode', full(fixturePhone(2))],
])('a number of somebody in %s never comes into a sentence or a column that is shown: %s', (key, text) => {
  const { person, faults } = read({ [key]: text })
  expect(faults).toHaveLength(1)
  expect(JSON.stringify([faults, person.note ?? null, person.outerNumber ?? null])).not.toMatch(
    /[\d\uFF10-\uFF19]{6,}|\d{3}-\d{4}/,
  )
})

test('a rare character at the edge of what is quoted is not cut in two', () => {
  const { faults } = read({ titleCode: `${'甲'.repeat(19)}𠮷乙` })
  expect(faults[0]!.text).toContain('𠮷”')
  expect(faults[0]!.text.isWellFormed()).toBe(true)
})
