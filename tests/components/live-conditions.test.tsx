import { act, configure, render, screen, waitFor, within } from '@testing-library/react'
import { noteChange } from '@/components/application/fresh'
import { LiveConditions } from '@/components/eligibility/live-conditions'
import type { EligibilityFacts, OwnEligibility } from '@/lib/eligibility/eligibility.dto'
import { ownEligibility } from '@/lib/eligibility/eligibility.rules'
import { shaoxing } from '@/lib/policy/presets/shaoxing'
import { TODAY, title, work } from '../support/eligibility'

configure({ asyncUtilTimeout: 15_000 })

const judged = (sections: EligibilityFacts['sections']): OwnEligibility =>
  ownEligibility(shaoxing, { birthDate: '1986-01-01', sections }, TODAY)!

/** The edge of the server: what it answers, in order; and how often it was asked. */
const server = { answers: [] as (OwnEligibility | number)[], asked: [] as string[] }
beforeEach(() => {
  server.answers = []
  server.asked = []
  globalThis.fetch = async address => {
    server.asked.push(String(address))
    const answer = server.answers.shift() ?? 500
    return { ok: typeof answer !== 'number', json: async () => answer } as Response
  }
})

/** The condition of a title in the list that a wide screen shows. */
const item = (name: RegExp) => within(screen.getAllByText(name)[0]!.closest('li')!)

test('each condition says in words what became of it, by which article, and leads to its evidence or to where it is filled in', () => {
  render(<LiveConditions initial={judged({ work: work(['technology', '2022-07', null]) })} />)
  const years = item(/累计满 5 年/)
  expect(years.getByText('不符合')).toBeTruthy()
  expect(years.getByText(/第四条第三项/)).toBeTruthy()
  expect(years.getByText('累计 4 年 4 个月，8 个月后（2027 年 7 月）满 5 年')).toBeTruthy()
  expect(years.getByRole('link').getAttribute('href')).toBe('/expert/profile/work#row-w0')
  expect(
    item(/同等专业技术水平/)
      .getByRole('link', { name: '去填写' })
      .getAttribute('href'),
  ).toBe('/expert/profile/titles')
  expect(screen.getByText('1 项符合，1 项不符合，4 项需人工判断，1 项待填写')).toBeTruthy()
  expect(screen.getAllByText('另有 4 项由推荐人和审核人判断').length).toBeGreaterThan(0)
})

test('after a save it is judged again by the server, once for several saves, and said to who does not see it', async () => {
  server.answers = [judged({ work: work(['technology', '2015-01', null]), titles: title('231') })]
  render(<LiveConditions initial={judged({})} />)
  act(() => {
    noteChange()
    noteChange()
  })
  await waitFor(() => expect(item(/累计满 5 年/).getByText('符合')).toBeTruthy())
  expect(server.asked).toEqual(['/api/eligibility'])
  expect(screen.getByRole('status').textContent).toContain('入库条件已更新：3 项符合')
})

test('without an answer what was shown stays; a newer page counts more than what was fetched before it', async () => {
  server.answers = [401, judged({ work: work(['technology', '2015-01', null]) })]
  const { rerender } = render(<LiveConditions initial={judged({})} />)
  act(() => noteChange())
  await waitFor(() => expect(server.asked).toHaveLength(1))
  expect(item(/累计满 5 年/).getByText('待填写')).toBeTruthy()
  act(() => noteChange())
  await waitFor(() => expect(item(/累计满 5 年/).getByText('符合')).toBeTruthy())
  rerender(<LiveConditions initial={judged({ work: work(['technology', '2022-07', null]) })} />)
  expect(item(/累计满 5 年/).getByText('不符合')).toBeTruthy()
})
