import { configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { EnrolForm } from '@/components/auth/enrol-form'
import { AddDutyForm } from '@/components/staff/add-duty-form'
import { CreateStaffForm } from '@/components/staff/create-form'
import { GrantForm } from '@/components/staff/grant-form'
import { LeaveForm } from '@/components/staff/leave-form'
import type { ActionResult } from '@/lib/access/result'
import { makeRouter } from '../support/app-router'

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 15_000 })

/** The edge of the server: what arrives there, and what it answers. Everything on this side is real. */
const server = { got: [] as Record<string, unknown>[], answers: [] as ActionResult<unknown>[] }
const answer = async ({ _key, ...input }: Record<string, unknown>) => {
  server.got.push(input)
  return server.answers.shift() ?? { ok: false, code: 'failed' }
}
jest.mock('@/lib/staff/staff.actions', () => ({
  createStaffAction: (input: Record<string, unknown>) => answer(input),
  changeRolesAction: (input: Record<string, unknown>) => answer(input),
}))
jest.mock('@/lib/staff/duty.actions', () => ({
  addDutyAction: (input: Record<string, unknown>) => answer(input),
  setLeaveAction: (input: Record<string, unknown>) => answer(input),
  endLeaveAction: (input: Record<string, unknown>) => answer(input),
}))

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
const invalid = (fieldErrors: Record<string, string[]>): ActionResult<never> => ({
  ok: false,
  code: 'invalid',
  message: '有内容需要修改，请看标出的地方。',
  fieldErrors,
})
const box = (name: RegExp) => screen.getByRole('textbox', { name })
const press = async (user: User, name: string) => user.click(await screen.findByRole('button', { name }))
type User = ReturnType<typeof userEvent.setup>

function show(element: React.ReactNode) {
  server.got = []
  server.answers = []
  window.scrollTo = () => {}
  const { went, wrapper } = makeRouter()
  const { rerender } = render(element, { wrapper })
  return { user: userEvent.setup({ delay: null }), went, rerender }
}

describe('opening an account', () => {
  const places = [
    { value: 'bureau', label: '示范市科技局', hint: '本机关，不分处室' },
    { value: `department:${id(4)}`, label: '示范区科技局', hint: '归口管理部门' },
  ]

  test('what is missing is said beside each field; a login that is taken keeps all that was typed', async () => {
    const { user } = show(<CreateStaffForm places={places} />)
    await press(user, '开设账号')
    expect(await screen.findByRole('alert')).toHaveTextContent('有 3 处需要修改')
    expect(box(/^姓名/)).toHaveAccessibleDescription(/请填写姓名/)
    expect(server.got).toEqual([])

    await user.type(box(/^姓名/), '任新之')
    await user.type(box(/^登录名/), 'xinren')
    await user.type(screen.getByRole('combobox', { name: /所在部门/ }), '区科技')
    await user.click(await screen.findByRole('option', { name: /示范区科技局/ }))
    server.answers.push(invalid({ login: ['这个登录名已被使用，请换一个。'] }))
    await press(user, '开设账号')
    await waitFor(() => expect(box(/^登录名/)).toHaveAccessibleDescription(/已被使用/))
    expect(server.got).toEqual([
      { name: '任新之', login: 'xinren', place: `department:${id(4)}`, phone: '', email: '' },
    ])
    expect([box(/^姓名/), box(/^登录名/)].map(one => (one as HTMLInputElement).value)).toEqual(['任新之', 'xinren'])
  })

  test('the link is shown once, and read out; the next account begins empty', async () => {
    const { user } = show(<CreateStaffForm places={places} />)
    await user.type(box(/^姓名/), '任新之')
    await user.type(box(/^登录名/), 'xinren')
    await user.click(screen.getByRole('combobox', { name: /所在部门/ }))
    await user.click(await screen.findByRole('option', { name: /示范市科技局/ }))
    const link = 'https://kjzj.example.gov.cn/activate?token=abc'
    server.answers.push({ ok: true, data: { id: id(1), link, sentTo: null, hours: 24, revoked: [] } })
    await press(user, '开设账号')
    const title = await screen.findByText('新账号的激活链接已生成')
    const said = title.closest('[role=status]') as HTMLElement
    expect(said).toHaveTextContent(/请把下面的链接当面交给本人.*24 小时内有效，只能用一次/)
    expect(said).toHaveTextContent(link)
    expect(said).toHaveFocus()
    await press(user, '再开设一个')
    expect(screen.queryByText(link)).toBeNull()
    expect(box(/^姓名/)).toHaveValue('')
  })
})

