import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { CascadeField } from '@/components/form/cascade-field'
import { ComboboxField } from '@/components/form/combobox-field'
import { ComboboxListField } from '@/components/form/combobox-list-field'
import type { Option } from '@/components/form/select-field'
import { showForm } from './show-form'

const units = [
  { value: 'u1', label: '江城理工大学', hint: '代码后四位 2091' },
  { value: 'u2', label: '江城农业科学院', hint: '代码后四位 555X' },
  { value: 'u3', label: '云山光电有限公司', hint: '代码后四位 7K21' },
]
const asked: string[] = []
const load = async (query: string) => {
  asked.push(query)
  if (query === '断网') throw new TypeError('Failed to fetch')
  return units.filter(unit => unit.label.includes(query))
}
beforeEach(() => {
  asked.length = 0
})
afterEach(() => {
  jest.useRealTimers()
})
const submit = async (user: ReturnType<typeof userEvent.setup>) => {
  await user.click(screen.getByRole('button', { name: '提交' }))
  await screen.findByText('已保存。')
}

describe('one of many', () => {
  const field = <ComboboxField name="unit" label="所在单位" load={load} whenNone="如未找到本单位，请联系单位先注册。" />

  // on a clock of its own: on a busy machine two keys may lie further apart than the pause that is waited for
  test('is found by typing, taken by keyboard, and sent as its value', async () => {
    jest.useFakeTimers()
    const user = userEvent.setup({ delay: null })
    const { sent } = showForm(field, { unit: '' })
    const box = screen.getByRole('combobox', { name: /所在单位/ })
    await user.type(box, '江城')
    expect(await screen.findByRole('option', { name: /江城农业科学院/ })).toBeInTheDocument()
    expect(asked).toEqual(['江城'])
    jest.useRealTimers()
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    expect(box).toHaveValue('江城农业科学院')
    await submit(user)
    expect(sent).toEqual([{ unit: 'u2' }])
  })

  test('says what to do when nothing is found, and when the search failed', async () => {
    const user = userEvent.setup({ delay: null })
    showForm(field, { unit: '' })
    const box = screen.getByRole('combobox', { name: /所在单位/ })
    await user.type(box, '无此单位')
    expect(await screen.findByText('没有找到“无此单位”。')).toBeInTheDocument()
    expect(screen.getByText('如未找到本单位，请联系单位先注册。')).toBeInTheDocument()
    await user.clear(box)
    await user.type(box, '断网')
    expect(await screen.findByText('查找没有成功，请检查网络后再试。')).toBeInTheDocument()
  })

  test('text that was typed but not chosen is said beside the field', async () => {
    const user = userEvent.setup({ delay: null })
    showForm(field, { unit: '' })
    await user.type(screen.getByRole('combobox', { name: /所在单位/ }), '江城')
    await user.tab()
    expect(await screen.findByText(/“江城”还没有选定/)).toBeInTheDocument()
  })

  test('a value from the server shows its name, a value unknown to the page is looked up', async () => {
    showForm(
      <>
        <ComboboxField name="a" label="原单位" load={load} initial={[units[0]!]} />
        <ComboboxField
          name="b"
          label="现单位"
          load={load}
          lookup={async values => units.filter(unit => values.includes(unit.value))}
        />
      </>,
      { a: 'u1', b: 'u3' },
    )
    expect(screen.getByRole('combobox', { name: /原单位/ })).toHaveValue('江城理工大学')
    await waitFor(() => expect(screen.getByRole('combobox', { name: /现单位/ })).toHaveValue('云山光电有限公司'))
  })
})

