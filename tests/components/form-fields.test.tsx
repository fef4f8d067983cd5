import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { z } from 'zod'
import { CheckboxGroupField, RadioField } from '@/components/form/choice-fields'
import { CodeField } from '@/components/form/code-field'
import { DateField } from '@/components/form/date-field'
import { NumberField } from '@/components/form/number-field'
import { PasswordField } from '@/components/form/password-field'
import { SelectField } from '@/components/form/select-field'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import type { ActionResult } from '@/lib/access/result'
import { showForm } from './show-form'

const submit = async (user: ReturnType<typeof userEvent.setup>) => {
  await user.click(screen.getByRole('button', { name: '提交' }))
  await screen.findByText('已保存。')
}

test('（必填） and （选填） stand in the label, the hint is read with the field', () => {
  showForm(
    <>
      <TextField name="a" label="姓名" required hint="与证件一致" />
      <TextField name="b" label="曾用名" />
    </>,
    { a: '', b: '' },
  )
  expect(screen.getByLabelText('姓名（必填）')).toBeRequired()
  expect(screen.getByLabelText('姓名（必填）')).toHaveAccessibleDescription('与证件一致')
  expect(screen.getByLabelText('曾用名（选填）')).not.toBeRequired()
})

test('a text area counts characters as people do and never cuts', async () => {
  const user = userEvent.setup()
  showForm(<TextArea name="text" label="研究方向" max={5} />, { text: '' })
  const box = screen.getByLabelText(/研究方向/)
  expect(box).toHaveAccessibleDescription('已写 0 / 5 字')
  await user.type(box, '𠮷林木')
  expect(screen.getByText('已写 3 / 5 字')).toBeInTheDocument()
  await user.type(box, '森森森')
  expect(screen.getByText('已写 6 / 5 字，请删去 1 字')).toBeInTheDocument()
  expect(box).toHaveValue('𠮷林木森森森')
})

test('a password can be shown and pasted', async () => {
  const user = userEvent.setup()
  showForm(<PasswordField name="p" label="设置密码" autoComplete="new-password" required />, { p: '' })
  const box = screen.getByLabelText('设置密码（必填）')
  expect(box).toHaveAttribute('type', 'password')
  expect(box).toHaveAttribute('autocomplete', 'new-password')
  await user.click(box)
  await user.paste('an easy long sentence')
  const toggle = screen.getByRole('button', { name: '显示设置密码' })
  await user.click(toggle)
  expect(box).toHaveAttribute('type', 'text')
  expect(box).toHaveValue('an easy long sentence')
  expect(toggle).toHaveAttribute('aria-pressed', 'true')
})

test('a date is typed in boxes, padded, and sent as one value', async () => {
  const user = userEvent.setup()
  const { sent } = showForm(<DateField name="birth" label="出生日期" />, { birth: '' })
  await user.type(screen.getByLabelText('出生日期：年'), '1972')
  await user.type(screen.getByLabelText('出生日期：月'), '3')
  await user.type(screen.getByLabelText('出生日期：日'), '9')
  await submit(user)
  expect(screen.getByLabelText('出生日期：月')).toHaveValue('03')
  expect(sent).toEqual([{ birth: '1972-03-09' }])
})

test.each([
  ['1998-07-03', '1998-07-03'],
  ['1998年7月3日', '1998-07-03'],
  ['19980703', '1998-07-03'],
  ['１９９８／７／３', '1998-07-03'],
])('a whole date %s may be pasted into the first box', async (pasted, value) => {
  const user = userEvent.setup()
  const { sent } = showForm(<DateField name="birth" label="出生日期" />, { birth: '' })
  await user.click(screen.getByLabelText('出生日期：年'))
  await user.paste(pasted)
  await submit(user)
  expect(sent).toEqual([{ birth: value }])
})

test('a whole date typed without stopping spreads over the boxes; 1998年 goes on to the month', async () => {
  const user = userEvent.setup()
  const { sent } = showForm(
    <>
      <DateField name="from" label="开始" />
      <DateField name="until" label="结束" precision="month" />
    </>,
    { from: '', until: '' },
  )
  await user.type(screen.getByLabelText('开始：年'), '20010916')
  await user.type(screen.getByLabelText('结束：年'), '2004-')
  expect(screen.getByLabelText('结束：月')).toHaveFocus()
  await user.keyboard('6')
  await submit(user)
  expect(sent).toEqual([{ from: '2001-09-16', until: '2004-06' }])
})

test('a half-filled date is refused by the schema, an empty one is empty', async () => {
  const user = userEvent.setup()
  const date = z.union(
    [z.literal(''), z.string().regex(/^\d{4}-\d{2}$/, '请填写年和月，如 1972 年 3 月')],
    '请填写年和月，如 1972 年 3 月',
  )
  const schema = z.object({ a: date, b: date })
  const { sent } = showForm(
    <>
      <DateField name="a" label="开始" precision="month" />
      <DateField name="b" label="结束" precision="month" />
    </>,
    { a: '', b: '' },
    schema,
  )
  await user.type(screen.getByLabelText('开始：年'), '1998')
  await user.click(screen.getByRole('button', { name: '提交' }))
  expect(await screen.findByText('请填写年和月，如 1972 年 3 月')).toBeInTheDocument()
  await user.clear(screen.getByLabelText('开始：年'))
  await submit(user)
  expect(sent).toEqual([{ a: '', b: '' }])
})

