import { configure, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { UnitPicker } from '@/components/unit/unit-picker'
import { showForm } from './show-form'

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 15_000 })

const picked = [
  { id: 'u-1', name: '示范江城第一医院', region: '武汉市武昌区', registeredOn: '2026-11-19', codeTail: '555X' },
]
/** As the server answers: 58 units for 农牧, one for 江城, for anything else nothing and whom to call. */
function foundFor(query: URLSearchParams) {
  const page = Number(query.get('page') ?? 1)
  if (query.get('q') === '江城') return { units: picked, page, total: 1, more: false }
  const contacts = [{ label: '业务咨询', value: '027-0000 0001' }]
  if (query.get('q') !== '农牧') return { units: [], page: 1, total: 0, more: false, contacts }
  const units = Array.from({ length: page < 3 ? 20 : 18 }, (_, n) => ({
    id: `n-${page}-${n}`,
    name: '噶尔县农牧业技术推广站',
    region: '阿里地区噶尔县',
    registeredOn: '2026-11-19',
    codeTail: String(2000 + page * 20 + n),
  }))
  return { units, page, total: 58, more: false }
}
beforeEach(() => {
  globalThis.fetch = async address => {
    const url = new URL(String(address), 'http://127.0.0.1')
    return { ok: true, json: async () => foundFor(url.searchParams) } as Response
  }
})

describe('选择单位 (A3, A4)', () => {
  test('name, region, day of registration and last four of the code; the form holds the id', async () => {
    const user = userEvent.setup()
    const { sent } = showForm(<UnitPicker required />, { unitId: '' })
    await user.type(screen.getByRole('combobox', { name: /所在单位/ }), '江城')
    await user.click(
      await screen.findByRole('option', {
        name: /示范江城第一医院.*武汉市武昌区，2026-11-19 注册，信用代码后四位 555X/,
      }),
    )
    await user.click(screen.getByRole('button', { name: '提交' }))
    await screen.findByText('已保存。')
    expect(sent).toEqual([{ unitId: 'u-1' }])
  })

  test('whoever does not find his unit learns what to do and whom to call', async () => {
    const user = userEvent.setup()
    showForm(<UnitPicker />, { unitId: '' })
    await user.type(screen.getByRole('combobox', { name: /所在单位/ }), '没有')
    expect(await screen.findByText(/如未找到本单位，请联系单位进行注册及完善信息/)).toBeInTheDocument()
    expect(screen.getByRole('link', { name: '单位注册' })).toHaveAttribute('href', '/register/unit')
    expect(screen.getByText(/业务咨询：027-0000 0001/)).toBeInTheDocument()
  })

  test('the window: pages of twenty, same names told apart by the last four, by keyboard alone; the form holds the id', async () => {
    const user = userEvent.setup()
    const { sent } = showForm(<UnitPicker required />, { unitId: '' })
    await user.click(screen.getByRole('button', { name: /在单位列表中查找/ }))
    const dialog = await screen.findByRole('dialog', { name: '选择单位' })
    await waitFor(() => expect(within(dialog).getByRole('searchbox')).toHaveFocus())
    await user.keyboard('农牧{Enter}')
    expect(await within(dialog).findByText('显示1到20，共58记录')).toBeInTheDocument()
    expect(
      within(dialog)
        .getAllByRole('columnheader')
        .map(cell => cell.textContent),
    ).toEqual(['序号', '单位名称', '注册时间', '组织机构代码(后四位)'])
    for (const words of ['显示21到40，共58记录', '显示41到58，共58记录']) {
      await user.click(within(dialog).getByRole('button', { name: '下一页' }))
      expect(await within(dialog).findByText(words)).toBeInTheDocument()
    }
    expect(within(dialog).getByRole('button', { name: '下一页' })).toBeDisabled()
    const row = within(dialog).getByRole('row', { name: /2065/ })
    within(row).getByRole('button').focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    expect(screen.getByRole('combobox', { name: /所在单位/ })).toHaveValue('噶尔县农牧业技术推广站')
    await user.click(screen.getByRole('button', { name: '提交' }))
    await screen.findByText('已保存。')
    expect(sent).toEqual([{ unitId: 'n-3-5' }])
  })
})
