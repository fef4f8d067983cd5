import { configure, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { UnitNameField } from '@/components/unit/unit-name-field'
import { showForm } from './show-form'

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 15_000 })

const unit = (id: string, codeTail: string) => ({
  id,
  name: '示范江城大学',
  region: '武汉市武昌区',
  registeredOn: '2026-11-19',
  codeTail,
})
let asked: string[]
let broken: boolean
beforeEach(() => {
  asked = []
  broken = false
  globalThis.fetch = async address => {
    const query = new URL(String(address), 'http://127.0.0.1').searchParams.get('q') ?? ''
    asked.push(query)
    if (broken) throw new Error('offline')
    const units = query.includes('江城') ? [unit('u-1', '111X'), unit('u-2', '222X')] : []
    return { ok: true, json: async () => ({ units, page: 1, total: units.length, more: false }) } as Response
  }
})

afterEach(() => {
  jest.useRealTimers()
})

const show = (value: object = { unitId: '', name: '' }) =>
  showForm(<UnitNameField name="rows.0.unit" label="工作单位" required />, { rows: [{ unit: value }] })
const box = () => screen.getByRole('combobox', { name: /工作单位/ })
async function sentBy(user: ReturnType<typeof userEvent.setup>, sent: object[]) {
  await user.click(screen.getByRole('button', { name: '提交' }))
  await screen.findByText('已保存。')
  return sent
}

// on a clock of its own: on a busy machine two keys may lie further apart than the pause that is waited for
test('a registered unit among equal names keeps the id of the one that was chosen; changing the text drops it', async () => {
  jest.useFakeTimers()
  const user = userEvent.setup({ delay: null })
  const { sent } = show()
  await user.type(box(), '江')
  await user.keyboard('城')
  await user.click(await screen.findByRole('option', { name: /示范江城大学.*武汉市武昌区.*222X/ }))
  expect(box()).toHaveValue('示范江城大学')
  expect(screen.getByText('已注册单位')).toBeVisible()
  expect(screen.getByText(/信用代码后四位 222X/)).toBeVisible()
  expect(asked).toEqual(['江城'])
  jest.useRealTimers()
  await sentBy(user, sent)
  expect(sent.at(-1)).toEqual({ rows: [{ unit: { unitId: 'u-2', name: '示范江城大学' } }] })

  await user.type(box(), '附属医院')
  expect(screen.queryByText('已注册单位')).not.toBeInTheDocument()
  await user.keyboard('{Escape}')
  await user.click(screen.getByRole('button', { name: '提交' }))
  await waitFor(() => expect(sent.at(-1)).toEqual({ rows: [{ unit: { unitId: '', name: '示范江城大学附属医院' } }] }))
})

test('by keyboard; clearing empties both', async () => {
  const user = userEvent.setup()
  const { sent } = show()
  await user.type(box(), '江城')
  await screen.findAllByRole('option')
  await user.keyboard('{ArrowDown}{Enter}')
  expect(screen.getByText('已注册单位')).toBeVisible()
  await user.click(screen.getByRole('button', { name: '清除工作单位' }))
  expect(box()).toHaveFocus()
  await sentBy(user, sent)
  expect(sent.at(-1)).toEqual({ rows: [{ unit: { unitId: '', name: '' } }] })
})

test('a unit that is not registered is kept as typed, also while the search is down', async () => {
  const user = userEvent.setup()
  const { sent } = show({ unitId: 'u-9', name: '原来的单位' })
  expect(screen.getByText('已注册单位')).toBeVisible()
  await user.clear(box())
  await user.type(box(), '某某公司')
  expect(await screen.findByText(/没有在系统注册的单位，直接填写全称即可/)).toBeVisible()
  broken = true
  await user.type(box(), '二厂')
  expect(await screen.findByText(/查找没有成功，可以直接填写单位全称/)).toBeVisible()
  await user.keyboard('{Escape}')
  await sentBy(user, sent)
  expect(sent.at(-1)).toEqual({ rows: [{ unit: { unitId: '', name: '某某公司二厂' } }] })
})
