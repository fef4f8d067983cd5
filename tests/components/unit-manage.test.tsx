import { configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { AddDivisionsForm } from '@/components/unit/add-divisions-form'
import { InviteAdministrator } from '@/components/unit/administrator-dialogs'
import { AdministratorList } from '@/components/unit/administrator-list'
import { DivisionList } from '@/components/unit/division-list'
import { EnterUnitForm } from '@/components/unit/enter-form'
import { MergeForm } from '@/components/unit/merge-form'
import { ReshapeName } from '@/components/unit/reshape-name'
import { SplitForm } from '@/components/unit/split-form'
import type { ActionResult } from '@/lib/access/result'
import { answerDictQuery } from '@/lib/dict/query'
import type { MergePreview } from '@/lib/unit/reshape.dto'
import { makeRouter } from '../support/app-router'
import { fixturePhone } from '../support/fixtures-ids'

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 15_000 })

/** The edge of the server: what arrives there, and what it answers. Everything on this side is real. */
const server = { got: [] as [string, Record<string, unknown>][], answers: [] as ActionResult<unknown>[] }
const answer = (name: string) => async (input: Record<string, unknown>) => {
  server.got.push([name, input])
  return server.answers.shift() ?? { ok: false, code: 'failed' }
}
/** Actions that all answer so; a declaration, because the mocks below are made before anything else. */
function named(...names: string[]) {
  return Object.fromEntries(names.map(name => [name, (input: Record<string, unknown>) => answer(name)(input)]))
}
jest.mock('@/lib/unit/reshape.actions', () =>
  named(
    'renameUnitAction',
    'undoRenameAction',
    'correctCodeAction',
    'mergeUnitsAction',
    'previewSplitAction',
    'splitUnitAction',
    'enterUnitAction',
  ),
)
jest.mock('@/lib/unit/administrator.actions', () => named('inviteAdministratorAction', 'endAdministratorAction'))
jest.mock('@/lib/unit/division.actions', () => named('addDivisionsAction', 'renameDivisionAction', 'endDivisionAction'))

const id = '018f0000-0000-7000-8000-00000000000a'
const other = '018f0000-0000-7000-8000-00000000000b'
const since = new Date('2026-11-19T02:00:00Z')
beforeEach(() => {
  server.got = []
  server.answers = []
  globalThis.fetch = async address =>
    ({
      ok: true,
      json: async () => answerDictQuery('region', new URL(String(address), 'http://127.0.0.1').searchParams),
    }) as Response
})

const box = (name: RegExp) => screen.getByRole('textbox', { name })
const press = async (user: ReturnType<typeof userEvent.setup>, name: string | RegExp) =>
  user.click(await screen.findByRole('button', { name }))
function show(element: React.ReactElement) {
  const router = makeRouter()
  render(element, { wrapper: router.wrapper })
  return { user: userEvent.setup(), went: router.went }
}

test('更名: a taken name is said beside it, what was typed stays, then the page is shown anew', async () => {
  const unit = { id, version: 3, name: '示范江汉学院', creditCode: null }
  const { user, went } = show(<ReshapeName unit={unit} undoableName={null} />)
  expect(screen.queryByRole('button', { name: '撤销上次更名' })).toBeNull()
  await press(user, '更名')
  const name = box(/^新的单位全称/)
  await user.clear(name)
  await user.type(name, '示范江汉大学')
  await user.type(box(/^原因/), '更名批复')
  server.answers = [
    { ok: false, code: 'invalid', fieldErrors: { name: ['这个名称是“示范楚汉大学”的曾用名。'] } },
    { ok: true, data: { version: 4 } },
  ]
  const dialog = within(screen.getByRole('dialog'))
  await user.click(await dialog.findByRole('button', { name: '更名' }))
  await waitFor(() => expect(box(/^新的单位全称/)).toHaveAccessibleDescription(/示范楚汉大学/))
  expect(box(/^原因/)).toHaveValue('更名批复')
  await user.click(await dialog.findByRole('button', { name: '更名' }))
  await waitFor(() => expect(went).toEqual(['refresh']))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(server.got[1]).toMatchObject(['renameUnitAction', { id, version: 3, name: '示范江汉大学' }])
})

