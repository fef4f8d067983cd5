import { configure, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MoveForm } from '@/components/affiliation/move-form'
import { CompleteForm, type CompleteFormProps } from '@/components/person/complete-form'
import type { ActionResult } from '@/lib/access/result'
import { answerDictQuery } from '@/lib/dict/query'
import { defaultUploads } from '@/lib/policy/upload-purposes'
import { makeRouter } from '../support/app-router'

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 15_000 })

/** The edge of the server: what arrives there, and what it answers. */
const server = { got: [] as Record<string, unknown>[], answers: [] as ActionResult<unknown>[] }
const answer = async ({ _key, ...input }: Record<string, unknown>) => {
  server.got.push(input)
  return server.answers.shift() ?? { ok: true, data: { unitName: '示范雪域农业研究所' } }
}
jest.mock('@/lib/affiliation/affiliation.actions', () => ({
  moveToUnitAction: (input: Record<string, unknown>) => answer(input),
}))
jest.mock('@/lib/file/file.actions', () => ({ removeFileAction: async () => ({ ok: true, data: {} }) }))
jest.mock('@/lib/person/person.actions', () => ({
  completeDataAction: (input: Record<string, unknown>) => answer(input),
}))

const unit = (n: number, name: string) => ({
  ...{ id: `00000000-0000-4000-8000-00000000000${n}`, name, region: '拉萨市城关区', registeredOn: '2026-11-19' },
  codeTail: `555${n}`,
})
const [free, listed] = [unit(1, '示范雪域农业研究所'), unit(2, '示范雪域医院')]
const division = { id: '00000000-0000-4000-8000-000000000009', name: '内科' }

beforeEach(() => {
  server.got = []
  server.answers = []
  window.scrollTo = () => {}
  globalThis.fetch = async address => {
    const { pathname, searchParams } = new URL(String(address), 'http://127.0.0.1')
    const dict = /\/api\/dict\/(\w+)/.exec(pathname)?.[1]
    const divisions = pathname.endsWith('/divisions') && { divisions: pathname.includes(listed.id) ? [division] : [] }
    const found = { units: [free, listed], page: 1, more: false, total: 2 }
    const kept = pathname === '/api/drafts/person' && { saved: true, version: 1, savedAt: new Date().toISOString() }
    const body = dict ? answerDictQuery(dict as 'title', searchParams) : kept || divisions || found
    return { ok: true, status: 200, json: async () => body } as Response
  }
})

type User = ReturnType<typeof userEvent.setup>
async function pick(user: User, label: RegExp, text: string, option: RegExp) {
  await user.type(screen.getByRole('combobox', { name: label }), text)
  await user.click(await screen.findByRole('option', { name: option }))
}

describe('修改单位 (A6)', () => {
  const show = () => {
    const router = makeRouter()
    render(<MoveForm version={3} />, { wrapper: router.wrapper })
    return { went: router.went, user: userEvent.setup({ delay: null }) }
  }

  test('a unit with a list of departments is asked by its list, another in one’s own words', async () => {
    const { user, went } = show()
    await pick(user, /新的单位/, '雪域', /示范雪域医院/)
    await user.selectOptions(await screen.findByRole('combobox', { name: /所在部门/ }), '内科')
    await user.click(screen.getByRole('button', { name: '修改单位' }))
    await screen.findByRole('button', { name: '修改单位' })
    expect(server.got).toEqual([expect.objectContaining({ version: 3, unitId: listed.id, divisionId: division.id })])
    expect(went).toContain('push /expert')
  })

  test('a refusal beside its field keeps everything; without a unit nothing is sent', async () => {
    const words = '这就是您现在的单位，请选择新的单位。'
    server.answers = [{ ok: false, code: 'invalid', fieldErrors: { unitId: [words] } }]
    const { user, went } = show()
    await user.click(screen.getByRole('button', { name: '修改单位' }))
    await screen.findByRole('link', { name: /请选择所在单位/ })
    expect(screen.getByRole('combobox', { name: /新的单位/ })).toHaveAccessibleDescription(/请选择所在单位/)
    expect(server.got).toEqual([])
    await pick(user, /新的单位/, '雪域', /示范雪域农业研究所/)
    await user.type(screen.getByRole('textbox', { name: /^所在部门/ }), '农艺室')
    await user.click(screen.getByRole('button', { name: '修改单位' }))
    expect((await screen.findAllByText(words)).length).toBeGreaterThan(0)
    expect(screen.getByRole('textbox', { name: /^所在部门/ })).toHaveValue('农艺室')
    expect(went).toEqual([])
  })
})

describe('完善信息 (A5)', () => {
  const values = {
    ...{ unitId: free.id, divisionId: '', divisionName: '草地室', regionCode: '540102', email: 'yun@example.com' },
    ...{ education: '', degree: '', titleCode: '' },
  }
  const props: CompleteFormProps = {
    values,
    draft: { version: 0, savedAt: null },
    unit: free,
    divisions: [],
    again: null,
    papers: { files: [], idScan: defaultUploads.idScan, titleProof: defaultUploads.titleProof },
  }
  const show = async (change: Partial<CompleteFormProps> = {}) => {
    const router = makeRouter()
    render(<CompleteForm {...props} {...change} />, { wrapper: router.wrapper })
    await screen.findByRole('option', { name: '城关区' })
    return { went: router.went, user: userEvent.setup({ delay: null }) }
  }

  test('what is missing stands beside its field, the papers that are owed beside theirs; nothing typed is lost', async () => {
    server.answers = [
      { ok: false, code: 'invalid', fieldErrors: { idScan: ['请上传身份证证明。'], titleProof: ['请上传职称证明。'] } },
    ]
    const { user, went } = await show({ values: { ...values, titleCode: '231' } })
    await user.click(screen.getByRole('button', { name: '提交单位审核' }))
    await screen.findByRole('link', { name: /个人学历/ })
    expect(screen.getByRole('combobox', { name: /个人学历/ })).toHaveAccessibleDescription(/请选择/)
    expect(server.got).toEqual([])
    await user.selectOptions(screen.getByRole('combobox', { name: /个人学历/ }), '硕士研究生毕业')
    await user.click(screen.getByRole('button', { name: '提交单位审核' }))
    expect((await screen.findAllByText('请上传身份证证明。')).length).toBeGreaterThan(0)
    expect(screen.getAllByText('请上传职称证明。').length).toBeGreaterThan(0)
    expect(screen.getByRole('textbox', { name: /^电子邮箱/ })).toHaveValue('yun@example.com')
    await user.click(await screen.findByRole('button', { name: '提交单位审核' }))
    await screen.findByRole('button', { name: '提交单位审核' })
    expect(server.got.at(-1)).toMatchObject({ unitId: free.id, divisionName: '草地室', regionCode: '540102' })
    expect(went).toContain('push /expert')
  })

  test('after a refusal the same unit is asked again, and the way to another one is named', async () => {
    await show({ again: free.name })
    expect(screen.queryByRole('combobox', { name: /所在单位/ })).not.toBeInTheDocument()
    expect(screen.getByText(free.name)).toBeInTheDocument()
    expect(screen.getByRole('link', { name: '修改单位' })).toHaveAttribute('href', '/expert/unit')
    expect(screen.getByRole('button', { name: '重新提交审核' })).toBeInTheDocument()
  })

  test('who has no title owes no certificate of one', async () => {
    const { user } = await show()
    const owed = () => screen.getAllByText('（必填）').length
    const before = owed()
    await pick(user, /个人职称/, '无', /^无/)
    expect(owed()).toBe(before - 1)
  })
})