test('several of many, in order: added, moved, removed, full', async () => {
  const user = userEvent.setup({ delay: null })
  const { sent } = showForm(<ComboboxListField name="list" label="学科" load={load} max={3} initial={[units[2]!]} />, {
    list: ['u3'],
  })
  const add = async (text: string) => {
    await user.type(screen.getByRole('combobox', { name: /学科/ }), text)
    await screen.findByRole('option')
    await user.keyboard('{ArrowDown}{Enter}')
    await waitFor(() => expect(screen.queryByRole('option')).not.toBeInTheDocument())
  }
  await add('理工')
  expect(screen.getByText('已添加江城理工大学')).toBeInTheDocument()
  await add('农业')
  expect(screen.getByText('已选 3 / 3')).toBeInTheDocument()
  expect(screen.getByRole('combobox', { name: /学科/ })).toBeDisabled()

  await user.click(screen.getByRole('button', { name: '上移：江城农业科学院' }))
  await user.click(screen.getByRole('button', { name: '移除：云山光电有限公司' }))
  expect(
    within(screen.getByRole('list'))
      .getAllByRole('listitem')
      .map(item => item.textContent),
  ).toEqual([expect.stringContaining('江城农业科学院'), expect.stringContaining('江城理工大学')])
  await submit(user)
  expect(sent).toEqual([{ list: ['u2', 'u1'] }])
})

describe('a place in a tree', () => {
  const tree: Record<string, Option[]> = {
    '': [
      { value: '42', label: '湖北省' },
      { value: '71', label: '台湾省' },
    ],
    '42': [{ value: '4201', label: '武汉市' }],
    '4201': [
      { value: '420102', label: '江岸区' },
      { value: '420106', label: '武昌区' },
    ],
    '71': [],
  }
  const pathOf = (value: string) =>
    [value.slice(0, 2), value.slice(0, 4), value].filter((part, at) => part.length === 2 * at + 2)
  const field = (branch: (parent: string | null) => Promise<Option[]>) => (
    <CascadeField name="region" label="所在地区" levels={['省', '市', '县（区）']} load={branch} pathOf={pathOf} />
  )
  const loadBranch = async (parent: string | null) => tree[parent ?? ''] ?? []

  test('is chosen level by level; the value comes with the last', async () => {
    const user = userEvent.setup({ delay: null })
    const { sent } = showForm(field(loadBranch), { region: '' })
    await screen.findByRole('option', { name: '湖北省' })
    await user.selectOptions(screen.getByLabelText('所在地区：省'), '42')
    await user.selectOptions(
      await screen.findByLabelText('所在地区：市'),
      await screen.findByRole('option', { name: '武汉市' }),
    )
    await submit(user)
    expect(sent).toEqual([{ region: '' }])
    await user.selectOptions(
      screen.getByLabelText('所在地区：县（区）'),
      await screen.findByRole('option', { name: '武昌区' }),
    )
    await user.click(screen.getByRole('button', { name: '提交' }))
    await waitFor(() => expect(sent).toHaveLength(2))
    expect(sent[1]).toEqual({ region: '420106' })
  })

  test('shows a given value, and a branch may end early', async () => {
    const user = userEvent.setup({ delay: null })
    const { sent } = showForm(field(loadBranch), { region: '420102' })
    await screen.findByRole('option', { name: '江岸区' })
    expect(screen.getByLabelText('所在地区：县（区）')).toHaveValue('420102')
    await user.selectOptions(screen.getByLabelText('所在地区：省'), '71')
    await waitFor(() => expect(screen.getByLabelText('所在地区：市')).toBeDisabled())
    await submit(user)
    expect(sent).toEqual([{ region: '71' }])
  })

  test('a list that did not load can be asked for again', async () => {
    const user = userEvent.setup({ delay: null })
    let broken = true
    showForm(
      field(async parent => {
        if (broken) throw new TypeError('Failed to fetch')
        return loadBranch(parent)
      }),
      { region: '' },
    )
    expect(await screen.findByRole('alert')).toHaveTextContent('列表没有加载成功')
    broken = false
    await user.click(screen.getByRole('button', { name: '再试一次' }))
    expect(await screen.findByRole('option', { name: '湖北省' })).toBeInTheDocument()
  })
})
