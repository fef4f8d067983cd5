/**
 * @jest-environment ./tests/support/dom-with-fetch.mjs
 */
import { configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { onStepUp } from '@/components/form/run-action'
import { BankForm } from '@/components/privacy/bank-form'
import { DownloadOwnData } from '@/components/privacy/download-own-data'
import { PrivacyNews } from '@/components/privacy/privacy-news'
import { StoredBank } from '@/components/privacy/stored-bank'
import type { ActionResult } from '@/lib/access/result'
import { makeRouter } from '../support/app-router'

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 15_000 })

/** The edge of the server: what arrives there, and what it answers. */
const server = { got: [] as [string, Record<string, unknown>][], answers: [] as ActionResult<unknown>[] }
const answer = (name: string) => async (command: Record<string, unknown>) => {
  server.got.push([name, command])
  return server.answers.shift() ?? { ok: true as const, data: { seen: 'c:1' } }
}
jest.mock('@/lib/privacy/privacy.actions', () => ({
  saveBankAction: (command: Record<string, unknown>) => answer('save')(command),
  withdrawBankAction: (command: Record<string, unknown>) => answer('withdraw')(command),
  readNoticeAction: (command: Record<string, unknown>) => answer('read')(command),
}))
beforeEach(() => {
  server.got = []
  server.answers = []
})

function show(content: ReactElement) {
  const router = makeRouter()
  const { rerender } = render(content, { wrapper: router.wrapper })
  return { user: userEvent.setup({ delay: null }), rerender }
}
const button = (name: string | RegExp) => screen.getByRole('button', { name })
const box = (name: RegExp) => screen.getByRole('textbox', { name })
const text = { title: '银行账户信息单独同意书', version: '2026-11' }

describe('银行账户', () => {
  const fill = async (user: ReturnType<typeof userEvent.setup>) => {
    await user.type(box(/开户银行/), '示范银行江城支行')
    await user.type(box(/账号/), '9900 0000 0000 0000 017')
  }

  test('without the tick nothing is sent, and what was typed stays; with it the number leaves the page once kept', async () => {
    const { user } = show(<BankForm seen="" text={text} />)
    await fill(user)
    await user.click(button('保存'))
    expect(await screen.findAllByText(/没有勾选同意，账户信息不会保存/)).not.toHaveLength(0)
    expect(server.got).toEqual([])
    expect(box(/账号/)).toHaveValue('9900 0000 0000 0000 017')

    await user.click(screen.getByRole('checkbox', { name: /版本 2026-11/ }))
    await user.click(button('保存'))
    expect(await screen.findByText('已保存。')).toBeInTheDocument()
    expect(server.got[0]).toEqual([
      'save',
      expect.objectContaining({
        bankName: '示范银行江城支行',
        account: '9900 0000 0000 0000 017',
        consentVersion: '2026-11',
        seen: '',
        agreed: true,
      }),
    ])
    expect([box(/账号/), box(/开户银行/)].map(one => (one as HTMLInputElement).value)).toEqual(['', ''])
    expect(screen.getByRole('checkbox')).not.toBeChecked()
  })

  test('a conflict says so and keeps what was typed; the next save stands on what is there by then', async () => {
    server.answers = [{ ok: false, code: 'conflict', message: '刚刚在另一个窗口修改过。' }]
    const { user, rerender } = show(<BankForm seen="" text={text} />)
    await fill(user)
    await user.click(screen.getByRole('checkbox'))
    await user.click(button('保存'))
    expect(await screen.findByText('刚刚在另一个窗口修改过。')).toBeInTheDocument()
    expect(box(/账号/)).toHaveValue('9900 0000 0000 0000 017')
    rerender(<BankForm seen="c:7" text={text} />)
    await user.click(button('保存新账户'))
    await waitFor(() => expect(server.got).toHaveLength(2))
    expect(server.got[1]![1]).toMatchObject({ seen: 'c:7' })
  })

  const stored = { bankCode: null, bankName: '示范银行', accountMask: '**** 0017', savedAt: new Date(0) }
  const consent = { version: '2026-11', agreedAt: new Date(0), outdated: false }

  test('撤回 asks first, with what will happen; only then is it done and said', async () => {
    const { user, rerender } = show(<StoredBank stored={stored} consent={consent} />)
    await user.click(button('撤回同意并删除'))
    const dialog = await screen.findByRole('dialog', { name: '撤回同意，删除银行账户信息？' })
    expect(dialog).toHaveTextContent('**** 0017 会立即删除，不能恢复')
    await user.click(within(dialog).getByRole('button', { name: '先不撤回' }))
    expect(server.got).toEqual([])
    await user.click(button('撤回同意并删除'))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '撤回并删除' }))
    await waitFor(() => expect(server.got.map(([name]) => name)).toEqual(['withdraw']))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    rerender(<StoredBank stored={null} consent={null} />)
    expect(screen.getByRole('status')).toHaveTextContent('已经删除')
  })

  test('a withdrawal that failed is said in the dialog', async () => {
    server.answers = [{ ok: false, code: 'unexpected', message: '系统暂时出了点问题。' }]
    const { user } = show(<StoredBank stored={stored} consent={consent} />)
    await user.click(button('撤回同意并删除'))
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('button', { name: '撤回并删除' }))
    expect(await within(dialog).findByText('系统暂时出了点问题。')).toBeInTheDocument()
  })
})

