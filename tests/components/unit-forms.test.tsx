import { configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { EditUnitForm } from '@/components/unit/edit-form'
import { MendUnitForm } from '@/components/unit/mend-form'
import { RegisterUnitForm } from '@/components/unit/register-form'
import { CompleteUnitForm } from '@/components/unit/second-review-form'
import type { ActionResult } from '@/lib/access/result'
import { answerDictQuery } from '@/lib/dict/query'
import { wuhan } from '@/lib/policy/presets/wuhan'
import type { UnitView } from '@/lib/unit/unit.dto'
import { registerWay } from '@/lib/unit/way.rules'
import { makeRouter } from '../support/app-router'
import { fixtureCreditCode, fixturePhone } from '../support/fixtures-ids'

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 15_000 })

/** The edge of the server: what arrives there, and what it answers. Everything on this side is real. */
const server = { got: [] as Record<string, unknown>[], answers: [] as ActionResult<unknown>[], urls: [] as string[] }
const answer = async (input: Record<string, unknown>) => {
  server.got.push(input)
  return server.answers.shift() ?? { ok: false, code: 'failed' }
}
jest.mock('@/lib/unit/unit.actions', () => ({
  registerUnitAction: (input: Record<string, unknown>) => answer(input),
  editOwnUnitAction: (input: Record<string, unknown>) => answer(input),
  completeUnitAction: (input: Record<string, unknown>) => answer(input),
  mendCompletedUnitAction: (input: Record<string, unknown>) => answer(input),
  mendAndResubmitAction: (input: Record<string, unknown>) => answer(input),
}))
jest.mock('@/lib/file/file.actions', () => ({ removeFileAction: async () => ({ ok: true, data: null }) }))
jest.mock('@/lib/auth/sms-code.actions', () => ({ requestCodeAction: async () => ({ ok: true, data: { wait: 60 } }) }))

beforeEach(() => {
  server.got = []
  server.answers = []
  server.urls = []
  globalThis.fetch = async address => {
    const url = new URL(String(address), 'http://127.0.0.1')
    server.urls.push(String(address))
    return { ok: true, json: async () => answerDictQuery('region', url.searchParams) } as Response
  }
  window.scrollTo = () => {}
})

const box = (name: RegExp) => screen.getByRole('textbox', { name })
async function choosePlace(user: ReturnType<typeof userEvent.setup>) {
  for (const [level, place] of [
    ['省', '湖北省'],
    ['：市（', '武汉市'],
    ['：县', '武昌区'],
  ] as const) {
    await screen.findByRole('option', { name: place })
    await user.selectOptions(screen.getByRole('combobox', { name: new RegExp(level) }), place)
  }
}

