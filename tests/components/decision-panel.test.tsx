import { configure, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { DecisionPanel } from '@/components/workflow/decision-panel'
import type { DecisionAction } from '@/components/workflow/use-decision'
import type { ActionResult } from '@/lib/access/result'
import type { OpenEvent } from '@/lib/workflow/machine'
import { makeRouter } from '../support/app-router'

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 15_000 })

type Event = 'approve' | 'refuse'
type Sent = Parameters<DecisionAction<Event>>[0] & { _key?: string }

const events: OpenEvent<Event>[] = [
  { event: 'approve', label: '审核通过', opinion: 'optional', whyNot: null },
  { event: 'refuse', label: '不通过', opinion: 'required', whyNot: null },
]
const approved: ActionResult<{ label: string }> = { ok: true, data: { label: '正常' } }
const next = { href: '/bureau/units/2', label: '下一家：示范长江研究院' }

function show(
  answers: (ActionResult<{ label: string }> | Error)[],
  props: Partial<{ events: OpenEvent<string>[]; next: null }> = {},
) {
  const sent: Sent[] = []
  const router = makeRouter()
  const action: DecisionAction<Event> = async command => {
    sent.push(command)
    const answer = answers[sent.length - 1] ?? approved
    if (answer instanceof Error) throw answer
    return answer
  }
  render(
    <DecisionPanel
      title="审核"
      subject="示范江城医院"
      id="u-1"
      version={3}
      events={events}
      action={action}
      effects={{ approve: '单位会收到短信。', refuse: '单位会收到理由。' }}
      grave={['refuse']}
      next={next}
      back={{ href: '/bureau/units?text=江', label: '返回列表' }}
      idle="现在没有需要办理的事。"
      {...props}
    />,
    { wrapper: router.wrapper },
  )
  return { sent, went: router.went, user: userEvent.setup() }
}

const submit = () => screen.getByRole('button', { name: '提交' })
const confirm = async (name: string) => within(await screen.findByRole('dialog')).getByRole('button', { name })

test('approving: a question first, then it is sent once, then the way to the next one', async () => {
  const { sent, went, user } = show([])
  await user.click(screen.getByRole('radio', { name: /审核通过/ }))
  await user.click(submit())
  const button = await confirm('确认审核通过')
  expect(screen.getByRole('dialog')).toHaveTextContent('审核通过：示范江城医院？')
  expect(screen.getByRole('dialog')).toHaveTextContent('单位会收到短信。')
  expect(sent).toEqual([])
  await user.dblClick(button)
  const done = await screen.findByText('已办理：正常')
  expect(done.closest('[role=status]')).toHaveFocus()
  expect(sent).toEqual([
    expect.objectContaining({
      id: 'u-1',
      version: 3,
      event: 'approve',
      _key: expect.stringMatching(/^[0-9a-f-]{36}$/),
    }),
  ])
  expect(screen.getByRole('link', { name: next.label })).toHaveAttribute('href', next.href)
  expect(screen.getByRole('link', { name: '返回列表' })).toHaveAttribute('href', '/bureau/units?text=江')
  expect(went).toEqual(['refresh'])
})

test('without a choice nothing is asked; a refusal owes a reason', async () => {
  const { sent, user } = show([])
  await user.click(submit())
  expect(await screen.findByRole('link', { name: '办理结果：请选择办理结果' })).toBeInTheDocument()
  await user.click(screen.getByRole('radio', { name: /不通过/ }))
  await user.click(submit())
  expect(await screen.findByRole('textbox', { name: /理由/ })).toBeInvalid()
  await user.type(screen.getByRole('textbox', { name: /理由/ }), '名称与证书不一致')
  await user.click(submit())
  await user.click(await confirm('确认不通过'))
  expect(await screen.findByText('单位会收到理由。')).toBeInTheDocument()
  expect(sent).toEqual([expect.objectContaining({ event: 'refuse', opinion: '名称与证书不一致' })])
})

test('再看看 sends nothing and keeps what was written', async () => {
  const { sent, user } = show([])
  await user.click(screen.getByRole('radio', { name: /审核通过/ }))
  await user.type(screen.getByRole('textbox'), '材料齐全')
  await user.click(submit())
  await user.click(await confirm('再看看'))
  expect(sent).toEqual([])
  expect(screen.getByRole('textbox')).toHaveValue('材料齐全')
})

test('whoever comes second reads who was first and when, and keeps his words', async () => {
  const message = '示范市科技局方衡已于 2026-11-20 10:00 办理，现在的状态是「不通过」。请刷新查看。'
  const { went, user } = show([{ ok: false, code: 'conflict', message }])
  await user.click(screen.getByRole('radio', { name: /审核通过/ }))
  await user.type(screen.getByRole('textbox'), '材料齐全')
  await user.click(submit())
  await user.click(await confirm('确认审核通过'))
  expect(await screen.findByText(message)).toBeInTheDocument()
  expect(screen.getByText('材料齐全')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: next.label })).toBeInTheDocument()
  expect(went).toEqual(['refresh'])
})

test('a broken connection is said in the question; sending again is the same command', async () => {
  const { sent, user } = show([new TypeError('fetch failed')])
  await user.click(screen.getByRole('radio', { name: /审核通过/ }))
  await user.click(submit())
  await user.click(await confirm('确认审核通过'))
  expect(await screen.findByText(/网络连接不上/)).toBeInTheDocument()
  await user.click(await confirm('确认审核通过'))
  expect(await screen.findByText('已办理：正常')).toBeInTheDocument()
  expect(sent).toHaveLength(2)
  expect(sent[0]!._key).toBe(sent[1]!._key)
})

test('a reason the server finds wanting stands beside the box', async () => {
  const { user } = show([
    {
      ok: false,
      code: 'invalid',
      message: '有内容需要修改',
      fieldErrors: { opinion: ['意见第 3 个字是看不见的特殊字符'] },
    },
  ])
  await user.click(screen.getByRole('radio', { name: /审核通过/ }))
  await user.type(screen.getByRole('textbox'), '材料齐全')
  await user.click(submit())
  await user.click(await confirm('确认审核通过'))
  expect(await screen.findByText('意见第 3 个字是看不见的特殊字符')).toBeInTheDocument()
  expect(screen.getByRole('textbox')).toHaveValue('材料齐全')
})

test('what is closed says why; nothing to decide says so; nothing left says so', async () => {
  const closed = events.map(event => ({ ...event, whyNot: '不能办理本人的申请，请由其他管理员办理。' }))
  show([], { events: closed })
  expect(screen.getByText('不能办理本人的申请，请由其他管理员办理。')).toBeInTheDocument()
  expect(screen.queryByRole('button')).toBeNull()
  expect(screen.getByRole('link', { name: '返回列表' })).toBeInTheDocument()
})

test('nothing to decide', () => {
  show([], { events: [] })
  expect(screen.getByText('现在没有需要办理的事。')).toBeInTheDocument()
})

test('the last one of the queue', async () => {
  const { user } = show([], { next: null })
  await user.click(screen.getByRole('radio', { name: /审核通过/ }))
  await user.click(submit())
  await user.click(await confirm('确认审核通过'))
  expect(await screen.findByText('没有其他等待办理的了。')).toBeInTheDocument()
})