test('a new notice names both versions, and 已阅读 sends the one that was shown', async () => {
  const { user } = show(<PrivacyNews news={{ title: '个人信息处理告知', version: '2027-03', before: '2026-11' }} />)
  expect(screen.getByText(/您上次看到的是 2026-11 版，现在是 2027-03 版/)).toBeInTheDocument()
  expect(screen.getByRole('link', { name: /打开阅读/ })).toHaveAttribute('href', '/agreement/privacy')
  await user.click(button('已阅读'))
  await waitFor(() => expect(server.got).toEqual([['read', { version: '2027-03' }]]))
})

describe('下载', () => {
  const saved: string[] = []
  const answers: Response[] = []
  const asked: string[] = []
  const real = { fetch: globalThis.fetch, create: URL.createObjectURL, revoke: URL.revokeObjectURL }
  beforeEach(() => {
    saved.length = 0
    answers.length = 0
    asked.length = 0
    globalThis.fetch = async address => {
      asked.push(String(address))
      return answers.shift()!
    }
    URL.createObjectURL = () => 'blob:x'
    URL.revokeObjectURL = () => {}
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download)
    })
  })
  afterEach(() => {
    Object.assign(globalThis, { fetch: real.fetch })
    Object.assign(URL, { createObjectURL: real.create, revokeObjectURL: real.revoke })
    jest.restoreAllMocks()
  })
  const refusal = (code: string, message: string, status: number) =>
    Response.json({ code, message, deed: { action: 'person.export', objectId: 'p' } }, { status })

  test('an old log-in is proved again and the file asked for once more', async () => {
    answers.push(refusal('stepUp', '为了安全，请再验证。', 403), new Response('%PDF'))
    const proofs: unknown[] = []
    const stop = onStepUp(async deed => {
      proofs.push(deed)
      return true
    })
    const { user } = show(<DownloadOwnData kinds={['pdf', 'json']} />)
    await user.click(button(/下载 PDF/))
    expect(await screen.findByRole('status')).toHaveTextContent('已下载“我的数据.pdf”')
    expect([asked, proofs, saved]).toEqual([
      ['/api/own-data/pdf', '/api/own-data/pdf'],
      [{ action: 'person.export', objectId: 'p' }],
      ['我的数据.pdf'],
    ])
    stop()
  })

  test.each([
    [() => refusal('tooMany', '操作太频繁了，请 3 小时后再试。', 429), '操作太频繁了，请 3 小时后再试。'],
    [() => refusal('stepUp', 'x', 403), '没有验证身份，这一步没有执行。'],
    [() => new Response('<html>', { status: 502 }), '没有下载成功，请检查网络后再试。'],
  ])('what was refused is said, and nothing is saved', async (refused, sentence) => {
    answers.push(refused())
    const { user } = show(<DownloadOwnData kinds={['json']} />)
    await user.click(button(/下载 JSON/))
    expect(await screen.findByRole('status')).toHaveTextContent(sentence)
    expect(saved).toEqual([])
  })
})