describe('granting roles', () => {
  const staff = { id: id(1), version: 3, name: '任新之', roles: [], inDepartment: false }
  const role = (name: RegExp) => screen.getByRole('checkbox', { name })

  test('what excludes a ticked role cannot be ticked and says why; unticking frees it', async () => {
    const { user } = show(<GrantForm staff={staff} />)
    expect(role(/^归口部门审核人员/)).toBeDisabled()
    await user.click(role(/^业务审核人员/))
    for (const name of [/^系统管理员/, /^安全管理员/, /^审计管理员/]) {
      expect(role(name)).toBeDisabled()
      expect(role(name)).toHaveAccessibleName(/不能与「业务审核人员」由同一人担任/)
    }
    expect(role(/^业务管理员/)).toBeEnabled()
    await user.click(role(/^业务审核人员/))
    await user.click(role(/^审计管理员/))
    expect(role(/^业务审核人员/)).toBeDisabled()
    expect(screen.getByRole('status')).toHaveTextContent('原来：没有角色保存后：审计管理员')
  })

  test('a reason is asked for; what the server refuses stands beside the boxes, the reason stays', async () => {
    const { user, rerender } = show(<GrantForm staff={staff} />)
    await user.click(role(/^业务审核人员/))
    await press(user, '保存角色')
    await waitFor(() => expect(box(/^授权依据/)).toHaveAccessibleDescription(/请填写授权依据/))
    await user.type(box(/^授权依据/), '人事处授权单')
    server.answers.push(invalid({ roles: ['这个账号已停用，不能授予角色。'] }))
    await press(user, '保存角色')
    expect((await screen.findAllByText(/这个账号已停用，不能授予角色/)).length).toBeGreaterThan(0)
    expect(server.got).toEqual([{ id: id(1), version: 3, roles: ['bureauReviewer'], reason: '人事处授权单' }])
    expect(box(/^授权依据/)).toHaveValue('人事处授权单')
    server.answers.push({ ok: true, data: null })
    await press(user, '保存角色')
    expect(await screen.findByText('任新之的角色已调整，他需要重新登录。')).toBeVisible()

    // the page is read anew: what is said stays, and the next change stands on the new version
    rerender(<GrantForm staff={{ ...staff, version: 4, roles: ['bureauReviewer'] }} />)
    expect(screen.getByText('任新之的角色已调整，他需要重新登录。')).toBeVisible()
    expect(box(/^授权依据/)).toHaveValue('')
    await user.click(role(/^业务管理员/))
    await user.type(box(/^授权依据/), '人事处授权单')
    server.answers.push({ ok: true, data: null })
    await press(user, '保存角色')
    await waitFor(() =>
      expect(server.got.at(-1)).toMatchObject({ version: 4, roles: ['bureauReviewer', 'bureauManager'] }),
    )
  })
})

