import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Column } from '@/components/table/column'
import { ListTable, type ListTableProps } from '@/components/table/list-table'
import { useSelectedRows } from '@/components/table/selected-rows'
import { parseListParams, type RawParams } from '@/lib/platform/list-params'

type Row = { id: string; name: string; count: number }
const rows: Row[] = [
  { id: 'a', name: '江城理工大学', count: 3 },
  { id: 'b', name: '江城农业科学院', count: 12 },
  { id: 'c', name: '云山光电有限公司', count: 7 },
  { id: 'd', name: '云山中学', count: 1 },
]
const columns: Array<Column<Row>> = [
  { id: 'name', header: '单位名称', primary: true, sort: 'name', cell: row => row.name },
  { id: 'count', header: '专家数', align: 'end', cell: row => row.count },
]
const spec = { sorts: ['submitted', 'name'], filters: { q: { kind: 'text' } } } as const

function show(raw: RawParams = {}, more: Partial<ListTableProps<Row>> = {}) {
  return render(
    <ListTable
      caption="待审核的单位"
      columns={columns}
      rows={rows}
      rowId={row => row.id}
      rowLabel={row => row.name}
      rowHref={row => `/bureau/units/${row.id}`}
      base="/bureau/units"
      spec={spec}
      params={parseListParams(raw, spec)}
      total={{ count: 58 }}
      next={null}
      empty={{ title: '没有待审核的单位', why: '新的注册会出现在这里。' }}
      {...more}
    />,
  )
}

test('a table with a name, row heads that lead on, and the count', () => {
  show()
  const table = screen.getByRole('table', { name: '待审核的单位' })
  expect(within(table).getAllByRole('row')).toHaveLength(5)
  expect(within(table).getByRole('rowheader', { name: '江城理工大学' })).toBeInTheDocument()
  expect(screen.getByRole('link', { name: '云山中学' })).toHaveAttribute('href', '/bureau/units/d')
  expect(screen.getByText('共 58 条')).toBeInTheDocument()
  expect(screen.queryByRole('checkbox')).not.toBeInTheDocument()
})

test('sorting is a link that turns around, and the column says how it is sorted', () => {
  const { unmount } = show({ q: '江', after: 'c1' })
  expect(screen.getByRole('link', { name: /单位名称/ })).toHaveAttribute(
    'href',
    '/bureau/units?q=%E6%B1%9F&sort=name&order=asc',
  )
  unmount()
  show({ sort: 'name', order: 'asc' })
  expect(screen.getByRole('columnheader', { name: /单位名称/ })).toHaveAttribute('aria-sort', 'ascending')
  expect(screen.getByRole('link', { name: /单位名称/ })).toHaveAttribute('href', '/bureau/units?sort=name')
})

test('pages are links; where there is none the words stay but lead nowhere', () => {
  const { unmount } = show({}, { next: 'c2', total: { count: 10000, more: true } })
  expect(screen.getByText('10,000 条以上')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: '下一页' })).toHaveAttribute('href', '/bureau/units?after=c2')
  expect(screen.queryByRole('link', { name: '上一页' })).not.toBeInTheDocument()
  expect(screen.getByText('上一页')).toHaveAttribute('aria-disabled', 'true')
  expect(screen.getByText('第 1 页')).toBeInTheDocument()
  unmount()
  show({ after: 'c3', before: 'c2' })
  expect(screen.getByText('第 3 页')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: '上一页' })).toHaveAttribute('href', '/bureau/units?after=c2')
  expect(screen.getByRole('link', { name: '50' })).toHaveAttribute('href', '/bureau/units?size=50')
})

test('nothing there and nothing that fits are two different things', () => {
  const { unmount } = show({}, { rows: [] })
  expect(screen.getByText('没有待审核的单位')).toBeInTheDocument()
  expect(screen.queryByText(/筛选/)).not.toBeInTheDocument()
  unmount()
  show({ q: '无', sort: 'name' }, { rows: [] })
  expect(screen.getByText('没有符合筛选条件的结果')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: '清除筛选' })).toHaveAttribute('href', '/bureau/units?sort=name')
})

function Approve() {
  const { ids, clear } = useSelectedRows()
  return (
    <button type="button" onClick={clear}>
      通过 {ids.join('+')}
    </button>
  )
}

test('rows are ticked one by one, in a range, all; the bar knows which', async () => {
  const user = userEvent.setup()
  show({}, { selection: { bar: <Approve /> } })
  expect(screen.queryByRole('button', { name: /通过/ })).not.toBeInTheDocument()
  await user.click(screen.getByRole('checkbox', { name: '选择江城农业科学院' }))
  expect(screen.getByRole('button', { name: '通过 b' })).toBeInTheDocument()
  expect(screen.getByRole('checkbox', { name: '选择本页全部' })).toBePartiallyChecked()

  await user.keyboard('{Shift>}')
  await user.click(screen.getByRole('checkbox', { name: '选择云山中学' }))
  await user.keyboard('{/Shift}')
  expect(screen.getByRole('button', { name: '通过 b+c+d' })).toBeInTheDocument()
  expect(screen.getByRole('status')).toHaveTextContent('已选 3 条')

  await user.click(screen.getByRole('checkbox', { name: '选择本页全部' }))
  expect(screen.getByRole('button', { name: /通过 (.\+){3}./ })).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: /通过/ }))
  expect(screen.queryByRole('checkbox', { checked: true })).not.toBeInTheDocument()
})

test('a ticked row that is gone after the deed no longer counts', async () => {
  const user = userEvent.setup()
  const { rerender } = show({}, { selection: { bar: <Approve /> } })
  await user.click(screen.getByRole('checkbox', { name: '选择江城理工大学' }))
  await user.click(screen.getByRole('checkbox', { name: '选择云山中学' }))
  rerender(
    <ListTable
      caption="待审核的单位"
      columns={columns}
      rows={rows.slice(1)}
      rowId={row => row.id}
      rowLabel={row => row.name}
      base="/bureau/units"
      spec={spec}
      params={parseListParams({}, spec)}
      total={null}
      next={null}
      empty={{ title: '空' }}
      selection={{ bar: <Approve /> }}
    />,
  )
  expect(screen.getByRole('button', { name: '通过 d' })).toBeInTheDocument()
})

test('the keys go from row to row, tick and tick a range, and only from a row', async () => {
  const user = userEvent.setup()
  show({}, { selection: { bar: <Approve /> } })
  const link = (name: string) => screen.getByRole('link', { name })
  link('江城理工大学').focus()
  await user.keyboard('{ArrowDown}')
  expect(link('江城农业科学院')).toHaveFocus()
  await user.keyboard(' ')
  expect(screen.getByRole('checkbox', { name: '选择江城农业科学院' })).toBeChecked()
  expect(link('江城农业科学院')).toHaveFocus()
  await user.keyboard('{End}{Shift>} {/Shift}')
  expect(screen.getByRole('button', { name: '通过 b+c+d' })).toBeInTheDocument()
  await user.keyboard('{ArrowDown}{ArrowUp}{Home}{ArrowUp}')
  expect(link('江城理工大学')).toHaveFocus()

  screen.getByRole('checkbox', { name: '选择云山光电有限公司' }).focus()
  await user.keyboard('{ArrowDown}')
  expect(link('云山中学')).toHaveFocus()
  link('50').focus()
  await user.keyboard('{ArrowDown}')
  expect(link('50')).toHaveFocus()
})
