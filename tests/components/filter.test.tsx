import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { withNuqsTestingAdapter } from 'nuqs/adapters/testing'
import { useChooseFilter } from '@/components/table/filter-context'
import { FilterForm } from '@/components/table/filter-form'

const fields = [
  { key: 'q', label: '关键词', kind: 'text' as const },
  { key: 'kind', label: '单位性质', kind: 'one' as const, options: [{ value: 'school', label: '高校' }] },
  {
    key: 'status',
    label: '状态',
    kind: 'many' as const,
    options: [
      { value: 'open', label: '待审核' },
      { value: 'done', label: '已通过' },
    ],
  },
]
function show(address: string, values: Record<string, string | string[]>) {
  const addresses: string[] = []
  render(<FilterForm base="/list" fields={fields} values={values} keep={{ size: '50' }} />, {
    wrapper: withNuqsTestingAdapter({
      searchParams: address,
      hasMemory: true,
      onUrlUpdate: event => addresses.push(event.queryString),
    }),
  })
  return addresses
}
const empty = { q: '', kind: '', status: [] }

test('without scripts it is a GET form with everything in it', () => {
  show('?q=林&status=open', { q: '林', kind: '', status: ['open'] })
  const form = screen.getByRole<HTMLFormElement>('search')
  expect(form).toHaveAttribute('action', '/list')
  expect(new URLSearchParams([...new FormData(form)].map(([key, value]) => [key, String(value)])).toString()).toBe(
    new URLSearchParams({ size: '50', q: '林', kind: '', status: 'open' }).toString(),
  )
  expect(screen.getByRole('link', { name: '清除筛选' })).toHaveAttribute('href', '/list')
})

test('what the server takes no notice of is said beside its box, as long as it stands there', async () => {
  const score = { key: 'q', label: '分数', kind: 'text' as const, only: { pattern: '^\\d+$', sentence: '请填整数。' } }
  const wrapper = withNuqsTestingAdapter({ hasMemory: true })
  render(<FilterForm base="/list" fields={[score]} values={{ q: '' }} />, { wrapper })
  const box = screen.getByRole('searchbox', { name: '分数' })
  await userEvent.type(box, '59.5')
  expect(screen.getByText('请填整数。')).toBeInTheDocument()
  expect(box).toHaveAccessibleDescription('请填整数。')
  expect(box).toBeInvalid()
  await userEvent.clear(box)
  expect(screen.queryByText('请填整数。')).toBeNull()
  await userEvent.type(box, ' 59 ')
  expect(box).toBeValid()
})

describe('typing', () => {
  beforeEach(() => {
    jest.useFakeTimers()
  })
  afterEach(() => {
    jest.useRealTimers()
  })
  const pass = (ms: number) => act(async () => jest.advanceTimersByTimeAsync(ms))

  test('filters once after a pause and goes back to the first page', async () => {
    const user = userEvent.setup({ delay: null })
    const addresses = show('?after=c2&before=c1', empty)
    await user.type(screen.getByRole('searchbox', { name: '关键词' }), '江城')
    await pass(300)
    expect(addresses).toEqual([])
    await pass(300)
    expect(addresses).toEqual(['?q=江城'])
  })

  test('pinyin that is not finished is not searched for', async () => {
    const addresses = show('', empty)
    const box = screen.getByRole<HTMLInputElement>('searchbox', { name: '关键词' })
    fireEvent.compositionStart(box)
    box.value = "jiang'ch"
    fireEvent(box, new InputEvent('input', { bubbles: true, data: "jiang'ch", isComposing: true }))
    await pass(2_000)
    expect(addresses).toEqual([])
    box.value = '江城'
    fireEvent.compositionEnd(box)
    await pass(2_000)
    expect(addresses).toEqual(['?q=江城'])
  })
})

test('a choice filters at once; ticks add up', async () => {
  const user = userEvent.setup()
  const addresses = show('?after=c2', empty)
  await user.selectOptions(screen.getByLabelText('单位性质'), 'school')
  await waitFor(() => expect(addresses.at(-1)).toBe('?kind=school'))
  await user.click(screen.getByText('状态'))
  await user.click(screen.getByRole('checkbox', { name: '待审核' }))
  await user.click(screen.getByRole('checkbox', { name: '已通过' }))
  await waitFor(() => expect(addresses.at(-1)).toBe('?kind=school&status=open&status=done'))
  await waitFor(() => expect(screen.getByRole('checkbox', { name: '已通过' })).toBeChecked())
})

test('a step back shows what the address says, also in the box somebody stands in', async () => {
  const wrapper = withNuqsTestingAdapter({ searchParams: '?q=江城', hasMemory: true })
  const { rerender } = render(<FilterForm base="/list" fields={fields} values={{ ...empty, q: '江城' }} />, { wrapper })
  const box = screen.getByRole<HTMLInputElement>('searchbox', { name: '关键词' })
  await userEvent.type(box, '大学')
  rerender(<FilterForm base="/list" fields={fields} values={{ ...empty, q: '江城大' }} />)
  expect(box).toHaveValue('江城大学')
  rerender(<FilterForm base="/list" fields={fields} values={empty} />)
  expect(box).toHaveValue('')
})

function Other() {
  const choose = useChooseFilter()
  return (
    <button type="button" onClick={() => choose('code', '320')}>
      临床医学
    </button>
  )
}

test('filters of other kinds put their choice into the address', async () => {
  const addresses: string[] = []
  render(
    <FilterForm base="/list" fields={fields} values={{ ...empty, code: '' }}>
      <Other />
    </FilterForm>,
    {
      wrapper: withNuqsTestingAdapter({
        searchParams: '?after=c2',
        hasMemory: true,
        onUrlUpdate: event => addresses.push(event.queryString),
      }),
    },
  )
  await userEvent.click(screen.getByRole('button', { name: '临床医学' }))
  await waitFor(() => expect(addresses.at(-1)).toBe('?code=320'))
})

test('on a phone the boxes beyond the first two fold away, filters of other kinds counted and folded with them', async () => {
  render(
    <FilterForm base="/list" fields={fields} values={empty}>
      <input aria-label="学科" />
    </FilterForm>,
    { wrapper: withNuqsTestingAdapter({}) },
  )
  const more = screen.getByRole('button', { name: '更多筛选条件' })
  const folded = document.getElementById(more.getAttribute('aria-controls')!)!
  expect(folded).toContainElement(screen.getByRole('textbox', { name: '学科' }))
  expect(folded).not.toContainElement(screen.getByRole('combobox', { name: '单位性质' }))
  await userEvent.click(more)
  expect(screen.getByRole('button', { name: '收起筛选条件' })).toHaveAttribute('aria-expanded', 'true')
})

test('↓ in the search box goes to the first row; without rows the box keeps the key', async () => {
  const user = userEvent.setup()
  show('', empty)
  const box = screen.getByRole('searchbox')
  box.focus()
  await user.keyboard('{ArrowDown}')
  expect(box).toHaveFocus()
  render(
    <table>
      <tbody>
        <tr>
          <th scope="row">
            <a href="/units/1">示范江城医院</a>
          </th>
        </tr>
      </tbody>
    </table>,
  )
  await user.keyboard('{ArrowDown}')
  expect(screen.getByRole('link', { name: '示范江城医院' })).toHaveFocus()
})
