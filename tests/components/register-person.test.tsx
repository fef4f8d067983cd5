import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { RegisterPersonForm } from '@/components/person/register-form'
import type { ActionResult } from '@/lib/access/result'
import { answerDictQuery } from '@/lib/dict/query'
import { fixtureId, fixturePassport, fixturePhone } from '../support/fixtures-ids'

/** The edge of the server: what arrives there, and what it answers. Everything on this side is real. */
const server = { got: [] as Record<string, unknown>[], answers: [] as ActionResult<unknown>[] }
jest.mock('@/lib/person/person.actions', () => ({
  registerPersonAction: async (input: Record<string, unknown>) => {
    server.got.push(input)
    return server.answers.shift() ?? { ok: false, code: 'failed' }
  },
}))
jest.mock('@/lib/auth/sms-code.actions', () => ({ requestCodeAction: async () => ({ ok: true, data: { wait: 60 } }) }))

const unitId = '00000000-0000-4000-8000-000000000007'
const unit = {
  id: unitId,
  name: '示范江城第一医院',
  region: '武汉市武昌区',
  registeredOn: '2026-11-19',
  codeTail: '555X',
}
beforeEach(() => {
  server.got = []
  server.answers = []
  globalThis.fetch = async address => {
    const url = new URL(String(address), 'http://127.0.0.1')
    const body =
      url.pathname === '/api/units' ? { units: [unit], more: false } : answerDictQuery('region', url.searchParams)
    return { ok: true, json: async () => body } as Response
  }
  window.scrollTo = () => {}
})

const box = (name: RegExp) => screen.getByRole('textbox', { name })
type User = ReturnType<typeof userEvent.setup>
/** The first question to a table makes its index. */
const patient = { timeout: 10_000 }
/** Pasted, because every key draws the whole form again. */
async function fill(user: User, control: HTMLElement, text: string): Promise<void> {
  await user.click(control)
  await user.paste(text)
}

function show(): User {
  render(
    <RegisterPersonForm
      docTypes={['mainlandId', 'hkmotPermit', 'passport']}
      texts={{ user: '用户注册协议', privacy: '个人信息处理告知' }}
      path={['单位推荐', '科技局审核', '入库']}
    />,
  )
  return userEvent.setup({ delay: null })
}
const submit = async (user: User) => user.click(await screen.findByRole('button', { name: '确认注册' }))

async function fillIn(user: User): Promise<void> {
  await user.click(screen.getByRole('radio', { name: '中国大陆居民身份证' }))
  await fill(user, box(/^证件号码/), fixtureId(3, { birth: '1979-06-18', sex: 'female' }))
  await fill(user, box(/^姓名/), '路遥之')
  await user.type(screen.getByRole('combobox', { name: /所在单位/ }), '江城')
  await user.click(await screen.findByRole('option', { name: /示范江城第一医院/ }, patient))
  for (const [level, place] of [
    ['省', '湖北省'],
    ['：市（', '武汉市'],
    ['：县', '武昌区'],
  ] as const) {
    await screen.findByRole('option', { name: place }, patient)
    await user.selectOptions(screen.getByRole('combobox', { name: new RegExp(`所在地区.*${level}`) }), place)
  }
  await fill(user, box(/^电子邮箱/), 'luyao@example.com')
  await fill(user, box(/^手机号码/), fixturePhone(3))
  await fill(user, box(/^短信验证码/), '123456')
  await fill(user, screen.getByLabelText(/^设置密码/), 'Shanshui#88lian')
  await fill(user, screen.getByLabelText(/^确认密码/), 'Shanshui#88lian')
  await user.click(screen.getByRole('checkbox'))
}

test('an empty form names every field in the order of the page and sends nothing', async () => {
  const user = show()
  await submit(user)
  const links = within(await screen.findByRole('alert')).getAllByRole('link')
  expect(links.map(link => link.textContent?.split('：')[0])).toEqual([
    '证件类型',
    '证件号码',
    '姓名',
    '所在单位',
    '所在地区',
    '电子邮箱',
    '手机号码',
    '短信验证码',
    '设置密码',
    '确认密码',
    '注册协议和个人信息处理告知',
  ])
  expect(server.got).toEqual([])
})

test('birth date and sex are read out of the number and not asked for', async () => {
  const user = show()
  await user.click(screen.getByRole('radio', { name: '中国大陆居民身份证' }))
  await fill(user, box(/^证件号码/), fixtureId(3, { birth: '1979-06-18', sex: 'female' }))
  expect(screen.getByText('出生日期 1979-06-18，性别 女，由证件号码得出，不用填写。')).toBeInTheDocument()
  expect(screen.queryByRole('group', { name: /出生日期/ })).not.toBeInTheDocument()
})

test('a wrong check digit is said when the box is left, although everything else is still empty', async () => {
  const user = show()
  const id = fixtureId(3)
  await user.click(screen.getByRole('radio', { name: '中国大陆居民身份证' }))
  await fill(user, box(/^证件号码/), id.slice(0, 17) + (id.endsWith('1') ? '2' : '1'))
  await user.tab()
  expect(await screen.findByText(/校验位不对/)).toBeInTheDocument()
  expect(screen.queryByText('请填写姓名')).not.toBeInTheDocument()
})

test('a passport asks for sex and birth date; another type judges the same number anew', async () => {
  const user = show()
  await user.click(screen.getByRole('radio', { name: '外籍人员护照' }))
  await fill(user, box(/^证件号码/), fixturePassport(3))
  expect(screen.getByRole('group', { name: /出生日期/ })).toBeInTheDocument()
  await user.click(screen.getByRole('radio', { name: '中国大陆居民身份证' }))
  expect(await screen.findByText(/请填写 18 位居民身份证号码/)).toBeInTheDocument()
  expect(screen.queryByRole('group', { name: /出生日期/ })).not.toBeInTheDocument()
})

test('registers once however often the button is pressed, and says what comes next', async () => {
  const user = show()
  server.answers.push({ ok: true, data: { phoneMask: '199****0003' } })
  await fillIn(user)
  const button = await screen.findByRole('button', { name: '确认注册' })
  await user.dblClick(button)
  const heading = await screen.findByRole('heading', { name: '账号注册成功！' })
  await waitFor(() => expect(heading).toHaveFocus())
  expect(server.got).toHaveLength(1)
  expect(server.got[0]).toMatchObject({ docType: 'mainlandId', unitId, regionCode: '420106', agreed: true })
  expect(screen.getByText(/199\*{4}0003/)).toBeInTheDocument()
  expect(screen.getByRole('link', { name: '登录，申请成为专家' })).toHaveAttribute('href', '/login?next=/expert')
})

test('a known phone is said beside its field with the ways to log in; what was typed stays (R6)', async () => {
  const user = show()
  server.answers.push({
    ok: false,
    code: 'invalid',
    message: '有内容需要修改，请看标出的地方。',
    fieldErrors: { phone: ['该手机号在系统中已存在！如果是您本人的账号，请直接登录，或用「找回密码」重设密码。'] },
  })
  await fillIn(user)
  await submit(user)
  expect((await screen.findAllByText(/该手机号在系统中已存在！/)).length).toBeGreaterThan(0)
  expect(box(/^手机号码/)).toBeInvalid()
  expect(screen.getByRole('link', { name: '找回密码' })).toHaveAttribute('href', '/recover?as=individual')
  expect(box(/^姓名/)).toHaveValue('路遥之')
  expect(screen.getByLabelText(/^设置密码/)).toHaveValue('Shanshui#88lian')
})
