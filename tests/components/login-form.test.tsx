import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useContext } from 'react'
import { LoginForm } from '@/components/auth/login-form'
import { SignedOutProvider } from '@/components/auth/signed-out-provider'
import { SignedOutContext } from '@/components/form/form-context'
import type { ActionResult } from '@/lib/access/result'
import type { LoginRefusal } from '@/lib/auth/login.schema'
import { fixtureCreditCode, fixturePhone } from '../support/fixtures-ids'

const actions = {
  viewVerificationAction: async () => ({
    ok: true,
    data: { name: '测试甲', totp: true, phone: null, slip: true, demoCode: null },
  }),
  verifyFactorAction: jest.fn<Promise<ActionResult<{ home: string }>>, [object]>(),
  sendFactorCodeAction: async () => ({ ok: true, data: { wait: 60 } }),
}
jest.mock('@/lib/auth/sms-code.actions', () => ({ requestCodeAction: async () => ({ ok: true, data: { wait: 60 } }) }))
jest.mock('@/lib/auth/second-factor.actions', () => ({
  viewVerificationAction: () => actions.viewVerificationAction(),
  verifyFactorAction: (input: object) => actions.verifyFactorAction(input),
  sendFactorCodeAction: () => actions.sendFactorCodeAction(),
}))

const me = { account: 'a-1', kind: 'individual', home: '/expert' }
type Sent = { url: string; body: Record<string, unknown> }

/** The three addresses of the server a login talks to; the answers are what next-auth makes of ours. */
function serve(answers: (Partial<LoginRefusal> | typeof me)[]): Sent[] {
  const sent: Sent[] = []
  let user: typeof me | null = null
  const respond = (url: string, init?: RequestInit): unknown => {
    if (url === '/api/auth/csrf') return { csrfToken: 'token' }
    if (url === '/api/auth/session') return user ? { user } : {}
    sent.push({ url, body: JSON.parse(String(init?.body)) })
    const answer = answers.shift()!
    if ('account' in answer) {
      user = answer
      return { url: 'http://127.0.0.1:3000/' }
    }
    return { url: `http://127.0.0.1:3000/api/auth/error?error=${encodeURIComponent(JSON.stringify(answer))}` }
  }
  globalThis.fetch = async (url, init) => ({ json: async () => respond(String(url), init) }) as Response
  return sent
}

const password = () => screen.getByLabelText(/^登录密码/)
const press = async () => userEvent.click(await screen.findByRole('button', { name: '登录' }))

describe('logging in', () => {
  test('what is missing is said beside its field and nothing is sent', async () => {
    const sent = serve([])
    render(<LoginForm kind="individual" onEntered={() => {}} />)
    await press()
    expect(await screen.findAllByText(/请填写手机号码/)).not.toHaveLength(0)
    expect(sent).toEqual([])
  })

  test('a refusal is said, what was typed stays, the next try goes through', async () => {
    const sent = serve([{ code: 'refused', message: '账号或密码不对。' }, me])
    const onEntered = jest.fn()
    render(<LoginForm kind="individual" onEntered={onEntered} />)
    await userEvent.type(screen.getByRole('textbox', { name: /手机号码/ }), fixturePhone(1))
    await userEvent.type(password(), 'Wrong-1')
    await press()
    expect(await screen.findByText('账号或密码不对。')).toBeInTheDocument()
    expect(screen.getByRole('textbox', { name: /手机号码/ })).toHaveValue(fixturePhone(1))
    await press()
    await waitFor(() => expect(onEntered).toHaveBeenCalledWith(me))
    expect(sent[0]).toMatchObject({
      url: '/api/auth/callback/credentials',
      body: { kind: 'individual', name: fixturePhone(1), password: 'Wrong-1', csrfToken: 'token' },
    })
  })

  test('a unit with several administrators is asked which one', async () => {
    const people = [
      { id: '0190a000-0000-7000-8000-000000000001', name: '张**' },
      { id: '0190a000-0000-7000-8000-000000000002', name: '欧**' },
    ]
    const sent = serve([{ code: 'which', message: '这个单位有多位管理员，请选择。', people }, me])
    const onEntered = jest.fn()
    render(<LoginForm kind="unitAdmin" onEntered={onEntered} />)
    await userEvent.type(screen.getByRole('textbox', { name: /统一社会信用代码/ }), fixtureCreditCode(1))
    await userEvent.type(password(), 'Secret-1')
    await press()
    await userEvent.click(await screen.findByRole('radio', { name: '欧**' }))
    await press()
    await waitFor(() => expect(onEntered).toHaveBeenCalled())
    expect(sent[1]!.body).toMatchObject({ person: people[1]!.id })
  })

  test('by a code sent to the phone, with the words of the seed on the unit tab', async () => {
    const sent = serve([{ code: 'refused', message: '验证码不对，请核对短信，还可以再试 4 次。' }, me])
    const onEntered = jest.fn()
    render(<LoginForm kind="unitAdmin" onEntered={onEntered} />)
    expect(screen.getByPlaceholderText('请输入单位的统一社会信用代码或联系人手机')).toBeInTheDocument()
    expect(screen.getByPlaceholderText('请输入登录密码')).toBeInTheDocument()
    expect(screen.getByRole('link', { name: '忘记密码?' })).toHaveAttribute('href', '/recover?as=unitAdmin')
    await userEvent.click(screen.getByRole('button', { name: '改用短信验证码登录' }))
    await userEvent.type(screen.getByRole('textbox', { name: /手机号码/ }), fixturePhone(1))
    await userEvent.type(screen.getByRole('textbox', { name: /短信验证码/ }), '123456')
    await press()
    expect(await screen.findByText(/还可以再试 4 次/)).toBeInTheDocument()
    await press()
    await waitFor(() => expect(onEntered).toHaveBeenCalledWith(me))
    expect(sent[1]!.body).toMatchObject({
      method: 'smsCode',
      kind: 'unitAdmin',
      name: fixturePhone(1),
      smsCode: '123456',
    })
    expect(sent[1]!.body).not.toHaveProperty('password')
  })

  test('an answer that nobody understands is a sentence, not a crash', async () => {
    serve([{ code: 'odd' } as never])
    render(<LoginForm kind="staff" onEntered={() => {}} />)
    await userEvent.type(screen.getByRole('textbox', { name: /登录名/ }), 'shenhe')
    await userEvent.type(password(), 'Secret-1')
    await press()
    expect(await screen.findByText(/没有登录成功。请刷新页面后再试/)).toBeInTheDocument()
  })
})