test('numbers take full-width digits and commas; empty is no number', async () => {
  const user = userEvent.setup()
  const { sent } = showForm(
    <>
      <NumberField name="a" label="年限" unit="年" />
      <NumberField name="b" label="经费" />
      <NumberField name="c" label="人数" />
    </>,
    { a: undefined, b: 12, c: undefined },
  )
  await user.type(screen.getByLabelText(/年限/), '１２')
  await user.clear(screen.getByLabelText(/经费/))
  await user.type(screen.getByLabelText(/经费/), '1,200.5')
  await submit(user)
  expect(sent).toEqual([{ a: 12, b: 1200.5, c: undefined }])
})

test('choices keep their defaults and send what is chosen', async () => {
  const user = userEvent.setup()
  const options = [
    { value: 'x', label: '项目评审' },
    { value: 'y', label: '奖励评审' },
    { value: 'z', label: '人才评价' },
  ]
  const { sent } = showForm(
    <>
      <RadioField name="one" label="首选" options={options} />
      <CheckboxGroupField name="many" label="愿意参加" options={options} />
      <SelectField name="list" label="性质" options={options} />
    </>,
    { one: 'y', many: ['x', 'z'], list: 'z' },
  )
  expect(screen.getByRole('radio', { name: '奖励评审' })).toBeChecked()
  expect(screen.getByRole('checkbox', { name: '人才评价' })).toBeChecked()
  expect(screen.getByLabelText(/性质/)).toHaveValue('z')
  await user.click(screen.getByRole('checkbox', { name: '奖励评审' }))
  await user.click(screen.getByRole('checkbox', { name: '项目评审' }))
  await user.selectOptions(screen.getByLabelText(/性质/), '')
  await submit(user)
  expect(sent).toEqual([{ one: 'y', many: ['y', 'z'], list: '' }])
})

test('a group with a single answer is still a list', async () => {
  const user = userEvent.setup()
  const { sent } = showForm(
    <CheckboxGroupField name="many" label="愿意参加" options={[{ value: 'x', label: '项目评审' }]} />,
    { many: [] },
  )
  await user.click(screen.getByRole('checkbox', { name: '项目评审' }))
  await submit(user)
  expect(sent).toEqual([{ many: ['x'] }])
})

describe('the SMS code', () => {
  const schema = z.object({ phone: z.string().regex(/^1\d{10}$/, '请填写 11 位手机号码'), code: z.string() })
  const fields = (send: (target: string) => Promise<ActionResult<{ wait?: number }>>) => (
    <>
      <TextField name="phone" label="手机号码" required />
      <CodeField name="code" label="短信验证码" required target="phone" send={send} />
    </>
  )

  test('is only sent to a number in order', async () => {
    const user = userEvent.setup()
    const send = jest.fn(async () => ({ ok: true as const, data: {} }))
    showForm(fields(send), { phone: '', code: '' }, schema)
    await user.click(screen.getByRole('button', { name: '获取验证码' }))
    expect(await screen.findByText('请填写 11 位手机号码')).toBeInTheDocument()
    expect(screen.getByLabelText(/手机号码/)).toHaveFocus()
    expect(send).not.toHaveBeenCalled()
  })

  test('counts down until it can be sent again', async () => {
    jest.useFakeTimers()
    try {
      const send = jest.fn(async () => ({ ok: true as const, data: { wait: 60 } }))
      showForm(fields(send), { phone: '19900000001', code: '' }, schema)
      await act(async () => fireEvent.click(screen.getByRole('button', { name: '获取验证码' })))
      await waitFor(() => expect(send).toHaveBeenCalledWith('19900000001'))
      expect(screen.getByRole('status')).toHaveTextContent('验证码已发送，请查看手机短信')
      const button = screen.getByRole('button', { name: '60 秒后可重发' })
      expect(button).toBeDisabled()
      await act(async () => jest.advanceTimersByTime(59_000))
      expect(screen.getByRole('button', { name: '1 秒后可重发' })).toBeDisabled()
      await act(async () => jest.advanceTimersByTime(1_500))
      expect(screen.getByRole('button', { name: '重新发送' })).toBeEnabled()
    } finally {
      jest.useRealTimers()
    }
  })

  test('says why it was not sent and can be tried again at once', async () => {
    const user = userEvent.setup()
    const send = async () => ({ ok: false as const, code: 'tooMany', message: '今天获取次数太多，请明天再试。' })
    showForm(fields(send), { phone: '19900000001', code: '' }, schema)
    await user.click(screen.getByRole('button', { name: '获取验证码' }))
    expect(await screen.findByText('今天获取次数太多，请明天再试。')).toBeInTheDocument()
    expect(screen.getByRole('button', { name: '获取验证码' })).toBeEnabled()
  })
})
