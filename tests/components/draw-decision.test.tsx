import { render, screen } from '@testing-library/react'
import { RequestDecision } from '@/components/draw/request-decision'
import { TrialCard } from '@/components/draw/trial-card'
import { makeRouter } from '../support/app-router'

// what a server does is tested with the database; here nothing is sent
jest.mock('@/lib/draw/request.actions', () => ({}))
jest.mock('@/lib/draw/run.actions', () => ({}))

const id = '0198c0de-0000-7000-8000-000000000001'
const events = [{ event: 'approve', label: '同意', opinion: 'optional' as const, whyNot: null }]
const told = /会写进抽取证书/

test.each([
  [{ byLottery: true }, true],
  [{ byLottery: false }, false],
  // people who are invited by name stand in no certificate
  [{ byLottery: true, special: 'now' as const, round: 2 }, false],
])('who agrees is told what is going to be published: %j', (change, expected) => {
  render(<RequestDecision {...{ id, version: 0, askHash: 'a', subject: '需求', events }} {...change} />, {
    wrapper: makeRouter().wrapper,
  })
  expect(screen.queryByText(told) !== null).toBe(expected)
})

test('one main button stands on the page of who agrees: that of the decision', () => {
  render(
    <>
      <TrialCard roundId={id} />
      <RequestDecision {...{ id, version: 0, askHash: 'a', subject: '需求', events }} />
    </>,
    { wrapper: makeRouter().wrapper },
  )
  const main = screen.getAllByRole('button').filter(button => button.className.includes('bg-accent '))
  expect(main.map(button => button.textContent)).toHaveLength(1)
  expect(main[0]).not.toHaveTextContent('试算')
})