describe('leave', () => {
  const others = [{ value: id(2), label: '方衡' }]
  const day = async (user: User, label: string, [year, month, date]: string[]) => {
    const group = within(screen.getByRole('group', { name: new RegExp(label) }))
    await user.type(group.getByRole('textbox', { name: `${label}：年` }), year!)
    await user.type(group.getByRole('textbox', { name: `${label}：月` }), month!)
    await user.type(group.getByRole('textbox', { name: `${label}：日` }), date!)
  }

  test('days in the wrong order are said beside the second; then it is sent with the deputy', async () => {
    const { user, went } = show(<LeaveForm reviewer={{ id: id(1), leave: null }} others={others} />)
    await day(user, '开始日期', ['2027', '6', '12'])
    await day(user, '结束日期', ['2027', '6', '10'])
    await user.selectOptions(screen.getByRole('combobox', { name: /代办人/ }), '方衡')
    await press(user, '保存请假')
    expect(await screen.findByRole('link', { name: /结束日期不能早于开始日期/ })).toBeVisible()
    expect(server.got).toEqual([])
    const last = screen.getByRole('textbox', { name: '结束日期：日' })
    await user.clear(last)
    await user.type(last, '15')
    server.answers.push({ ok: true, data: null })
    await press(user, '保存请假')
    await waitFor(() => expect(went).toEqual(['refresh']))
    expect(server.got).toEqual([{ accountId: id(1), from: '2027-06-12', to: '2027-06-15', deputyId: id(2) }])
  })

  test('what is set can be taken back; why that failed is said', async () => {
    const leave = { awayFrom: '2027-06-12', awayTo: '2027-06-15', deputy: '方衡', now: false }
    const { user } = show(<LeaveForm reviewer={{ id: id(1), leave }} others={others} />)
    expect(screen.getByText('请假 2027-06-12 至 2027-06-15，由方衡代办')).toBeVisible()
    server.answers.push({ ok: false, code: 'refused', message: '没有请假，不需要取消。' })
    await press(user, '取消请假')
    expect(await screen.findByText(/没有请假，不需要取消/)).toBeVisible()
  })

  test('nobody to stand in: whom to ask', () => {
    show(<LeaveForm reviewer={{ id: id(1), leave: null }} others={[]} />)
    expect(screen.getByText(/没有同一角色、同一部门的其他人可以代办。请安全管理员先授权/)).toBeVisible()
  })
})

test('a duty is found by typing; one he has already is said beside the field; after success the next one is empty', async () => {
  const departments = [{ value: id(4), label: '示范区科技局' }]
  const { user, went } = show(<AddDutyForm accountId={id(1)} departments={departments} />)
  await user.selectOptions(screen.getByRole('combobox', { name: '分工的类别' }), '归口管理部门')
  await press(user, '增加这项分工')
  const field = () => screen.getByRole('combobox', { name: /^归口管理部门/ })
  await waitFor(() => expect(field()).toHaveAccessibleDescription(/请选择归口管理部门/))
  await user.type(field(), '示范')
  await user.click(await screen.findByRole('option', { name: '示范区科技局' }))
  server.answers.push(invalid({ target: ['已经在他的分工里了。'] }), { ok: true, data: { id: id(5) } })
  await press(user, '增加这项分工')
  await waitFor(() => expect(field()).toHaveAccessibleDescription(/已经在他的分工里了/))
  await press(user, '增加这项分工')
  await waitFor(() => expect(went).toEqual(['refresh']))
  expect(server.got.at(-1)).toEqual({ accountId: id(1), kind: 'department', target: id(4) })
  await waitFor(() => expect(field()).toHaveValue(''))
})

test('the first code of an authenticator: a wrong one is said, the picture and the key stay', async () => {
  const done: unknown[] = []
  const offer = { token: 'sealed', picture: 'data:image/svg+xml;base64,', secret: 'ABCD EFGH' }
  const { user } = show(<EnrolForm offer={offer} action={answer as never} onDone={data => done.push(data)} />)
  await user.type(box(/^动态验证码/), '12 34')
  await press(user, '确认绑定')
  await waitFor(() => expect(box(/^动态验证码/)).toHaveAccessibleDescription(/动态验证码是 6 位数字/))
  expect(server.got).toEqual([])
  await user.clear(box(/^动态验证码/))
  await user.type(box(/^动态验证码/), '１２３ ４５６')
  server.answers.push(invalid({ code: ['动态验证码不对。'] }), { ok: true, data: { codes: ['A'] } })
  await press(user, '确认绑定')
  await waitFor(() => expect(box(/^动态验证码/)).toHaveAccessibleDescription(/动态验证码不对/))
  expect(screen.getByText('ABCD EFGH')).toBeVisible()
  await press(user, '确认绑定')
  await waitFor(() => expect(done).toEqual([{ codes: ['A'] }]))
  expect(server.got.at(-1)).toEqual({ offer: 'sealed', code: '１２３ ４５６' })
})
