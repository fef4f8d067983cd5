import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemberDecision } from '@/components/membership/member-decision'
import { OverageCard } from '@/components/membership/overage-card'
import { OwnPlaceCard } from '@/components/membership/own-place'
import { WaitingRunCard } from '@/components/membership/run-parts'
import type { ActionResult } from '@/lib/access/result'
import type { Membership } from '@/lib/expert/membership.rules'
import { afterExit, exitConsequence } from '@/lib/membership/exit.rules'
import type { ExitView, MemberView, OwnPlace, RunView } from '@/lib/membership/membership.dto'
import { membershipSchema } from '@/lib/policy/membership-policy'
import { defaultUploads } from '@/lib/policy/upload-purposes'
import { makeRouter } from '../support/app-router'

/** The edge of the server: what arrives there, and what it answers. */
const server = { got: [] as [string, Record<string, unknown>][], answers: [] as ActionResult<unknown>[] }
const answer = async (name: string, { _key, ...input }: Record<string, unknown>) => {
  server.got.push([name, input])
  return server.answers.shift() ?? { ok: true, data: { status: 'x', label: '待出库核实' } }
}
type Input = Record<string, unknown>
jest.mock('@/lib/membership/membership.actions', () => ({
  proposeOverageAction: (input: Input) => answer('overage', input),
  decideMemberAction: (input: Input) => answer('decide', input),
  requestExitAction: (input: Input) => answer('requestExit', input),
  cancelExitAction: (input: Input) => answer('cancelExit', input),
  restoreOwnAction: (input: Input) => answer('restore', input),
  stateOwnAction: (input: Input) => answer('state', input),
  confirmRunAction: (input: Input) => answer('confirmRun', input),
  putOffRunAction: (input: Input) => answer('putOffRun', input),
}))
jest.mock('@/lib/file/file.actions', () => ({ removeFileAction: (input: Input) => answer('removeFile', input) }))
jest.mock('@/lib/application/application.actions', () => ({
  restartApplicationAction: (input: Input) => answer('restart', input),
}))
beforeEach(() => {
  server.got = []
  server.answers = []
})

const at = new Date('2026-11-20T06:05:00Z')
const id = '00000000-0000-4000-8000-000000000001'
const exit: ExitView = {
  source: 'proposed',
  reason: '擅自泄露评审的内容、过程和结果等重要信息',
  article: '第八条第六项',
  grounds: '2026 年 10 月的评审结果在公布前被转发。',
  evidence: null,
  files: { evidence: [], answer: [] },
  at,
  hearingUntil: new Date('2026-11-30T15:59:59Z'),
  statements: [],
  outcome: null,
  decidedAt: null,
  reentryFrom: null,
  keepUntil: null,
  erasedAt: null,
}
const none: OwnPlace = {
  version: 3,
  exit: null,
  canCancel: false,
  canRequestExit: false,
  restoreUntil: null,
  whyNotReenter: null,
  consequence: exitConsequence(membershipSchema.parse({})),
  answer: null,
  history: [],
}

function showOwn(status: Membership['status'], place: Partial<OwnPlace>, busy = false) {
  const member = { status, place: { ...none, ...place } } as Membership
  const router = makeRouter()
  render(<OwnPlaceCard member={member} busy={busy} />, { wrapper: router.wrapper })
  return { user: userEvent.setup(), went: router.went }
}

