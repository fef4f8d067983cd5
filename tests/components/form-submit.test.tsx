import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { z } from 'zod'
import { CheckboxField } from '@/components/form/choice-fields'
import { Form } from '@/components/form/form'
import { SignedOutContext } from '@/components/form/form-context'
import { TextField } from '@/components/form/text-field'
import type { ActionResult } from '@/lib/access/result'

const schema = z.object({
  name: z.string().min(1, '请填写单位名称'),
  phone: z.string().regex(/^1\d{10}$/, '请填写 11 位手机号码'),
  agree: z.literal(true, '请先同意协议'),
})
type Input = z.input<typeof schema> & { _key?: string }
type Answer = ActionResult<{ id: string }>

/** A server in a few lines: answers in the order given and remembers what it was asked. */
function serverAnswering(...answers: Array<Answer | Error>) {
  const asked: Input[] = []
  const action = async (input: Input): Promise<Answer> => {
    asked.push({ ...input })
    await new Promise(resolve => setTimeout(resolve, 20))
    const answer = answers[asked.length - 1] ?? { ok: true, data: { id: '1' } }
    if (answer instanceof Error) throw answer
    return answer
  }
  return { action, asked }
}

function show(action: (input: Input) => Promise<Answer>, onSuccess?: (data: { id: string }) => void) {
  return render(
    <Form
      schema={schema}
      action={action}
      defaultValues={{ name: '', phone: '' }}
      label="注册"
      success="已保存。"
      onSuccess={onSuccess}
    >
      <TextField name="name" label="单位名称" required />
      <TextField name="phone" label="手机号码" required />
      <CheckboxField name="agree" label="用户协议" required>
        我同意
      </CheckboxField>
    </Form>,
  )
}

async function fillIn(user: ReturnType<typeof userEvent.setup>) {
  await user.type(screen.getByLabelText(/单位名称/), '江城理工大学')
  await user.type(screen.getByLabelText(/手机号码/), '19900000001')
  await user.click(screen.getByLabelText(/我同意/))
}
const submit = () => screen.getByRole('button', { name: /提交/ })
const settled = () => waitFor(() => expect(submit()).not.toHaveAttribute('aria-busy'))

test('what is missing is listed on top with links, the focus goes there, nothing is sent', async () => {
  const user = userEvent.setup()
  const { action, asked } = serverAnswering()
  show(action)
  await user.click(submit())

  const summary = await screen.findByRole('alert')
  expect(summary).toHaveFocus()
  expect(summary).toHaveTextContent('有 3 处需要修改')
  const links = within(summary).getAllByRole('link')
  expect(links.map(link => link.textContent)).toEqual([
    '单位名称：请填写单位名称',
    '手机号码：请填写 11 位手机号码',
    '用户协议：请先同意协议',
  ])
  await user.click(links[1]!)
  const phone = screen.getByLabelText(/手机号码/)
  expect(phone).toHaveFocus()
  expect(phone).toBeInvalid()
  expect(phone).toHaveAccessibleDescription('请填写 11 位手机号码')
  expect(asked).toEqual([])
})

test('an error goes away as soon as the field is right', async () => {
  const user = userEvent.setup()
  show(serverAnswering().action)
  await user.click(submit())
  await user.type(screen.getByLabelText(/单位名称/), '江城理工大学')
  await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('有 2 处需要修改'))
  expect(screen.queryByText('请填写单位名称')).not.toBeInTheDocument()
})

test('leaving a wrong field says so at once, leaving an empty one says nothing', async () => {
  const user = userEvent.setup()
  show(serverAnswering().action)
  await user.click(screen.getByLabelText(/单位名称/))
  await user.tab()
  await user.type(screen.getByLabelText(/手机号码/), '123')
  await user.tab()
  expect(await screen.findByText('请填写 11 位手机号码')).toBeInTheDocument()
  // only now: what is wrong is said a moment after a box is left
  expect(screen.queryByText('请填写单位名称')).not.toBeInTheDocument()
})

test('errors from the server stand beside their fields and the values stay', async () => {
  const user = userEvent.setup()
  const { action } = serverAnswering({
    ok: false,
    code: 'invalid',
    message: '有内容需要修改，请看标出的地方。',
    fieldErrors: { phone: ['这个手机号码不能使用，请换一个'], form: ['请稍后再注册'] },
  })
  show(action)
  await fillIn(user)
  await user.click(submit())
  const summary = await screen.findByRole('alert')
  expect(summary).toHaveFocus()
  expect(summary).toHaveTextContent('手机号码：这个手机号码不能使用，请换一个')
  expect(summary).toHaveTextContent('请稍后再注册')
  expect(screen.getByLabelText(/手机号码/)).toHaveAccessibleDescription('这个手机号码不能使用，请换一个')
  expect(screen.getByLabelText(/单位名称/)).toHaveValue('江城理工大学')
})

