import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { IssueSlipForm } from '@/components/slip/issue-slip-form'
import { SlipDeeds } from '@/components/slip/slip-deeds'
import type { ActionResult } from '@/lib/access/result'
import type { SlipView } from '@/lib/slip/slip.dto'
import { fixturePhone } from '../support/fixtures-ids'

/** The edge of the server: what arrives there, and what it answers. */
const server = { got: [] as [string, unknown][], answers: [] as ActionResult<unknown>[] }
const answer = (name: string) => async (input: unknown) => {
  server.got.push([name, input])
  return server.answers.shift() ?? { ok: true, data: null }
}
jest.mock('@/lib/slip/slip.actions', () => ({
  issueSlipAction: (input: unknown) => answer('issue')(input),
  confirmSlipAction: (input: unknown) => answer('confirm')(input),
  printSlipAction: (input: unknown) => answer('print')(input),
  endSlipAction: (input: unknown) => answer('end')(input),
}))
const went: string[] = []
jest.mock('next/navigation', () => ({
  useRouter: () => ({ push: (to: string) => went.push(to), refresh: () => {} }),
}))
beforeEach(() => {
  Object.assign(server, { got: [], answers: [] })
  went.length = 0
})

const phone = fixturePhone(8)

describe('办理激活单', () => {
  const fill = async (user: ReturnType<typeof userEvent.setup>) => {
    await user.click(screen.getByRole('radio', { name: '找回密码' }))
    await user.type(screen.getByRole('textbox', { name: /^姓名/ }), '梁实')
    await user.selectOptions(screen.getByRole('combobox', { name: /核对的证件/ }), 'mainlandId')
    await user.type(screen.getByRole('textbox', { name: /^手机号码/ }), phone)
  }
  const send = async (user: ReturnType<typeof userEvent.setup>) =>
    user.click(await screen.findByRole('button', { name: '提交，请另一人确认' }))

  test('nothing is sent before document and phone were checked in person', async () => {
    const user = userEvent.setup({ delay: null })
    render(<IssueSlipForm />)
    await fill(user)
    await send(user)
    expect(await screen.findAllByText('请当面核对证件原件和手机后勾选')).not.toHaveLength(0)
    expect(server.got).toEqual([])
  })

  test('a name that is not the account’s is said beside it, what was typed stays, mended it goes on to the slip', async () => {
    const sentence = '这个手机号没有以该姓名登记的账号。'
    server.answers.push(
      { ok: false, code: 'invalid', fieldErrors: { holderName: [sentence] } },
      { ok: true, data: { id: 'slip-1' } },
    )
    const user = userEvent.setup({ delay: null })
    render(<IssueSlipForm />)
    await fill(user)
    await user.click(screen.getByRole('checkbox'))
    await send(user)
    expect(await screen.findAllByText(sentence)).not.toHaveLength(0)
    const name = screen.getByRole('textbox', { name: /^姓名/ })
    expect(name).toBeInvalid()
    expect(screen.getByRole('textbox', { name: /^手机号码/ })).toHaveValue(phone)
    await user.clear(name)
    await user.type(name, '梁士')
    await send(user)
    expect(await screen.findByRole('button', { name: '提交，请另一人确认' })).toBeInTheDocument()
    expect(server.got.at(-1)).toEqual([
      'issue',
      expect.objectContaining({ purpose: 'recover', holderName: '梁士', phone }),
    ])
    expect(went).toEqual(['/bureau/slips/slip-1'])
  })
})

describe('a slip on its page', () => {
  const slip: SlipView = {
    id: 'slip-1',
    holderName: '梁实',
    phoneMask: '199****0008',
    purpose: 'recover',
    purposeLabel: '找回密码',
    docLabel: '居民身份证',
    state: 'confirmed',
    stateLabel: '待打印',
    issuedByName: '沈鉴',
    issuedAt: new Date('2026-11-20T02:00:00Z'),
    confirmedByName: '方衡',
    confirmedAt: new Date('2026-11-20T02:05:00Z'),
    printedAt: null,
    usedAt: null,
    endedAt: null,
    endedByName: null,
    expiresAt: new Date('2026-11-23T02:00:00Z'),
    whyNotConfirm: '这张激活单待打印，不能再确认。',
    whyNotPrint: null,
    mayEnd: true,
    confirmedElsewhere: false,
  }
  const show = (change: Partial<SlipView> = {}) => {
    const rest = { site: '示范专家库', address: 'https://kjzj.example.cn', contacts: [] }
    render(<SlipDeeds slip={{ ...slip, ...change }} {...rest} />)
    return userEvent.setup({ delay: null })
  }

  test('its author is told that another person confirms, and can take it back only after a question', async () => {
    const whyNotConfirm = '激活单要由另一名工作人员确认，申请人自己不能确认。'
    const user = show({ state: 'waiting', whyNotConfirm, whyNotPrint: '另一名工作人员确认后才能打印。' })
    expect(screen.getByText(/申请人自己不能确认/)).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: '确认' })).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: '作废…' }))
    expect(server.got).toEqual([])
    await user.click(await screen.findByRole('button', { name: '作废' }))
    await waitFor(() => expect(server.got).toEqual([['end', expect.objectContaining({ id: 'slip-1' })]]))
  })

  test('the code is shown once, in two groups, with whom and what it is for', async () => {
    server.answers.push({ ok: true, data: { code: '0123456789', phone, expiresAt: slip.expiresAt } })
    const user = show()
    await user.click(screen.getByRole('button', { name: '打印激活单' }))
    await user.click(await screen.findByRole('button', { name: '显示并打印' }))
    const paper = await screen.findByRole('article', { name: '激活单' })
    for (const text of ['01234 56789', '梁实', phone, '找回密码', '沈鉴、方衡']) expect(paper).toHaveTextContent(text)
    expect(screen.getByText('激活码只显示这一次')).toBeInTheDocument()
  })

  test('the paper of 恢复登录 says where its code goes: to the second step, not beside a phone', async () => {
    server.answers.push({ ok: true, data: { code: '0123456789', phone, expiresAt: slip.expiresAt } })
    const user = show({ purpose: 'lostFactor', purposeLabel: '恢复登录（身份验证器丢失）' })
    await user.click(screen.getByRole('button', { name: '打印激活单' }))
    await user.click(await screen.findByRole('button', { name: '显示并打印' }))
    const paper = await screen.findByRole('article', { name: '激活单' })
    expect(paper).toHaveTextContent('恢复码也丢了？用激活单')
    expect(paper).not.toHaveTextContent('获取验证码')
  })

  test('what somebody else has done meanwhile is said in the question, and nothing is shown', async () => {
    server.answers.push({ ok: false, code: 'refused', message: '这张激活单刚刚处理过，请刷新页面查看。' })
    const user = show()
    await user.click(screen.getByRole('button', { name: '打印激活单' }))
    await user.click(await screen.findByRole('button', { name: '显示并打印' }))
    expect(await screen.findByText(/刚刚处理过/)).toBeInTheDocument()
    expect(screen.queryByRole('article')).not.toBeInTheDocument()
  })
})