describe('单位注册', () => {
  const show = () => {
    render(
      <RegisterUnitForm
        texts={{ user: '用户注册协议', privacy: '个人信息处理告知' }}
        way={registerWay(wuhan)}
        picture={null}
      />,
    )
    return userEvent.setup()
  }
  const submit = async (user: ReturnType<typeof userEvent.setup>) =>
    user.click(await screen.findByRole('button', { name: '提交注册' }))

  async function fill(user: ReturnType<typeof userEvent.setup>) {
    await user.click(screen.getByRole('radio', { name: '科研院所' }))
    await user.type(box(/^单位全称/), '示范江城材料研究院')
    await user.type(box(/^统一社会信用代码/), fixtureCreditCode(7).toLowerCase())
    await user.type(box(/^法定代表人/), '法正')
    await choosePlace(user)
    await user.type(box(/^联系人 ?（/), '管韵')
    await user.type(box(/^联系人手机号码/), fixturePhone(7))
    await user.type(box(/^短信验证码/), '123456')
    await user.type(screen.getByLabelText(/^登录密码/), 'Gaoshan#2026liu')
    await user.type(screen.getByLabelText(/^确认密码/), 'Gaoshan#2026liu')
    await user.click(screen.getByRole('checkbox'))
  }

  test('an empty form names all eleven fields, in the order of the page, and sends nothing', async () => {
    const user = show()
    await submit(user)
    const summary = await screen.findByRole('alert')
    expect(
      within(summary)
        .getAllByRole('link')
        .map(link => link.textContent?.split('：')[0]),
    ).toEqual([
      '单位性质',
      '单位全称',
      '统一社会信用代码',
      '法定代表人',
      '单位注册地',
      '联系人',
      '联系人手机号码',
      '短信验证码',
      '登录密码',
      '确认密码',
      '注册协议和个人信息处理告知',
    ])
    expect(summary).toHaveFocus()
    expect(server.got).toEqual([])
  })

  test('passwords that differ are said together with everything that is empty', async () => {
    const user = show()
    await user.type(screen.getByLabelText(/^登录密码/), 'Gaoshan#2026liu')
    await user.type(screen.getByLabelText(/^确认密码/), 'Gaoshan#2026li')
    await submit(user)
    const summary = await screen.findByRole('alert')
    expect(within(summary).getAllByRole('link')).toHaveLength(10)
    expect(within(summary).getByRole('link', { name: /^确认密码：两次输入的密码不一致/ })).toBeInTheDocument()
  })

  test('a wrong check character is said when the box is left', async () => {
    const user = show()
    const code = fixtureCreditCode(7)
    await user.type(box(/^统一社会信用代码/), code.slice(0, 17) + (code.endsWith('A') ? 'B' : 'A'))
    await user.tab()
    expect(await screen.findByText(/校验位不对/)).toBeInTheDocument()
  })

  test('the texts open in a window of their own', async () => {
    show()
    await screen.findByRole('option', { name: '湖北省' })
    for (const [name, href] of [
      ['《用户注册协议》', '/agreement/user'],
      ['《个人信息处理告知》', '/agreement/privacy'],
    ]) {
      expect(screen.getByRole('link', { name })).toHaveAttribute('href', href)
      expect(screen.getByRole('link', { name })).toHaveAttribute('target', '_blank')
    }
  })

  test('what the server refuses stands beside its field, nothing typed is lost, then it says what comes next', async () => {
    const user = show()
    await fill(user)
    const sentence = '该手机号在系统中已存在！'
    server.answers.push({ ok: false, code: 'invalid', message: '有内容需要修改', fieldErrors: { phone: [sentence] } })
    await submit(user)
    expect(await screen.findByRole('link', { name: `联系人手机号码：${sentence}` })).toBeInTheDocument()
    expect(screen.getByRole('link', { name: '找回密码' })).toHaveAttribute('href', '/recover?as=unitAdmin')
    expect(box(/^单位全称/)).toHaveValue('示范江城材料研究院')
    expect(screen.getByLabelText(/^登录密码/)).toHaveValue('Gaoshan#2026liu')

    await user.clear(box(/^联系人手机号码/))
    await user.type(box(/^联系人手机号码/), fixturePhone(8))
    server.answers.push({ ok: true, data: { phoneMask: '199****0008' } })
    await submit(user)
    const heading = await screen.findByRole('heading', { name: '注册已提交，现在是「待审核」' })
    expect(heading).toHaveFocus()
    expect(screen.getByText(/审核结果用短信发到 199\*\*\*\*0008/)).toBeInTheDocument()
    expect(screen.getByText('一般 2 个工作日内')).toBeInTheDocument()
    expect(screen.getByRole('link', { name: '登录查看进度' })).toHaveAttribute('href', '/login?as=unitAdmin')
    expect(server.got.at(-1)).toMatchObject({ nature: 'institute', regionCode: '420106', agreed: true })
  })
})

const unit: UnitView = {
  id: 'u-1',
  name: '示范江城第一医院',
  nature: '科研院所',
  natureCode: 'institute',
  region: '湖北省武汉市武昌区',
  regionCode: '420106',
  creditCode: fixtureCreditCode(7),
  status: 'active',
  statusLabel: '正常',
  statusSince: new Date('2026-11-19T04:00:00Z'),
  registeredAt: new Date('2026-11-19T04:00:00Z'),
  wait: null,
  legalPerson: '法正',
  address: null,
  postcode: null,
  officePhone: null,
  email: null,
  highTech: null,
  bankName: null,
  bankAccountMask: null,
  contactName: '管韵',
  contactPhoneMask: '199****0001',
  version: 4,
  history: [],
  events: [],
  refusedFrom: null,
  mended: null,
}