test('once everything marked is mended, nothing on top says that something is', async () => {
  const user = userEvent.setup()
  const fieldErrors = { phone: ['这个手机号码不能使用，请换一个'] }
  show(serverAnswering({ ok: false, code: 'invalid', message: '有内容需要修改，请看标出的地方。', fieldErrors }).action)
  await fillIn(user)
  await user.click(submit())
  await screen.findByRole('alert')
  await settled()
  await user.type(screen.getByLabelText(/手机号码/), '{Backspace}2')
  await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument())
})

test('a double click sends once, the button says what goes on, success is said in place', async () => {
  const user = userEvent.setup()
  const { action, asked } = serverAnswering()
  let answerNow = () => {}
  const asking = new Promise<void>(resolve => {
    answerNow = resolve
  })
  const onSuccess = jest.fn()
  // the answer waits until the button was looked at, however long that takes
  show(async input => {
    const answer = await action(input)
    await asking
    return answer
  }, onSuccess)
  await fillIn(user)
  await user.dblClick(submit())
  expect(screen.getByRole('button', { name: /正在提交/ })).toHaveAttribute('aria-busy', 'true')
  answerNow()
  expect(await screen.findByRole('status')).toHaveTextContent('已保存。')
  expect(asked).toHaveLength(1)
  expect(onSuccess).toHaveBeenCalledWith({ id: '1' })
})

test('a repeat after a broken connection carries the same key, the next command a new one', async () => {
  const user = userEvent.setup()
  const { action, asked } = serverAnswering(new TypeError('Failed to fetch'))
  show(action)
  await fillIn(user)
  await user.click(submit())
  expect(await screen.findByRole('alert')).toHaveTextContent('网络连接不上，您填写的内容还在，请稍后再点一次提交')
  expect(screen.getByLabelText(/手机号码/)).toHaveValue('19900000001')
  await settled()
  await user.click(submit())
  await screen.findByText('已保存。')
  await settled()
  await user.click(submit())
  await waitFor(() => expect(asked).toHaveLength(3))
  await screen.findByText('已保存。')
  const keys = asked.map(input => input._key)
  expect(keys[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
})

test('after a new version was installed the page says to reload and keeps the values', async () => {
  const user = userEvent.setup()
  const { action } = serverAnswering(
    new Error('Failed to find Server Action "x". This request might be from an older deployment.'),
  )
  show(action)
  await fillIn(user)
  await user.click(submit())
  const summary = await screen.findByRole('alert')
  expect(summary).toHaveTextContent('系统刚刚更新过')
  expect(within(summary).getByRole('button', { name: '刷新页面' })).toBeInTheDocument()
  expect(screen.getByLabelText(/单位名称/)).toHaveValue('江城理工大学')
})

test('any other failure is a sentence too', async () => {
  const user = userEvent.setup()
  const { action } = serverAnswering(new Error('An unexpected response was received from the server.'))
  show(action)
  await fillIn(user)
  await user.click(submit())
  expect(await screen.findByRole('alert')).toHaveTextContent('服务器暂时没有回应，您填写的内容还在')
})

test('when the session has ended a login opens over the form, and the values are sent afterwards', async () => {
  const user = userEvent.setup()
  const { action, asked } = serverAnswering({ ok: false, code: 'signedOut' })
  const opened: Array<() => void> = []
  render(
    <SignedOutContext.Provider value={signedIn => opened.push(signedIn)}>
      <Form schema={schema} action={action} defaultValues={{ name: '', phone: '' }} success="已保存。">
        <TextField name="name" label="单位名称" required />
        <TextField name="phone" label="手机号码" required />
        <CheckboxField name="agree" label="用户协议" required>
          我同意
        </CheckboxField>
      </Form>
    </SignedOutContext.Provider>,
  )
  await fillIn(user)
  await user.click(submit())
  expect(await screen.findByRole('alert')).toHaveTextContent('您的登录已过期')
  expect(opened).toHaveLength(1)
  await settled()
  act(() => opened[0]!())
  expect(await screen.findByText('已重新登录，请再点一次提交。')).toBeInTheDocument()
  await user.click(submit())
  await screen.findByText('已保存。')
  expect(asked[1]).toMatchObject({ name: '江城理工大学', phone: '19900000001' })
})