describe('合并', () => {
  const side = { name: '示范重复站', region: '武汉市武昌区', registeredAt: since, statusLabel: '正常' }
  const preview: MergePreview = {
    from: { ...side, id, creditCode: '12420100MB0000002B', version: 1 },
    into: { ...side, id: other, creditCode: '12420100MB0000001A', version: 2 },
    counts: {
      administrators: 1,
      people: 2,
      applications: 0,
      openApplications: 0,
      experts: 0,
      aliases: 0,
      divisions: 0,
    },
    whyNot: null,
  }

  test('two of one name are called by the ends of their codes; both versions of the preview are sent', async () => {
    const { user } = show(<MergeForm preview={preview} />)
    const button = '确认并入“示范重复站”（代码后四位 001A）'
    await press(user, button)
    expect(await screen.findByRole('alert')).toHaveTextContent('合并的依据')
    expect(server.got).toEqual([])
    await user.type(box(/^合并的依据/), '重复注册')
    server.answers = [
      { ok: false, code: 'conflict', message: '两个单位中有一个刚刚被修改过，请刷新页面。' },
      { ok: true, data: preview.counts },
    ]
    await press(user, button)
    expect(await screen.findByText('两个单位中有一个刚刚被修改过，请刷新页面。')).toBeVisible()
    expect(box(/^合并的依据/)).toHaveValue('重复注册')
    await press(user, button)
    expect(await screen.findByText(/（代码后四位 002B）已停用/)).toBeVisible()
    expect(server.got[0]).toMatchObject(['mergeUnitsAction', { id, version: 1, intoId: other, intoVersion: 2 }])
  })
})

test('分立: what is owed is said first; then the figures, and nothing is done before they are confirmed', async () => {
  const choices = { divisions: [{ id: other, name: '医学院', people: 2 }], people: [], more: false }
  const { user, went } = show(<SplitForm unit={{ id, version: 1, name: '示范综合大学' }} choices={choices} />)
  await press(user, '预览分立')
  expect(await screen.findByRole('alert')).toHaveTextContent('单位全称')
  expect(server.got).toEqual([])
  await user.click(screen.getByRole('checkbox', { name: /医学院（2 人）/ }))
  await user.click(screen.getByRole('radio', { name: '大专院校' }))
  await user.type(box(/^单位全称/), '示范医科大学')
  await user.type(box(/^法定代表人/), '法正')
  await user.type(box(/^联系人 ?（/), '管韵')
  await user.type(box(/^联系人手机号码/), fixturePhone(7))
  for (const [level, place] of [
    ['省', '湖北省'],
    ['：市（', '武汉市'],
    ['：县', '武昌区'],
  ] as const) {
    await screen.findByRole('option', { name: place })
    await user.selectOptions(screen.getByRole('combobox', { name: new RegExp(level) }), place)
  }
  await user.type(box(/^没有信用代码的原因/), '新设，正在办理')
  await user.type(box(/^分立的依据/), '市政府批复')
  server.answers = [{ ok: true, data: { divisions: 1, people: 2, openApplications: 1, experts: 0 } }]
  await press(user, '预览分立')
  const dialog = await screen.findByRole('dialog')
  expect(dialog).toHaveTextContent('部门 1 个，从属人员 2 人，在办申请 1 份')
  expect(within(dialog).getByRole('button', { name: '确认分立' })).toBeEnabled()
  expect(server.got.map(([name]) => name)).toEqual(['previewSplitAction'])
  expect(went).toEqual([])
})

test('录入无代码单位: the reason is owed; a namesake is said beside the name', async () => {
  const { user } = show(<EnterUnitForm />)
  await press(user, '录入')
  const summary = await screen.findByRole('alert')
  expect(within(summary).getByRole('link', { name: /^没有统一社会信用代码的原因/ })).toBeInTheDocument()
  expect(within(summary).getAllByRole('link')).toHaveLength(7)
  expect(summary).toHaveFocus()
  expect(server.got).toEqual([])
})

