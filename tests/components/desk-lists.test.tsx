import { configure, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { ExitList } from '@/components/membership/exit-list'
import { RunList } from '@/components/membership/run-list'
import { ProposedList } from '@/components/publicity/proposed-list'
import { StandInNotice } from '@/components/staff/stand-in-notice'
import { SelectedRowsContext } from '@/components/table/selected-rows'
import { UnitBulk, type UnitBulkRow } from '@/components/unit/unit-bulk'
import { History } from '@/components/workflow/history'
import { exitSpec, membershipOrigin, runSpec } from '@/lib/membership/list.rules'
import type { ExitRow, RunRow } from '@/lib/membership/membership.dto'
import { parseListParams } from '@/lib/platform/list-params'
import { proposedSpec } from '@/lib/publicity/publicity.rules'
import { makeRouter } from '../support/app-router'

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 15_000 })

type Command = { items: { id: string; event: string; version: number }[]; opinion: string }
const server = { got: [] as Command[] }
jest.mock('@/lib/unit/unit.actions', () => ({
  decideUnitsAction: async (command: Command) => {
    server.got.push(command)
    return { ok: true, data: command.items.map(({ id }) => ({ id, done: true, why: null })) }
  },
  previewUnitsAction: async ({ items }: Command) => ({
    ok: true,
    data: items.map(({ id }) => ({ id, whyNot: id === 'u1' ? '上一步由您办理，请由其他人办理这一步。' : null })),
  }),
}))
beforeEach(() => {
  server.got = []
})

const id = (n: number) => `01a00000-0000-7000-8000-00000000000${n}`
const at = new Date('2026-11-20T02:00:00Z')
const few = { count: 1, more: false }
const cells = () => screen.getAllByRole('row').slice(1)

describe('批量 at the desk of units', () => {
  const rows: UnitBulkRow[] = [
    {
      id: 'u0',
      version: 0,
      name: '示范甲所',
      creditCode: '91350100M000100Y43',
      statusLabel: '待初审',
      pass: 'approveFirst',
    },
    { id: 'u1', version: 2, name: '示范乙所', creditCode: null, statusLabel: '待复审', pass: 'approve' },
    { id: 'u2', version: 1, name: '示范丙所', creditCode: null, statusLabel: '正常', pass: null },
  ]
  const show = () => {
    const ids = rows.map(row => row.id)
    render(
      <SelectedRowsContext.Provider value={{ ids, clear: () => undefined }}>
        <UnitBulk rows={rows} />
      </SelectedRowsContext.Provider>,
      { wrapper: makeRouter().wrapper },
    )
    return userEvent.setup({ delay: null })
  }

  test('who does not wait, or was decided by oneself, is left out with the reason; the others take the step they stand at', async () => {
    const user = show()
    await user.click(screen.getByRole('button', { name: '批量通过' }))
    const dialog = await screen.findByRole('dialog', { name: '通过这 1 家单位？' })
    const lines = within(dialog)
      .getAllByRole('listitem')
      .map(line => line.textContent)
    expect(lines[1]).toContain('不在其中：上一步由您办理')
    expect(lines[2]).toContain('不在其中：现在是「正常」')
    await user.click(screen.getByRole('button', { name: '确认通过' }))
    await screen.findByRole('dialog', { name: '已通过 1 家单位' })
    expect(server.got).toMatchObject([{ items: [{ id: 'u0', version: 0, event: 'approveFirst' }] }])
  })

  test('sent back with one reason, as 不通过 of each', async () => {
    const user = show()
    await user.click(screen.getByRole('button', { name: '批量退回' }))
    await user.type(await screen.findByRole('textbox', { name: /退回的理由/ }), '证书看不清。')
    await user.click(screen.getByRole('button', { name: '确认退回' }))
    await screen.findByRole('dialog', { name: '已退回 1 家单位' })
    expect(server.got).toMatchObject([{ items: [{ id: 'u0', event: 'refuse' }], opinion: '证书看不清。' }])
  })
})

