import { isDenied, openEvents, whyNot } from '@/lib/workflow/machine'
import { type ObjectionFacts, objectionMachine } from '@/lib/workflow/objection.machine'
import { type Line, tableOf, type World } from '../support/machine-table'
import { roleActors } from '../support/role-actors'

const desk = 'bureauReviewer bureauManager'
const lines: Line[] = [
  `lead take → checking: ${desk}`,
  `lead note → noted: ${desk}`,
  `checking dismiss → dismissed: ${desk}`,
  `checking uphold → upheld: ${desk}`,
]
const plain: ObjectionFacts = {
  ownApplication: false,
  approved: false,
  invitedHim: false,
  ownObjection: false,
  broughtIn: false,
  gone: null,
}
const all = ['take', 'note', 'dismiss', 'uphold']
/** Who is kept out, from what, and what the sentence says. */
const persons: [keyof ObjectionFacts, string[], string][] = [
  ['ownApplication', all, '针对本人'],
  ['approved', all, '由您审核通过'],
  ['invitedHim', all, '您邀请的'],
  ['ownObjection', all, '您本人提出'],
  ['broughtIn', ['dismiss', 'uphold'], '登记或采用'],
]
const gone = '这位专家的申请现在是「已撤回」。'
const worlds: [string, World<ObjectionFacts>][] = [
  ['of others', { facts: plain }],
  ['whose expert is out of it', { facts: { ...plain, gone }, closes: ['take'] }],
  ...persons.map(([fact, closes]): [string, World<ObjectionFacts>] => [
    fact,
    { facts: { ...plain, [fact]: true }, closes },
  ]),
]

test.each(worlds)('异议 %s: status × event × role', (_, world) => {
  const { open, expected, odd } = tableOf(objectionMachine, lines, world)
  expect([open, odd]).toEqual([expected, []])
})

test.each(persons)(
  '%s: the sentence says why and who decides instead, and the attempt is a denial',
  (fact, events, words) => {
    const facts = { ...plain, [fact]: true }
    for (const row of objectionMachine.rows.filter(one => events.includes(one.event)))
      for (const actor of [roleActors.bureauReviewer!, roleActors.bureauManager!]) {
        const why = whyNot(objectionMachine, row.from[0]!, row.event, actor, facts)
        expect(why).toContain(words)
        expect(why).toMatch(/请由(其他人|另一位工作人员)/)
        expect(isDenied(objectionMachine, row.from[0]!, row.event, actor, facts)).toBe(true)
      }
  },
)

test('that the expert is out of it is no denial, and every decision owes words', () => {
  const manager = roleActors.bureauManager!
  expect(isDenied(objectionMachine, 'lead', 'take', manager, { ...plain, gone })).toBe(false)
  const asked = (['lead', 'checking'] as const).flatMap(status => openEvents(objectionMachine, status, manager, plain))
  expect(asked.map(one => one.opinion)).toEqual(Array(4).fill('required'))
})