describe('单位管理员', () => {
  const row = (name: string, self: boolean) => ({
    accountId: self ? id : other,
    name,
    phoneMask: '199****0001',
    since,
    lastLoginAt: null,
    self,
  })

  test('the only one is told what to do instead of leaving', () => {
    show(<AdministratorList rows={[row('管韵', true)]} canEnd />)
    expect(screen.queryByRole('button')).toBeNull()
    expect(screen.getByText(/请先用「交接给他人」/)).toBeVisible()
  })

  test('of two each may go: a reason is owed, a refusal stays in the window', async () => {
    const { user, went } = show(<AdministratorList rows={[row('管韵', true), row('候音', false)]} canEnd />)
    await press(user, '移除候音')
    const dialog = within(screen.getByRole('dialog'))
    await user.click(await dialog.findByRole('button', { name: '移除' }))
    await waitFor(() => expect(box(/^原因/)).toBeInvalid())
    await user.type(box(/^原因/), '岗位调整')
    server.answers = [
      { ok: false, code: 'refused', message: '您已不是本单位的管理员，不能办理这一步。' },
      { ok: true, data: { self: false } },
    ]
    await user.click(await dialog.findByRole('button', { name: '移除' }))
    expect(await dialog.findByText('您已不是本单位的管理员，不能办理这一步。')).toBeVisible()
    expect(box(/^原因/)).toHaveValue('岗位调整')
    await user.click(await dialog.findByRole('button', { name: '移除' }))
    await waitFor(() => expect(went).toEqual(['refresh']))
    expect(server.got.at(-1)).toMatchObject(['endAdministratorAction', { accountId: other, reason: '岗位调整' }])
  })

  test('交接给他人 says that one leaves, and to whom the SMS went', async () => {
    const { user } = show(<InviteAdministrator />)
    await press(user, '交接给他人')
    expect(screen.getByText(/您的管理员身份随即结束/)).toBeVisible()
    await user.type(box(/^姓名/), '接任之')
    await user.type(box(/^手机号码/), fixturePhone(8))
    server.answers = [{ ok: true, data: { phoneMask: '199****0008', sentTo: '199****0008', link: null } }]
    await press(user, '发送邀请')
    expect(await screen.findByRole('status')).toHaveTextContent('199****0008')
    expect(server.got[0]).toMatchObject(['inviteAdministratorAction', { name: '接任之', handOver: true }])
  })
})

describe('院系、部门', () => {
  test('many lines at once: how many were new, how many known; the box is empty again', async () => {
    const { user, went } = show(<AddDivisionsForm />)
    await user.type(box(/^院系、部门名称/), '1. 心内科{enter}检验科')
    server.answers = [{ ok: true, data: { added: 1, known: 1 } }]
    await press(user, '添加')
    expect(await screen.findByText(/已添加 1 个。/)).toHaveTextContent('1 个已经在列表里')
    expect(box(/^院系、部门名称/)).toHaveValue('')
    expect(went).toEqual(['refresh'])
  })

  test('none: why one adds them; ending one says what becomes of its people', async () => {
    const { rerender } = render(<DivisionList rows={[]} />, { wrapper: makeRouter().wrapper })
    expect(screen.getByText('还没有院系、部门')).toBeVisible()
    const user = userEvent.setup()
    rerender(<DivisionList rows={[{ id, name: '心内科', people: 3, endedAt: null, version: 1 }]} />)
    await press(user, '撤销：心内科')
    expect(screen.getByRole('dialog')).toHaveTextContent('现在里面的 3 人不受影响')
    server.answers = [{ ok: false, code: 'conflict', message: '这一行刚刚被别人修改过，请刷新页面查看。' }]
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '撤销' }))
    expect(await screen.findByText('这一行刚刚被别人修改过，请刷新页面查看。')).toBeVisible()
  })
})
