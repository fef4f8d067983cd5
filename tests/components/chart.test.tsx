import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Chart } from '@/components/chart/chart'
import { ChartBlock } from '@/components/chart/chart-block'
import { figure, share } from '@/components/chart/chart-data'
import { DataTable } from '@/components/chart/data-table'
import Drawing from '@/components/chart/drawing'

const series = [
  { key: 'in', label: '入库' },
  { key: 'out', label: '出库' },
]
const rows = [
  { id: '1', label: '一月', values: { in: 1234, out: null }, href: '/list?month=1' },
  { id: '2', label: '二月', values: { in: 0, out: 7 }, href: '/list?month=2', into: '/into/2' },
]
const table = (
  <DataTable
    caption="按月"
    head="月份"
    series={series}
    rows={rows}
    unit="人"
    total={{ label: '合计', values: { in: 1234, out: 7 } }}
    shares={{ whole: 1234 }}
  />
)

/** jsdom measures nothing: whatever is drawn gets this much room. */
beforeAll(() => {
  const room = { width: 640, height: 300, top: 0, left: 0, right: 640, bottom: 300, x: 0, y: 0, toJSON: () => ({}) }
  Element.prototype.getBoundingClientRect = () => room
  window.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
})

test('the table holds every number, what they add up to, and leads to the people behind a number', () => {
  render(table)
  const [head, ...lines] = within(screen.getByRole('table', { name: '按月' })).getAllByRole('row')
  const words = (row: HTMLElement) => [...row.children].map(cell => cell.textContent)
  expect(words(head!)).toEqual(['月份', '入库（人）', '出库（人）', '占比'])
  expect(lines.map(words)).toEqual([
    ['一月', '1,234', '—', '100.0%'],
    ['二月', '0', '7', '0.0%'],
    ['合计', '1,234', '7', ''],
  ])
  expect(screen.getByRole('link', { name: '一月：1,234 人，查看名单' })).toHaveAttribute('href', '/list?month=1')
  expect(screen.getByRole('link', { name: '二月' })).toHaveAttribute('href', '/into/2')
  // nobody stands behind a nought
  expect(screen.getAllByRole('link')).toHaveLength(2)
})

test('the table opens and closes with the keyboard, and says so', async () => {
  const user = userEvent.setup()
  render(<ChartBlock title="入库出库" sentence="入库比出库多。" chart={<p>图</p>} table={table} />)
  const button = screen.getByRole('button', { name: /^数据表.*入库出库$/ })
  const box = document.getElementById(button.getAttribute('aria-controls')!)!
  expect(button).toHaveAttribute('aria-expanded', 'false')
  expect(box).toHaveClass('hidden', 'print:block', 'noscript:block')
  await user.tab()
  expect(button).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(button).toHaveAttribute('aria-expanded', 'true')
  expect(box).not.toHaveClass('hidden')
  await user.keyboard(' ')
  expect(button).toHaveAttribute('aria-expanded', 'false')
})

test.each(['bars', 'columns'] as const)('%s: one mark for each number, told apart by pattern', kind => {
  const { container } = render(<Drawing kind={kind} chart="c" height={300} series={series} rows={rows} unit="人" />)
  const fills = [...container.querySelectorAll('.recharts-bar-rectangle path')].map(bar => bar.getAttribute('fill'))
  expect(fills.filter(fill => fill === 'url(#c-p0)')).toHaveLength(1)
  expect(fills.filter(fill => fill === 'url(#c-p1)')).toHaveLength(1)
  expect(container.querySelectorAll('pattern')).toHaveLength(2)
})

test('a picture says what it shows, and its series have a legend only where there are several', async () => {
  const { container, rerender } = render(
    <Chart kind="columns" label="各月入库和出库的人数。" series={series} rows={rows} unit="人" />,
  )
  expect(screen.getByRole('img', { name: '各月入库和出库的人数。' })).toBeInTheDocument()
  expect(screen.getByText('出库')).toBeInTheDocument()
  await waitFor(() => expect(container.querySelector('svg.recharts-surface')).not.toBeNull())
  rerender(<Chart kind="columns" label="各月入库的人数。" series={series.slice(0, 1)} rows={rows} unit="人" />)
  expect(screen.queryByText('入库')).not.toBeInTheDocument()
})

test.each([
  [null, '—'],
  [undefined, '—'],
  [0, '0'],
  [12345, '12,345'],
  [2.54, '2.5'],
])('%p is written %s', (value, words) => {
  expect(figure(value)).toBe(words)
})

test('a share of nothing is a dash', () => {
  expect([share(1, 3), share(0, 3), share(3, 3), share(0, 0)]).toEqual(['33.3%', '0.0%', '100.0%', '—'])
})
