import { readFileSync } from 'node:fs'
import { bankCode } from '@/lib/platform/fields/bank'
import { policySchema } from '@/lib/policy/policy.schema'
import { presets } from '@/lib/policy/presets/all'
import { kindsOfData } from '@/lib/privacy/own-data.rules'
import { retention } from '@/lib/privacy/retention.rules'

test.each([
  ['990100000017', '990100000017'],
  [' 9901 0000-0017 ', '990100000017'],
  ['９９０１００００００１７', '990100000017'],
])('银行行号 %j is read as %s', (typed, value) => expect(bankCode().parse(typed)).toBe(value))

test.each(['', '99010000001', '9901000000171', '99010000001X', '一二三', '1'.repeat(201)])(
  '银行行号 %j is refused with a sentence',
  typed => expect(bankCode().safeParse(typed).error?.issues[0]?.message).toMatch(/银行行号/),
)

test('an installed policy from before there were bank data asks for none, and has the text all the same', () => {
  const { bank: _text, ...agreements } = presets.shaoxing.agreements
  const { bank: _switch, ...profile } = presets.shaoxing.profile
  const read = policySchema.parse({ ...presets.shaoxing, agreements, profile })
  expect(read.profile.bank).toBe('off')
  expect(read.agreements.bank.body).toContain('撤回')
})

test('the table of how long data are kept is the one in the document', () => {
  const document = readFileSync('docs/security.md', 'utf8')
  for (const { data, kept, after } of retention) expect(document).toContain(`| ${data} | ${kept} | ${after} |`)
})

test('bank data are named where the policy asks for them, or some are kept', () => {
  const none = { applications: 0, versions: 0, affiliations: 0, files: 0, messages: 0, invitations: 0, reviews: 0 }
  const counts = { ...none, bank: false, sessions: 1 }
  const names = (bank: boolean, asked: boolean) => kindsOfData({ ...counts, bank }, asked).map(kind => kind.name)
  expect([names(false, false), names(false, true), names(true, false)].map(all => all.includes('银行账户'))).toEqual([
    false,
    true,
    true,
  ])
})
