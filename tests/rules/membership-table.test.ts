import { membershipLabels } from '@/lib/policy/labels.rules'
import { type ExitFacts, type MembershipFacts, membershipMachine, plainFacts } from '@/lib/workflow/membership.machine'
import { type Line, tableOf, type World } from '../support/machine-table'

const at = new Date('2026-11-21T04:00:00Z')
const exit: ExitFacts = { proposedByActor: false, requested: false, answered: true, told: true, hearingUntil: at }
const plain: MembershipFacts = { ...plainFacts(at), exit }

/** `before`: the state an exit was proposed in, to which it leads back. */
const linesFor = (before: string): Line[] => [
  'active sleep → dormant: system',
  'dormant wake → active: individual',
  'dormant autoExit → left: system',
  ...['active', 'dormant'].flatMap((from): Line[] => [
    `${from} suspend → suspended: bureauManager`,
    `${from} requestExit → leaving: individual`,
  ]),
  'suspended resume → active: bureauManager',
  ...['active', 'dormant', 'suspended'].map(
    (from): Line => `${from} proposeExit → leaving: bureauManager bureauReviewer`,
  ),
  'leaving confirmExit → left: bureauManager',
  `leaving rejectExit → ${before}: bureauManager`,
  `leaving cancelExit → ${before}: individual`,
  'left restore → active: individual',
  'left revokeExit → active: bureauManager',
  'left readmit → active: bureauReviewer bureauManager system',
]
const bureau = ['suspend', 'resume', 'proposeExit', 'confirmExit', 'rejectExit', 'revokeExit']
const early = new Date(at.getTime() - 1)
const worlds: [string, World<MembershipFacts>][] = [
  ['others propose', { facts: plain, closes: ['cancelExit'] }],
  ['he asked for it', { facts: { ...plain, exit: { ...exit, requested: true, answered: false } } }],
  ['the acting person is the expert', { facts: { ...plain, own: true }, closes: ['cancelExit', ...bureau] }],
  [
    'the acting person proposed it',
    {
      facts: { ...plain, exit: { ...exit, proposedByActor: true } },
      closes: ['cancelExit', 'confirmExit', 'rejectExit'],
    },
  ],
  ['he confirmed it', { facts: { ...plain, confirmedByActor: true }, closes: ['cancelExit', 'revokeExit'] }],
  [
    'the expert was not heard yet',
    {
      facts: { ...plain, at: early, exit: { ...exit, answered: false } },
      closes: ['cancelExit', 'confirmExit'],
    },
  ],
  [
    'he is barred',
    { facts: { ...plain, barred: '2027-02-28 起可以重新申请。' }, closes: ['cancelExit', 'restore', 'readmit'] },
  ],
]

describe.each(['active', 'dormant', 'suspended'] as const)('an exit proposed from %s', before => {
  test.each(worlds)('%s: status × event × role', (_, world) => {
    const { open, expected, odd } = tableOf(membershipMachine(before), linesFor(before), world)
    expect([open, odd]).toEqual([expected, []])
  })
})

test('the table has every state', () => {
  const named = new Set(linesFor('active').flatMap(line => [line.split(' ')[0]!, /→ (\w+)/.exec(line)![1]!]))
  expect([...named].sort()).toEqual(Object.keys(membershipLabels).sort())
})
