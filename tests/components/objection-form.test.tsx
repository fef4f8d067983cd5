import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { AuthRulesProvider } from '@/components/auth/auth-rules'
import { CodeWaysProvider } from '@/components/auth/code-ways'
import { ObjectionForm } from '@/components/publicity/objection-form'
import { PublicArticle } from '@/components/publicity/public-article'
import type { ActionResult } from '@/lib/access/result'
import type { CodeWays } from '@/lib/auth/code-ways.rules'
import { shaoxing } from '@/lib/policy/presets/shaoxing'

/** The edge of the server; an answer that is an error is a line that broke. */
type Answer = ActionResult<{ receipt: string }> | Error
const server = { got: [] as Record<string, unknown>[], answers: [] as Answer[] }
jest.mock('@/lib/publicity/publicity.actions', () => ({
  fileObjectionAction: async (input: Record<string, unknown>) => {
    server.got.push(input)
    const answer = server.answers.shift()
    if (answer instanceof Error) throw answer
    return answer
  },
}))
jest.mock('@/lib/file/file.actions', () => ({ removeFileAction: async () => ({ ok: true, data: null }) }))
jest.mock('next/navigation', () => ({
  ...jest.requireActual<object>('next/navigation'),
  useRouter: () => ({ refresh: () => {} }),
}))
jest.mock('@/lib/auth/sms-code.actions', () => ({ requestCodeAction: async () => ({ ok: true, data: { wait: 60 } }) }))

let asked = 0
beforeEach(() => {
  Object.assign(server, { got: [], answers: [] })
  asked = 0
  globalThis.fetch = async () => {
    asked += 1
    return {
      json: async () => ({ kind: 'arithmetic', id: `q-${asked}`, picture: 'data:image/png;base64,' }),
    } as Response
  }
})

const batchId = '00000000-0000-4000-8000-000000000001'
const person = (n: number) => ({
  id: `00000000-0000-4000-8000-0000000001${String(n).padStart(2, '0')}`,
  name: `示例${String.fromCodePoint(0x4e00 + n)}`,
  unitName: `示范第${n}研究所`,
})
const people = (count: number) => Array.from({ length: count }, (_, n) => person(n))

function show(ways: CodeWays, count = 2, chosen?: string) {
  render(
    <CodeWaysProvider ways={ways}>
      <AuthRulesProvider passwordMode="dengbao" captcha="arithmetic">
        <ObjectionForm
          batchId={batchId}
          people={people(count)}
          chosen={chosen}
          rule={shaoxing.uploads.objectionProof}
          files={[]}
          notice={<p>告知</p>}
        />
      </AuthRulesProvider>
    </CodeWaysProvider>,
  )
  return { user: userEvent.setup({ delay: null }) }
}
const none = { sms: false, email: false }
const submit = () => screen.queryByRole('button', { name: '提交异议' })

test('where no code can be sent, by name leads to the other ways, and anonymously it goes on', async () => {
  const { user } = show(none)
  for (const name of [/^个人实名/, /^单位/]) {
    await user.click(screen.getByRole('radio', { name }))
    expect(screen.getByText(/可以改为匿名提出，或按公示上的联系方式书面提出/)).toBeInTheDocument()
    expect(submit()).not.toBeInTheDocument()
    expect(screen.queryByRole('textbox', { name: /验证码|激活码|手机号码/ })).not.toBeInTheDocument()
  }
  await user.click(screen.getByRole('radio', { name: /^匿名/ }))
  expect(screen.getByText('告知')).toBeInTheDocument()
  expect(submit()).toBeInTheDocument()
})

test('without a gateway for SMS the code goes to an address, and nobody is promised an SMS', async () => {
  const { user } = show({ sms: false, email: true })
  await user.click(screen.getByRole('radio', { name: /^个人实名/ }))
  expect(screen.getByRole('textbox', { name: /^电子邮箱/ })).toBeInTheDocument()
  expect(screen.queryByText(/短信/)).not.toBeInTheDocument()
})

test('after the line broke an anonymous one is sent again as it was, so that its receipt is answered', async () => {
  const refusal = { ok: false as const, code: 'invalid', fieldErrors: { captcha: ['请先完成安全验证，再试一次。'] } }
  const receipt = 'ABCD-2345-EFGH-6789'
  server.answers = [refusal, new TypeError('offline'), { ok: true, data: { receipt } }]
  const { user } = show(none, 2, person(1).id)
  await user.click(screen.getByRole('radio', { name: /^匿名/ }))
  await user.click(screen.getByRole('textbox', { name: /^异议的事实/ }))
  await user.paste('该专家的职称证书与事实不符，理由如下。')
  const solve = async (answer: string) => {
    await screen.findByRole('img')
    await user.type(screen.getByRole('textbox', { name: /^图片验证码/ }), answer)
  }
  await solve('7')
  await user.click(submit()!)
  expect(await screen.findByText('请先完成安全验证，再试一次。')).toBeInTheDocument()
  await solve('8')
  await user.click(submit()!)
  expect(await screen.findByText(/网络连接不上/)).toBeInTheDocument()
  await user.click(submit()!)
  expect(await screen.findByText(receipt)).toBeInTheDocument()
  const [wrong, broken, again] = server.got
  expect(wrong).toMatchObject({ captcha: 'q-1.7', entryId: person(1).id })
  expect(broken!.captcha).toBe('q-2.8')
  expect(again).toEqual(broken)
})

test('more people than a list is good for are found by name or unit', async () => {
  const { user } = show(none, 40, person(3).id)
  const box = screen.getByRole('combobox', { name: /^对谁有异议/ })
  expect(box).toHaveValue(person(3).name)
  await user.clear(box)
  await user.type(box, '第37')
  await user.click(await screen.findByRole('option', { name: new RegExp(person(37).name) }))
  expect(box).toHaveValue(person(37).name)
})

test('a 公示 says how many were published and how many are shown; each of them leads to the form with him chosen', () => {
  const entries = people(2).map(one => ({ ...one, disciplines: '', title: '' }))
  const batch = { id: batchId, number: '2026-001', title: '公示', body: '现予公示。', contact: '电话', days: '7 天' }
  const at = new Date('2026-11-21T09:00:00+08:00')
  const times = { publishedAt: at, endsAt: at, lastDay: '2026-11-28', left: '还有 7 天' }
  render(<PublicArticle authority="示范市科技局" batch={{ ...batch, ...times, count: 3, admitted: 0, entries }} />)
  expect(screen.getByText('共', { exact: false, selector: 'span' })).toHaveTextContent('共 3 人')
  expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent('公示人员（现列 2 人）')
  expect(screen.getByRole('link', { name: `对${person(1).name}提出异议` })).toHaveAttribute(
    'href',
    `/publicity/${batchId}/object?entry=${person(1).id}`,
  )
})
