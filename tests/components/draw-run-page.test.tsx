import { render, screen } from '@testing-library/react'
import { FairChances } from '@/components/draw/fair-health'
import { RunPage } from '@/components/draw/run-page'
import type { Attempt, RunView } from '@/lib/draw/run.dto'
import { makeRouter } from '../support/app-router'

jest.mock('@/lib/draw/run.actions', () => ({ runDrawAction: jest.fn(), voidDrawAction: jest.fn() }))

const hash = (sign: string) => sign.repeat(64)
const attempt: Attempt = {
  ...{ id: 'x', attempt: 1, drawnAt: new Date('2026-11-23T00:36Z'), operator: '随均', took: 2600, ways: 0 },
  ...{ engineVersion: 'fair-4', seedHash: hash('a'), problemHash: hash('b'), selectionHash: hash('c') },
  sealed: { number: 'CQ2026-0001-1-1', method: 'leximin', passed: [{ label: '那几天请假', count: 3 }], open: 0 },
  counts: [{ name: '仪器组', eligible: 48, excluded: {} } as NonNullable<Attempt['counts']>[number]],
  outcome: [{ name: '仪器组', size: 3, chances: { lowest: 0.0625, highest: 0.0625 }, features: [] }],
  ...{ voided: null, whyNotVoid: undefined },
}
const view = (change: Partial<Attempt> = {}): RunView => ({
  ...{ id: 'r', number: 'CQ2026-0001', title: '验收', status: 'drawn', statusLabel: '已抽取', sessionFrom: null },
  ...{ place: null, published: false },
  rounds: [
    {
      ...{ id: 'd', number: 1, label: '首次抽取', status: 'drawn', statusLabel: '已抽取', version: 3, byLottery: true },
      ...{ health: null, whyNotDraw: undefined, attempts: [{ ...attempt, ...change }] },
    },
  ],
})
const show = (element: React.ReactElement) => render(element, { wrapper: makeRouter().wrapper })

test('of a draw from a seal the counts are those of the seal, and a hash of the seed is not called the seed', () => {
  const { container } = show(<RunPage view={view()} />)
  expect(screen.getByText('封存时的人选')).toBeInTheDocument()
  expect(screen.getByText('随机种子校验值')).toBeInTheDocument()
  expect(container).toHaveTextContent('每人抽中的机会都是 6.3%')
  // of how many kinds its rows are says nothing to anybody here, and "1 种组合" reads as if one list were possible
  expect(container).not.toHaveTextContent('种组合')
})

test('whoever asked himself reads neither counts nor chances', () => {
  const outcome = attempt.outcome.map(one => ({ ...one, chances: null }))
  const { container } = show(<RunPage view={view({ counts: null, outcome })} />)
  expect(container).toHaveTextContent('您是提出需求的人，名单公开后显示')
  expect(container).not.toHaveTextContent('抽中的机会')
})

test('a chance of sitting in one of several groups is said to be one', () => {
  const chances = { lowest: 0.125, highest: 0.125 }
  const { container, rerender } = render(<FairChances {...{ chances, least: null, most: null, never: null }} either />)
  expect(container).toHaveTextContent('每人抽中的机会（进这一组或别的组，合计）都约 12.5%')
  rerender(<FairChances {...{ chances, least: null, most: null, never: null }} either={false} />)
  expect(container).toHaveTextContent('每人抽中的机会都约 12.5%')
})
