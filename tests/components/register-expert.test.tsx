import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { RegisterExpertForm } from '@/components/person/register-expert-form'
import type { ActionResult } from '@/lib/access/result'
import { answerDictQuery } from '@/lib/dict/query'
import { fixtureId, fixturePhone } from '../support/fixtures-ids'

/** The edge of the server: what arrives there, and what it answers. */
const server = { got: [] as Record<string, unknown>[], answers: [] as ActionResult<unknown>[] }
jest.mock('@/lib/person/person.actions', () => ({
  registerExpertAction: async (input: Record<string, unknown>) => {
    server.got.push(input)
    return server.answers.shift() ?? { ok: false, code: 'failed' }
  },
}))
jest.mock('@/lib/auth/sms-code.actions', () => ({ requestCodeAction: async () => ({ ok: true, data: { wait: 60 } }) }))

const unit = {
  id: '00000000-0000-4000-8000-000000000007',
  name: '示范高原生态研究所',
  region: '武汉市武昌区',
  registeredOn: '2026-11-19',
  codeTail: '555X',
}

test('somebody of the same name is asked about in a window; “不是我” sends the same again with the answer (R5)', async () => {
  server.answers.push(
    { ok: false, code: 'confirm', message: '这个单位已有一位同名的注册人员，登记的手机号为 199****0009。' },
    { ok: true, data: { phoneMask: '199****0003' } },
  )
  globalThis.fetch = async address => {
    const url = new URL(String(address), 'http://127.0.0.1')
    const dict = /\/api\/dict\/(\w+)/.exec(url.pathname)?.[1]
    const body = dict ? answerDictQuery(dict as 'title', url.searchParams) : { units: [unit], more: false, total: 1 }
    return { ok: true, json: async () => body } as Response
  }
  window.scrollTo = () => {}
  const user = userEvent.setup({ delay: null })
  render(<RegisterExpertForm noticeVersion="2026-11" texts={{ user: '协议', privacy: '告知' }} path={['审核']} />)
  const paste = async (control: HTMLElement, text: string) => {
    await user.click(control)
    await user.paste(text)
  }
  const choose = async (label: RegExp, text: string, option: RegExp) => {
    await user.type(screen.getByRole('combobox', { name: label }), text)
    await user.click(await screen.findByRole('option', { name: option }, { timeout: 10_000 }))
  }
  await paste(screen.getByRole('textbox', { name: /^专家姓名/ }), '路遥之')
  await paste(screen.getByRole('textbox', { name: /^身份证号/ }), fixtureId(3))
  await choose(/工作单位/, '高原', /示范高原/)
  await choose(/技术职称/, '主任医师', /^主任医师/)
  await choose(/学科专业/, '植物保护学', /^植物保护学 ?21060/)
  await paste(screen.getByRole('textbox', { name: /^手机号码/ }), fixturePhone(3))
  await paste(screen.getByRole('textbox', { name: /^短信验证码/ }), '123456')
  await paste(screen.getByLabelText(/^登录密码/), 'Shanshui#88lian')
  await paste(screen.getByLabelText(/^确认密码/), 'Shanshui#88lian')
  await user.click(screen.getByRole('checkbox'))
  await user.click(screen.getByRole('button', { name: '注册' }))

  expect(await screen.findByRole('dialog')).toHaveTextContent('199****0009')
  await user.click(screen.getByRole('button', { name: '不是我，继续注册' }))
  await screen.findByRole('heading', { name: '账号注册成功！' })
  expect(server.got.map(({ notMe }) => notMe)).toEqual([false, true])
  expect(server.got[1]).toMatchObject({
    name: '路遥之',
    titleCode: '231',
    discipline: '21060',
    noticeVersion: '2026-11',
  })
})