/** A page with something typed into it, which notices that nobody is logged in. */
function Page({ onBack }: { onBack: () => void }) {
  const ask = useContext(SignedOutContext)
  return (
    <>
      <textarea aria-label="研究方向" />
      <button type="button" onClick={() => ask?.(onBack)}>
        提交
      </button>
    </>
  )
}

describe('logging in again over a form', () => {
  const owner = { accountId: 'a-1', kind: 'individual', name: '测试甲' } as const
  async function loseSession(answer: typeof me) {
    serve([answer])
    const onBack = jest.fn()
    render(
      <SignedOutProvider owner={owner}>
        <Page onBack={onBack} />
      </SignedOutProvider>,
    )
    await userEvent.type(screen.getByLabelText('研究方向'), '量子材料')
    await userEvent.click(screen.getByRole('button', { name: '提交' }))
    expect(await screen.findByRole('dialog', { name: '请重新登录' })).toHaveTextContent('测试甲')
    await userEvent.type(screen.getByRole('textbox', { name: /手机号码/ }), fixturePhone(1))
    await userEvent.type(password(), 'Secret-1')
    await press()
    return onBack
  }

  test('the same person goes on where he was, with everything he typed', async () => {
    const onBack = await loseSession(me)
    await waitFor(() => expect(onBack).toHaveBeenCalledTimes(1))
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    expect(screen.getByLabelText('研究方向')).toHaveValue('量子材料')
  })

  test('who has a second factor proves it in the same window', async () => {
    actions.verifyFactorAction
      .mockResolvedValueOnce({
        ok: false,
        code: 'invalid',
        message: '不对。',
        fieldErrors: { code: ['动态验证码不对。'] },
      })
      .mockResolvedValueOnce({ ok: true, data: { home: '/expert' } })
    const onBack = await loseSession({ ...me, home: '/login/verify' })
    const box = await screen.findByLabelText(/^动态验证码/)
    expect(onBack).not.toHaveBeenCalled()
    const enter = screen.getByRole('button', { name: '验证并进入' })
    await userEvent.type(box, '123456')
    await userEvent.click(enter)
    expect(await screen.findAllByText('动态验证码不对。')).not.toHaveLength(0)
    expect(box).toHaveValue('123456')
    await userEvent.click(screen.getByRole('button', { name: '手机不在身边？用恢复码' }))
    await userEvent.type(await screen.findByLabelText(/^恢复码/), 'ABCDE-23456')
    await userEvent.click(enter)
    await waitFor(() => expect(onBack).toHaveBeenCalledTimes(1))
    expect(actions.verifyFactorAction.mock.calls.map(([input]) => input)).toMatchObject([
      { method: 'totp', code: '123456' },
      { method: 'recovery', code: 'ABCDE-23456' },
    ])
  })

  test('who has lost device and codes types the code of his activation slip', async () => {
    actions.verifyFactorAction.mockResolvedValueOnce({ ok: true, data: { home: '/expert' } })
    const onBack = await loseSession({ ...me, home: '/login/verify' })
    await userEvent.click(await screen.findByRole('button', { name: '恢复码也丢了？用激活单' }))
    await userEvent.type(await screen.findByLabelText(/^激活码/), '01234 56789')
    await userEvent.click(screen.getByRole('button', { name: '验证并进入' }))
    await waitFor(() => expect(onBack).toHaveBeenCalledTimes(1))
    expect(actions.verifyFactorAction.mock.lastCall).toMatchObject([{ method: 'slip', code: '01234 56789' }])
  })

  test('another person is told so and cannot go on', async () => {
    const onBack = await loseSession({ ...me, account: 'a-2' })
    expect(await screen.findByRole('dialog', { name: '登录了另一个账号' })).toBeInTheDocument()
    expect(screen.getByRole('button', { name: '重新加载页面' })).toBeInTheDocument()
    expect(onBack).not.toHaveBeenCalled()
  })
})
