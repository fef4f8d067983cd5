import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HealthCheck } from '@/components/draw/health-check'
import { HealthView, healthSummary } from '@/components/draw/health-view'
import { TrialCard } from '@/components/draw/trial-card'
import type { Health } from '@/lib/draw/health.dto'
import type { CheckAskInput } from '@/lib/draw/health.schema'
import type { TrialState } from '@/lib/draw/run.dto'
import { id, open } from '../support/draw-screens'

// what a server does is tested with the database; here nothing is sent
const mockStopped: string[] = []
const mockUnderWay: TrialState = {
  state: 'reckoning',
  reckoning: { since: new Date('2026-12-20T01:00Z'), lasting: '8 秒', words: '正在给名单分签。' },
}
jest.mock('@/lib/draw/run.actions', () => ({
  tryDrawAction: async () => ({ ok: true, data: mockUnderWay }),
  trialOfAction: async () => ({
    ok: true,
    data: {
      state: 'done',
      trial: [{ name: '材料组', size: 5, features: [{ label: '性别', cells: [{ label: '女', count: 4 }] }] }],
    },
  }),
  stopTrialAction: async ({ roundId }: { roundId: string }) => {
    mockStopped.push(roundId)
    return { ok: true, data: null }
  },
}))

test('what warns stands before what allows in a health check, and a count is said in words', () => {
  const { container } = open(
    <HealthView
      health={{
        ...{ state: 'yes', ways: 4, changes: [], warnings: ['「材料组」的条件太窄。'], rough: false, fair: null },
        byLottery: false,
        groups: [{ name: '材料组', size: 3, eligible: 4, excluded: [], chances: null, fair: null }],
      }}
    />,
  )
  expect(container.textContent).toMatch(/条件太窄.*可以抽取.*有 1 万种以上/)
})

const even: Health = {
  ...{ state: 'yes', ways: null, changes: [], warnings: [], rough: false, byLottery: true },
  groups: [
    {
      ...{ name: '材料组', size: 3, eligible: 123, excluded: [], chances: null },
      fair: {
        chances: { lowest: 0.041, highest: 0.12 },
        ...{ least: '男 98 名', most: '女 25 名', never: null, either: false },
      },
    },
  ],
  fair: { costs: ['「材料组」性别“女”至少 3 人，使其余专家的最低机会从约 6% 降到约 4.1%。'], left: 2, follow: null },
}

test('what is too large is something else where each list is counted and where a lottery is made', () => {
  const view = (byLottery: boolean) => ({
    ...even,
    state: 'tooLarge' as const,
    fair: null,
    byLottery,
    changes: ['少一些。'],
  })
  const { container, rerender } = open(<HealthView health={view(false)} />)
  expect(container).toHaveTextContent('算不清每种名单的机会')
  expect(healthSummary(view(false))).toContain('要求的组合太多')
  rerender(<HealthView health={view(true)} />)
  expect(container).not.toHaveTextContent(/组合太多|每种名单/)
  expect(container).toHaveTextContent('候选人按条件分成的类别太多')
  expect(healthSummary(view(true))).toContain('类别太多')
})

test('of a fair lottery a check says who has the least and the most, that it is an estimate, and what costs whom', () => {
  const { container } = open(<HealthView health={even} />)
  expect(container).toHaveTextContent('下面的机会是估算')
  expect(container).toHaveTextContent('各人抽中的机会约 4.1% 到 12%机会最低：男 98 名机会最高：女 25 名')
  const costs = within(screen.getByRole('region', { name: '哪些要求让机会变低' }))
  expect(costs.getByRole('listitem')).toHaveTextContent('其余专家的最低机会从约 6% 降到约 4.1%')
  expect(costs.getByText(/可能也有影响/)).toHaveTextContent('另有 2 条可能也有影响')
  expect(container).not.toHaveTextContent('抽到每一种的机会相同')
  expect(container).not.toHaveTextContent('递补')
})

test('of a fair lottery a check says when nobody is left to follow', () => {
  const { container } = open(<HealthView health={{ ...even, fair: { ...even.fair!, follow: '多数没有人。' } }} />)
  expect(container).toHaveTextContent('递补：多数没有人。')
})

test('a check that takes long says so and goes on; what is typed meanwhile is asked when it is over', async () => {
  jest.useFakeTimers()
  try {
    const asked = (size: number) => ({ groups: [{ name: '材料组', size }] }) as unknown as CheckAskInput
    const calls: { input: CheckAskInput; answer: (health: Health) => void }[] = []
    const check = (input: CheckAskInput) =>
      new Promise<{ ok: true; data: Health }>(done => {
        calls.push({ input, answer: health => done({ ok: true, data: health }) })
      })
    const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms))
    const { rerender } = open(<HealthCheck asked={asked(3)} check={check} />)
    await pass(900)
    expect(calls).toHaveLength(1)
    expect(screen.getByText('正在检查…')).toBeInTheDocument()
    await pass(1_000)
    expect(screen.getAllByText(/^正在计算/)).toHaveLength(2)
    rerender(<HealthCheck asked={asked(5)} check={check} />)
    await pass(5_000)
    expect(calls).toHaveLength(1)
    await act(async () => calls[0]!.answer(even))
    expect(screen.queryByText(/^正在计算/)).toBeNull()
    expect(screen.getByText('可以抽取')).toBeInTheDocument()
    await pass(900)
    expect(calls.map(({ input }) => input)).toEqual([asked(3), asked(5)])
    await act(async () => calls[1]!.answer(even))
    await pass(5_000)
    expect(calls).toHaveLength(2)
  } finally {
    jest.useRealTimers()
  }
})

test('试算 says how far it is, then shows a structure and that nothing was drawn', async () => {
  open(<TrialCard roundId={id} />)
  expect(screen.queryByText(/试算结果/)).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: '试算一次' }))
  expect(await screen.findByText('正在给名单分签。')).toBeInTheDocument()
  expect(await screen.findByText('试算结果（不是抽取）', undefined, { timeout: 3_000 })).toBeInTheDocument()
  expect(screen.getByText('性别：女 4')).toBeInTheDocument()
})

test('a 试算 that takes too long is cancelled, and what it comes to is not shown', async () => {
  open(<TrialCard roundId={id} begun={mockUnderWay} />)
  await userEvent.click(screen.getByRole('button', { name: '取消试算' }))
  await waitFor(() => expect(mockStopped).toEqual([id]))
  expect(screen.getByRole('button', { name: '试算一次' })).toBeInTheDocument()
  expect(screen.queryByText(/正在给名单分签|试算结果/)).toBeNull()
})