describe('出库办理', () => {
  const exit = (change: Partial<ExitRow> = {}): ExitRow => ({
    ...{ id: id(1), accountId: id(2), name: '单雄', unitName: '示范江城第一医院', source: 'proposed' },
    ...{ reason: '擅自泄露评审的内容', at, hearingUntil: at, answered: false, over: false },
    ...{ outcome: null, decidedAt: null, wait: null },
    ...change,
  })
  const show = (rows: ExitRow[], raw: Record<string, string> = {}) => {
    const params = parseListParams(raw, exitSpec)
    const stage = params.filters.status as never
    const counts = { '': few, heard: few, ready: { count: 10_000, more: true } }
    const list = { params, stage, counts, rows, next: null }
    render(<ExitList {...list} total={{ count: rows.length, more: false }} />, { wrapper: makeRouter().wrapper })
  }

  test('nothing: says what will come; one: where it stands, and the page of the expert knows the way back', () => {
    show([])
    expect(screen.getByText('没有待办的出库')).toBeInTheDocument()
    expect(screen.getByRole('link', { name: /等待核实/ })).toHaveTextContent('10,000+')
  })

  test('being heard it has no age; waiting it has one against the aim', () => {
    const wait = { count: 12, aim: { count: 10, in: 'days' as const }, overdue: true }
    show([exit(), exit({ id: id(3), name: '言等', answered: true, wait })], { status: 'ready', text: '示范' })
    expect(cells()[0]).toHaveTextContent('听取陈述申辩')
    expect(cells()[1]).toHaveTextContent('已提交陈述申辩')
    expect(cells()[1]).toHaveTextContent('超过 10 日时限')
    const href = screen.getByRole('link', { name: '单雄' }).getAttribute('href')!
    const query = Object.fromEntries(new URLSearchParams(href.split('?')[1]))
    expect(membershipOrigin(query)).toEqual({
      href: `/bureau/membership/exits?text=${encodeURIComponent('示范')}&status=ready`,
      label: '出库办理',
    })
  })

  test('over, it says what became of it', () => {
    show([exit({ over: true, outcome: 'rejected', decidedAt: at })], { status: 'done' })
    expect(cells()[0]).toHaveTextContent('不予出库')
    expect(screen.getByRole('columnheader', { name: '办结时间' })).toBeInTheDocument()
  })
})

test('the list of a run before it is confirmed: nobody has a result, many pages can be read from the other end', () => {
  const row: RunRow = {
    ...{ id: id(4), name: '路遥之', unitName: '示范高原生态研究所', activatedAt: at, loggedIn: false },
    ...{ status: 'active', statusLabel: '在库', outcome: 'left', decidedAt: null },
  }
  const params = parseListParams({}, runSpec)
  const list = { id: id(5), params, rows: [row], next: `1_${id(4)}`, total: { count: 10_000, more: true } }
  render(<RunList {...list} before />, { wrapper: makeRouter().wrapper })
  expect(screen.queryByRole('columnheader', { name: '办理结果' })).not.toBeInTheDocument()
  expect(cells()[0]).toHaveTextContent('还没有登录')
  expect(screen.getByText('10,000 条以上')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: '从最后看起' })).toHaveAttribute(
    'href',
    `/bureau/membership/runs/${id(5)}?order=desc`,
  )
  expect(screen.getByRole('link', { name: '路遥之' })).toHaveAttribute(
    'href',
    `/bureau/experts/${id(4)}?from=run-${id(5)}`,
  )
})

test('an origin that is none leads to the pool', () => {
  for (const from of ['run-x', 'https://evil.example', 'run-../../admin', ''])
    expect(membershipOrigin({ from })).toBeNull()
})

test('拟入库: who may not open an application reads the line, and the way to the draft', () => {
  const row = {
    ...{ id: id(6), name: '林鉴', unitName: '示范市农科院', disciplines: '农学', title: '研究员', since: at },
    ...{ approver: '沈鉴', draft: { id: id(7), title: '公示' } },
    wait: { count: 1, aim: { count: 10, in: 'days' as const }, overdue: false },
  }
  const list = { params: parseListParams({}, proposedSpec), rows: [row], next: null, total: few }
  render(<ProposedList {...list} mayOpen={false} />, { wrapper: makeRouter().wrapper })
  expect(screen.queryByRole('link', { name: '林鉴' })).not.toBeInTheDocument()
  expect(screen.getByRole('link', { name: '已列入草稿' })).toHaveAttribute('href', `/bureau/publicity/${id(7)}`)
})

test('代 stands in the history, and above a desk until when', () => {
  const step = {
    at,
    event: 'return',
    to: 'returned',
    who: '方衡',
    office: '规划处',
    opinion: null,
    toLabel: '退回修改',
  }
  render(<History steps={[{ ...step, inPlaceOf: '沈鉴' }]} />)
  expect(screen.getByText(/方衡（规划处，代沈鉴）/)).toBeInTheDocument()
  render(<StandInNotice standsInFor={[{ name: '沈鉴', until: '2026-12-01' }]} />)
  expect(screen.getByText('您正在代沈鉴办理')).toBeInTheDocument()
  expect(screen.getByText(/沈鉴请假到 2026-12-01/)).toBeInTheDocument()
})