describe('the expert himself', () => {
  test('about whom an exit is proposed reads reason, ground and time, and answers', async () => {
    const { user, went } = showOwn('leaving', { exit })
    expect(screen.getByText(/第八条第六项/)).toBeInTheDocument()
    expect(screen.getByText(exit.grounds)).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: '撤回退出申请' })).not.toBeInTheDocument()
    await user.type(screen.getByRole('textbox', { name: /陈述申辩/ }), '我没有转发。')
    await user.click(screen.getByRole('button', { name: '提交陈述申辩' }))
    expect(await screen.findByText('已提交，核实时会一并考虑。')).toBeInTheDocument()
    expect(server.got).toEqual([['state', { statement: '我没有转发。' }]])
    expect(went).toContain('refresh')
  })

  test('an empty answer is not sent', async () => {
    const { user } = showOwn('leaving', { exit })
    await user.click(screen.getByRole('button', { name: '提交陈述申辩' }))
    expect((await screen.findAllByText(/请填写陈述申辩/)).length).toBeGreaterThan(0)
    expect(server.got).toEqual([])
  })

  test('asks to leave after he has read what it means', async () => {
    const { user } = showOwn('active', { canRequestExit: true })
    await user.click(screen.getByRole('button', { name: '申请退出专家库' }))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByText(/按主管部门的档案规定保存/)).toBeInTheDocument()
    await user.click(dialog.getByRole('button', { name: '申请退出专家库' }))
    await waitFor(() => expect(server.got).toEqual([['requestExit', { version: 3, opinion: '' }]]))
  })

  test('who was put out automatically comes back with one button, and until when', async () => {
    const automatic: ExitView = { ...exit, source: 'automatic', article: null, hearingUntil: null }
    const { user } = showOwn('left', { exit: automatic, restoreUntil: '2027-02-18' })
    expect(screen.getByText(/2027-02-18 为止可以自行恢复/)).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: '重新申请' })).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: '恢复在库' }))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '恢复在库' }))
    await waitFor(() => expect(server.got[0]?.[0]).toBe('restore'))
  })

  test.each<[string, Partial<OwnPlace>, boolean, RegExp, boolean]>([
    ['barred', { whyNotReenter: '2031-11-21 起可以重新申请入库。' }, false, /2031-11-21 起/, false],
    ['with an application under way', {}, true, /还有一份申请没有办完/, false],
    ['free to apply', {}, false, /不再参加抽取/, true],
  ])('who left, %s', (_, place, busy, words, button) => {
    showOwn('left', { exit: { ...exit, outcome: 'confirmed', decidedAt: at }, ...place }, busy)
    expect(screen.getByText(words)).toBeInTheDocument()
    expect(screen.queryAllByRole('button', { name: '重新申请' })).toHaveLength(button ? 1 : 0)
  })
})

test('the bureau proposes an exit with one of the nine reasons and its ground', async () => {
  const events: MemberView['events'] = [
    { event: 'suspend', label: '暂停', opinion: 'required', whyNot: null },
    { event: 'proposeExit', label: '提出出库', opinion: 'required', whyNot: null },
  ]
  const router = makeRouter()
  const back = { href: '/bureau/experts', label: '返回专家库' }
  const proposal = { files: [], rule: defaultUploads.exitEvidence }
  const member = { id, version: 2, events, exit: null, consequence: '', proposal }
  render(<MemberDecision member={member} name="单雄" back={back} />, {
    wrapper: router.wrapper,
  })
  const user = userEvent.setup()
  await user.click(screen.getByRole('radio', { name: /暂停/ }))
  expect(screen.queryByRole('combobox', { name: /出库的原因/ })).not.toBeInTheDocument()
  await user.click(screen.getByRole('radio', { name: /提出出库/ }))
  const reasons = screen.getByRole('combobox', { name: /出库的原因/ })
  expect(within(reasons).getAllByRole('option')).toHaveLength(10)
  await user.selectOptions(reasons, 'absence')
  expect(screen.getByText(/这一项原因要有证据/)).toBeInTheDocument()
  expect(screen.getByText('出库的证据材料')).toBeInTheDocument()
  await user.type(screen.getByRole('textbox', { name: /理由/ }), '两次无故缺席。')
  const owed = '这一项原因要有证据：请上传证据材料，或写明证据是什么、存放在哪里。'
  server.answers.push({ ok: false, code: 'invalid', message: '请检查', fieldErrors: { evidence: [owed] } })
  const send = async () => {
    await user.click(screen.getByRole('button', { name: '提交' }))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '确认提出出库' }))
  }
  await send()
  const evidence = screen.getByRole('textbox', { name: /证据说明/ })
  expect(await screen.findByText(owed)).toBeInTheDocument()
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  expect(evidence).toBeInvalid()
  expect(evidence).toHaveFocus()
  await user.type(evidence, '签到表在档案室。')
  // within half a second after an answer a press counts as the second of a double click
  await new Promise(done => setTimeout(done, 600))
  await send()
  const command = { id, version: 2, event: 'proposeExit', opinion: '两次无故缺席。', reason: 'absence' }
  await waitFor(() => expect(server.got).toHaveLength(2))
  expect(server.got.map(([, input]) => input)).toEqual([
    { ...command, evidence: '' },
    { ...command, evidence: '签到表在档案室。' },
  ])
})

