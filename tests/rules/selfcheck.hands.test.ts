import { samePerson } from '@/lib/access/same-person.rules'
import { presetNamed } from '@/lib/policy/presets/all'
import { type Hand, shortOfHands } from '@/lib/selfcheck/hands.rules'

const [wuhan, xizang, shaoxing] = (['wuhan', 'xizang', 'shaoxing'] as const).map(presetNamed)
const reviewer = (id: string): Hand => ({ id, roles: ['bureauReviewer'] })
const manager = (id: string): Hand => ({ id, roles: ['bureauManager'] })
const both = (id: string): Hand => ({ id, roles: ['bureauReviewer', 'bureauManager'] })

const drawing: Hand[] = [
  { id: 'o', roles: ['drawOperator'] },
  { id: 's', roles: ['supervisor'] },
]

test('two reviewers and two managers are enough under every preset, and where experts are drawn who draws and who watches', () => {
  const four = [reviewer('a'), reviewer('b'), manager('c'), manager('d')]
  for (const preset of ['wuhan', 'xizang', 'shaoxing', 'demo'] as const)
    expect(shortOfHands(presetNamed(preset), [...four, ...drawing])).toEqual([])
  for (const preset of ['wuhan', 'xizang'] as const) expect(shortOfHands(presetNamed(preset), four)).toEqual([])
  const three = ['同意抽取需求、抽取人和监督人员各交内容或启封']
  for (const some of [[], drawing.slice(0, 1), drawing.slice(1)])
    expect(shortOfHands(shaoxing!, [...four, ...some])).toEqual(three)
  const uniform = { ...shaoxing!, draw: { ...shaoxing!.draw, method: 'uniform' as const } }
  expect(shortOfHands(uniform, four)).toEqual(['同意抽取需求、抽取人抽取'])
  expect(shortOfHands(uniform, [...four, drawing[0]!])).toEqual([])
})

test('one reviewer: what wants two of them is named, by the rules in force', () => {
  const three = [reviewer('a'), manager('c'), manager('d')]
  expect(shortOfHands(wuhan!, three)).toEqual(['办理激活单、确认激活单'])
  expect(shortOfHands(xizang!, three)).toEqual(['单位初审、复审', '代归口推荐、审核', '办理激活单、确认激活单'])
  expect(shortOfHands(shaoxing!, [...three, ...drawing])).toEqual(['代归口推荐、审核', '办理激活单、确认激活单'])
})

test('one who is both does not count twice; two who are both are enough but for an objection', () => {
  expect(shortOfHands(shaoxing!, [both('a'), reviewer('b')])).toContain('核实出库、撤销出库')
  expect(shortOfHands(shaoxing!, [both('a')])).toContain('审核、发布公示')
  expect(shortOfHands(shaoxing!, [both('a'), both('b'), ...drawing])).toEqual(['审核、采用异议线索、决定异议'])
  expect(shortOfHands(wuhan!, [both('a'), both('b')])).toEqual([])
  expect(shortOfHands(wuhan!, []).length).toBeGreaterThan(5)
})

test.each([
  ['one account', { id: 'a', phoneIndex: null }, { id: 'a', phoneIndex: null }, true],
  ['one phone', { id: 'a', phoneIndex: 'p' }, { id: 'b', phoneIndex: 'p' }, true],
  ['two phones', { id: 'a', phoneIndex: 'p' }, { id: 'b', phoneIndex: 'q' }, false],
  ['no phone on either side', { id: 'a', phoneIndex: null }, { id: 'b', phoneIndex: null }, false],
  ['a phone on one side', { id: 'a', phoneIndex: 'p' }, { id: 'b', phoneIndex: null }, false],
])('the same person: %s', (_, one, other, same) => {
  expect([samePerson(one, other), samePerson(other, one)]).toEqual([same, same])
})