describe('信息更改', () => {
  test('saving stands on the version the page showed, the next one on the version of the answer', async () => {
    const router = makeRouter()
    render(<EditUnitForm unit={unit} />, { wrapper: router.wrapper })
    const user = userEvent.setup()
    const save = async () => user.click(await screen.findByRole('button', { name: '保存' }))
    server.answers.push({ ok: true, data: { version: 5 } }, { ok: true, data: { version: 6 } })
    await user.type(box(/^通讯地址/), '江夏大道 1 号')
    await save()
    expect(await screen.findByText('已保存。')).toBeInTheDocument()
    await save()
    await waitFor(() => expect(server.got.map(sent => sent.version)).toEqual([4, 5]))
    expect(server.got[0]).toMatchObject({ address: '江夏大道 1 号', regionCode: '420106' })
    expect(router.went).toContain('refresh')
  })

  test('after a conflict: what is stored now, what was typed stays, saving again stands on the new version', async () => {
    const router = makeRouter()
    const { rerender } = render(<EditUnitForm unit={unit} />, { wrapper: router.wrapper })
    const user = userEvent.setup()
    server.answers.push({ ok: false, code: 'conflict', message: '刚刚被修改过' }, { ok: true, data: { version: 10 } })
    await user.clear(box(/^法定代表人/))
    await user.type(box(/^法定代表人/), '我填的')
    await user.click(await screen.findByRole('button', { name: '保存' }))
    rerender(<EditUnitForm unit={{ ...unit, version: 9, legalPerson: '他填的' }} />)
    const notice = await screen.findByRole('alert')
    expect(notice).toHaveTextContent('法定代表人：他填的')
    expect(notice).not.toHaveTextContent('联系人')
    expect(box(/^法定代表人/)).toHaveValue('我填的')
    await user.click(screen.getByRole('button', { name: '保存' }))
    expect(await screen.findByText('已保存。')).toBeInTheDocument()
    expect(server.got.at(-1)).toMatchObject({ version: 9, legalPerson: '我填的' })
  })
})

test('a refused unit finds what it registered with, mends it and goes to its page', async () => {
  const router = makeRouter()
  render(<MendUnitForm unit={{ ...unit, status: 'refused', statusLabel: '不通过' }} picture={null} />, {
    wrapper: router.wrapper,
  })
  const user = userEvent.setup()
  expect(box(/^单位全称/)).toHaveValue('示范江城第一医院')
  await user.clear(box(/^法定代表人/))
  await user.type(box(/^法定代表人/), '法明')
  server.answers.push({ ok: true, data: { status: 'submitted', label: '待审核' } })
  await user.click(await screen.findByRole('button', { name: '修改并重新提交' }))
  await waitFor(() => expect(router.went).toContain('push /unit'))
  expect(server.got.at(-1)).toMatchObject({ version: 4, legalPerson: '法明', creditCode: unit.creditCode })
})

describe('完善信息', () => {
  const certificate = { rule: wuhan.uploads.unitCertificate, files: [] }
  const waiting: UnitView = { ...unit, status: 'incomplete', statusLabel: '待完善', bankAccountMask: '**** 0017' }
  const draft = {
    data: { address: '金珠西路', highTech: 'yes' },
    version: 3,
    savedAt: '2026-11-20T02:00:00Z',
    savedBy: '管韵',
  }

  test('begins with what was typed before; a missing certificate is said beside its field; sent with the version', async () => {
    const router = makeRouter()
    render(<CompleteUnitForm unit={waiting} draft={draft} certificate={certificate} />, { wrapper: router.wrapper })
    const user = userEvent.setup()
    expect(box(/^通讯地址/)).toHaveValue('金珠西路')
    expect(screen.getByRole('radio', { name: '是' })).toBeChecked()
    expect(screen.getByText(/已保存：\*\*\*\* 0017/)).toBeInTheDocument()
    await user.click(await screen.findByRole('button', { name: '提交复审' }))
    expect(await screen.findByRole('link', { name: /请填写邮政编码/ })).toBeInTheDocument()
    await user.type(box(/^邮政编码/), '850000')
    await user.type(box(/^电子邮箱/), 'office@example.com')
    const owed = '请上传统一社会信用代码证。'
    server.answers.push(
      { ok: false, code: 'invalid', message: '请看标出的地方。', fieldErrors: { unitCertificate: [owed] } },
      { ok: true, data: { status: 'resubmitted', label: '待复审' } },
    )
    await user.click(screen.getByRole('button', { name: '提交复审' }))
    expect(await screen.findByRole('link', { name: new RegExp(owed) })).toBeInTheDocument()
    expect(screen.getByRole('button', { name: /统一社会信用代码证：选择文件/ })).toBeInTheDocument()
    await user.click(await screen.findByRole('button', { name: '提交复审' }))
    await waitFor(() => expect(router.went).toContain('push /unit'))
    expect(server.got.at(-1)).toMatchObject({ version: 4, address: '金珠西路', highTech: 'yes', bankAccount: '' })
  })
})
