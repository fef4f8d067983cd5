import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { CodeWaysProvider } from '@/components/auth/code-ways'
import { SmsCodeField } from '@/components/auth/sms-code-field'
import { TextField } from '@/components/form/text-field'
import type { ActionResult } from '@/lib/access/result'
import type { CodeWays } from '@/lib/auth/code-ways.rules'
import type { RequestCode } from '@/lib/auth/sms-code.schema'
import { fixturePhone } from '../support/fixtures-ids'
import { showForm } from './show-form'

/** The edge of the server. */
const server = { asked: [] as RequestCode[], answers: [] as ActionResult<{ wait: number }>[] }
jest.mock('@/lib/auth/sms-code.actions', () => ({
  requestCodeAction: async (input: RequestCode) => {
    server.asked.push(input)
    return server.answers.shift() ?? { ok: true, data: { wait: 60 } }
  },
}))
jest.mock('@/components/auth/captcha', () => {
  const { useImperativeHandle } = jest.requireActual<typeof import('react')>('react')
  return {
    Captcha: ({ ref }: { ref: React.Ref<unknown> }) => {
      useImperativeHandle(ref, () => ({ solve: async () => 'solved' }))
      return null
    },
  }
})
beforeEach(() => Object.assign(server, { asked: [], answers: [] }))

const phone = fixturePhone(7)
const values = { phone, smsCode: '', email: '', kind: 'individual', token: 'link' }

function show(ways: CodeWays, purpose: RequestCode['purpose'], more: { invited?: string; ownEmail?: boolean } = {}) {
  const user = userEvent.setup({ delay: null })
  const shown = showForm(
    <CodeWaysProvider ways={ways}>
      <TextField name="phone" label="手机号码" />
      <SmsCodeField purpose={purpose} {...more} />
    </CodeWaysProvider>,
    values,
  )
  const press = () => user.click(screen.getByRole('button', { name: '获取验证码' }))
  return { ...shown, user, press }
}
const sms = { sms: true, email: true }
const mail = { sms: false, email: true }
const none = { sms: false, email: false }

test('with a gateway the code goes to the phone and no address is asked for', async () => {
  const { press } = show(sms, 'registerUnit')
  expect(screen.getByRole('textbox', { name: /^短信验证码/ })).toBeInTheDocument()
  expect(screen.queryByRole('textbox', { name: /电子邮箱/ })).not.toBeInTheDocument()
  await press()
  expect(await screen.findByText(/请查看手机短信/)).toBeInTheDocument()
  expect(server.asked).toEqual([{ phone, purpose: 'registerUnit', captcha: 'solved' }])
})

test('without one an address is asked for; when it is missing, that is said beside it and the phone stays', async () => {
  server.answers.push({ ok: false, code: 'invalid', fieldErrors: { email: ['请先填写电子邮箱。'] } })
  const { press, user } = show(mail, 'registerUnit')
  const box = screen.getByRole('textbox', { name: /^电子邮箱/ })
  await press()
  expect(await screen.findByText('请先填写电子邮箱。')).toBeInTheDocument()
  expect(box).toBeInvalid()
  expect(screen.getByRole('textbox', { name: /手机号码/ })).toHaveValue(phone)
  await user.type(box, 'wo@example.com')
  // gone before the box is left, so that the button stays where it is pressed
  expect(screen.queryByText('请先填写电子邮箱。')).not.toBeInTheDocument()
  await press()
  expect(await screen.findByText(/已发到您填写的邮箱/)).toBeInTheDocument()
  expect(server.asked.at(-1)).toMatchObject({ via: 'email', email: 'wo@example.com' })
})

test('a form with an address of its own is not given another; an invitation says where its code goes', () => {
  show(mail, 'register', { ownEmail: true })
  expect(screen.queryByRole('textbox', { name: /电子邮箱/ })).not.toBeInTheDocument()
  show(mail, 'joinUnit', { invited: 'h***@example.com' })
  expect(screen.getByText(/发到收到邀请的邮箱 h\*\*\*@example\.com/)).toBeInTheDocument()
})

test('找回密码 without a gateway asks by the kind of account and promises nothing about it', async () => {
  const { press } = show(mail, 'recover')
  await press()
  expect(await screen.findByText(/如果这个账号验证过邮箱/)).toBeInTheDocument()
  expect(server.asked).toEqual([{ phone, purpose: 'recover', captcha: 'solved', via: 'email', kind: 'individual' }])
})

test('where nothing can be sent only the code of a slip is asked for, with the way to get one', async () => {
  const { user } = show(none, 'register')
  expect(screen.queryByRole('button', { name: '获取验证码' })).not.toBeInTheDocument()
  expect(screen.getByRole('textbox', { name: /^激活码/ })).toBeInTheDocument()
  await user.click(screen.getByText('怎样办理激活单？'))
  expect(screen.getByText(/带上身份证件和手机到窗口办理/)).toBeInTheDocument()
})

test('an objection takes no slip: its address is for code and result, and without any way the others are named instead', () => {
  const first = show(mail, 'objection')
  expect(screen.getByText('验证码和办理结果发到这个邮箱。')).toBeInTheDocument()
  first.unmount()
  show(none, 'objection')
  expect(screen.queryByRole('textbox', { name: /激活码|验证码/ })).not.toBeInTheDocument()
  expect(screen.getByText(/可以改为匿名提出，或按公示上的联系方式书面提出/)).toBeInTheDocument()
})