test('who decides about an exit sends how many statements he has read', async () => {
  const events: MemberView['events'] = [{ event: 'rejectExit', label: '不予出库', opinion: 'required', whyNot: null }]
  const heard = { ...exit, statements: [{ text: '我没有转发。', at }] }
  const router = makeRouter()
  render(
    <MemberDecision
      member={{ id, version: 4, events, exit: heard, consequence: '', proposal: null }}
      name="单雄"
      back={{ href: '/bureau/experts', label: '返回专家库' }}
    />,
    { wrapper: router.wrapper },
  )
  const user = userEvent.setup()
  await user.click(screen.getByRole('radio', { name: /不予出库/ }))
  await user.type(screen.getByRole('textbox'), '查无实据。')
  await user.click(screen.getByRole('button', { name: '提交' }))
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '确认不予出库' }))
  const command = { id, version: 4, event: 'rejectExit', opinion: '查无实据。', heard: 1 }
  await waitFor(() => expect(server.got).toEqual([['decide', command]]))
})

describe('who is too old', () => {
  const overage = {
    article: '第四条第五项',
    title: '年龄一般不超过 65 周岁',
    count: 2,
    people: [
      { id, version: 1, name: '单雄', unitName: '示范江城第一医院', age: 71 },
      { id: id.replace(/1$/, '2'), version: 5, name: '方衡', unitName: '示范大学', age: 68 },
    ],
  }
  const show = (mayPropose: boolean) => {
    const router = makeRouter()
    render(<OverageCard overage={overage} mayPropose={mayPropose} />, { wrapper: router.wrapper })
    return { user: userEvent.setup(), went: router.went }
  }

  test('one exit is proposed from his row, after the reason and the article were read', async () => {
    const { user } = show(true)
    await user.click(screen.getAllByRole('button', { name: '提出出库' })[1]!)
    const dialog = within(await screen.findByRole('dialog', { name: '提出出库：1 人？' }))
    expect(dialog.getByText('方衡（68 周岁）')).toBeInTheDocument()
    expect(dialog.getByText(/第八条第一项.*第四条第五项/)).toBeInTheDocument()
    await user.click(dialog.getByRole('button', { name: '确认提出' }))
    expect(await screen.findByRole('dialog', { name: '已提出 1 人' })).toBeInTheDocument()
    expect(server.got).toEqual([['overage', { id: overage.people[1]!.id, version: 5, remark: '' }]])
  })

  test('many at once, each for himself: who failed is named with the reason', async () => {
    const { user, went } = show(true)
    await user.click(screen.getByRole('checkbox', { name: '选择本页全部' }))
    await user.click(screen.getByRole('button', { name: '批量提出出库' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.type(dialog.getByRole('textbox', { name: /补充说明/ }), '经局务会研究。')
    server.answers.push({ ok: false, code: 'refused', message: '这位专家现在不在名单里。' })
    await user.click(dialog.getByRole('button', { name: '确认提出' }))
    const done = within(await screen.findByRole('dialog', { name: '已提出 1 人，1 人没有办成' }))
    expect(done.getByText('这位专家现在不在名单里。')).toBeInTheDocument()
    expect(server.got.map(([, input]) => input.remark)).toEqual(['经局务会研究。', '经局务会研究。'])
    await user.click(done.getByRole('button', { name: '知道了' }))
    expect(went).toContain('refresh')
  })

  test('who may not propose reads it and has no button', () => {
    show(false)
    expect(screen.getByText('71 周岁')).toBeInTheDocument()
    expect(screen.queryByRole('button')).not.toBeInTheDocument()
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument()
  })
})

test('an exit shows what it was proposed and answered with, each under its name', () => {
  const file = (name: string, purpose: string) => ({
    ...{ id, purpose, name, size: 300, type: 'application/pdf', uploadedAt: at.toISOString(), href: '/api/files/1' },
    ...{ state: 'ready' as const, section: null, rowId: null },
  })
  const files = { evidence: [file('聊天记录.pdf', 'exitEvidence')], answer: [file('说明.pdf', 'exitAnswer')] }
  showOwn('leaving', { exit: { ...exit, evidence: '截图在档案室。', files } })
  expect(screen.getByText('截图在档案室。')).toBeInTheDocument()
  const under = (name: string) => within(screen.getByRole('region', { name })).getAllByRole('link')
  expect([under('证据材料'), under('陈述申辩的材料')].map(links => links.map(link => link.textContent))).toEqual([
    ['聊天记录.pdf（下载）'],
    ['说明.pdf（下载）'],
  ])
})

test('who left reads until when his data are kept, and afterwards that they are gone', () => {
  const kept = { ...exit, outcome: 'confirmed' as const, decidedAt: at, keepUntil: '2029-11-22' }
  showOwn('left', { exit: kept, consequence: afterExit(kept, '您的') })
  expect(screen.getByText(/您的资料保存到 2029年11月22日，之后删除已提交的申请内容/)).toBeInTheDocument()
  expect(afterExit({ ...kept, erasedAt: new Date('2029-11-22T16:30:00Z') })).toContain('已于 2029年11月23日删除')
})

describe('a run beyond the cap', () => {
  const run: RunView = {
    id,
    version: 0,
    kind: 'sleep',
    day: '2026-11-21',
    plannedAt: at,
    planned: 214,
    cap: 20,
    state: 'waiting',
    done: 0,
    void: 0,
    failed: 0,
    decision: null,
    holdUntil: null,
    whyNot: null,
  }

  test('says how many and why it waits, and is confirmed with a reason', async () => {
    render(<WaitingRunCard run={run} mayDecide />, { wrapper: makeRouter().wrapper })
    const user = userEvent.setup()
    expect(screen.getByText('休眠：214 人，等待确认')).toBeInTheDocument()
    expect(screen.getByText(/最多办理 20 人/)).toBeInTheDocument()
    // whoever confirms can see all of them, page by page
    expect(screen.getByRole('link', { name: '查看名单（214 人）' })).toHaveAttribute(
      'href',
      `/bureau/membership/runs/${id}`,
    )
    await user.click(screen.getByRole('button', { name: '确认办理' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.type(dialog.getByRole('textbox'), '名单已核对。')
    await user.click(dialog.getByRole('button', { name: '确认办理' }))
    await waitFor(() => expect(server.got).toEqual([['confirmRun', { id, version: 0, reason: '名单已核对。' }]]))
  })

  test('a manager who stands in it reads who decides instead, and has no button', () => {
    const whyNot = '名单里有您本人，请由另一位业务管理员办理。'
    render(<WaitingRunCard run={{ ...run, whyNot }} mayDecide />, { wrapper: makeRouter().wrapper })
    expect(screen.getByText(whyNot)).toBeInTheDocument()
    expect(screen.queryByRole('button')).not.toBeInTheDocument()
  })

  test('a reviewer reads it and has no button', () => {
    render(<WaitingRunCard run={run} mayDecide={false} />, { wrapper: makeRouter().wrapper })
    expect(screen.queryByRole('button')).not.toBeInTheDocument()
  })
})
