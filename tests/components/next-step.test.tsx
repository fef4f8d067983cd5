import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { Fresh, noteChange } from '@/components/application/fresh'
import { NextStep } from '@/components/application/next-step'
import { PathProgress } from '@/components/application/path-progress'
import { SubmitForm } from '@/components/application/submit-form'
import type { ActionResult } from '@/lib/access/result'
import type { OwnApplication } from '@/lib/application/application.dto'
import { nextStepOf, pathSteps, waitingFor } from '@/lib/application/path.rules'
import type { Membership } from '@/lib/expert/membership.rules'
import { wuhan } from '@/lib/policy/presets/wuhan'
import type { SectionProgress } from '@/lib/profile/progress.rules'
import type { ApplicationStatus } from '@/lib/workflow/application.machine'
import { makeRouter } from '../support/app-router'

/** The edge of the server: what arrives there, and what it answers. */
const server = { got: [] as [string, Record<string, unknown>][], answers: [] as ActionResult<unknown>[] }
const answer = async (name: string, input: Record<string, unknown>) => {
  server.got.push([name, input])
  return server.answers.shift() ?? { ok: true, data: { status: 'x' } }
}
jest.mock('@/lib/file/file.actions', () => ({ removeFileAction: async () => ({ ok: true, data: null }) }))
jest.mock('@/lib/application/application.actions', () => ({
  submitApplicationAction: (input: Record<string, unknown>) => answer('submit', input),
  withdrawApplicationAction: (input: Record<string, unknown>) => answer('withdraw', input),
  restartApplicationAction: (input: Record<string, unknown>) => answer('restart', input),
}))
jest.mock('@/lib/expert/expert.actions', () => ({
  confirmProfileAction: (input: Record<string, unknown>) => answer('confirm', input),
}))
jest.mock('@/lib/membership/membership.actions', () => ({
  requestExitAction: (input: Record<string, unknown>) => answer('requestExit', input),
}))
beforeEach(() => {
  server.got = []
  server.answers = []
})

const applicationId = '00000000-0000-4000-8000-000000000001'
const at = new Date('2026-11-20T06:05:00Z')
const now = new Date('2026-11-21T06:05:00Z')
const unitName = '示范江城第一医院'
const progress = (done: number): SectionProgress[] =>
  wuhan.profile.sections.map((section, index) => ({
    section,
    title: section,
    hint: '',
    state: index < done ? 'done' : 'empty',
    optional: false,
    rows: null,
    missing: index < done ? [] : [{ section, path: '', row: null, message: '请填写' }],
  }))

function own(status: ApplicationStatus, more: Partial<OwnApplication> = {}): OwnApplication {
  return {
    applicationId,
    number: '2026-000123',
    course: 'entry',
    member: null,
    proposal: null,
    publicity: null,
    status,
    statusLabel: '',
    statusSince: at,
    unitName,
    steps: pathSteps(wuhan, status, []),
    next: nextStepOf(status),
    waiting: waitingFor(wuhan, status, { unit: unitName, department: null }),
    progress: progress(0),
    decision: null,
    history: [],
    canWithdraw: status === 'atUnit',
    earlier: [],
    ...more,
  }
}

function show(element: ReactElement) {
  const { went, wrapper } = makeRouter()
  const view = render(element, { wrapper })
  return { went, user: userEvent.setup({ delay: null }), ...view }
}
const step = (application: OwnApplication) => show(<NextStep application={application} now={now} />)
const link = (name: string) => screen.getByRole('link', { name })

describe('the one thing to do', () => {
  test('信息未填写: 申请成为专家', () => {
    step(own('empty'))
    expect(link('申请成为专家')).toHaveAttribute('href', '/expert/profile')
  })

  test('填写中: 继续填写, or check once everything is filled in', () => {
    const { unmount } = step(own('draft', { progress: progress(2) }))
    expect(screen.getByText(/10 个部分已完成 2 个/)).toBeInTheDocument()
    expect(link('继续填写')).toHaveAttribute('href', '/expert/profile')
    unmount()
    step(own('draft', { progress: progress(10) }))
    expect(link('检查并提交')).toHaveAttribute('href', '/expert/check')
  })

  test('退回修改: what was said, in full, above the way to mend it', () => {
    step(own('returned', { decision: { by: unitName, who: '管韵', at, opinion: '请补充取得时间。\n并上传证书。' } }))
    expect(screen.getByText(`${unitName}的意见`)).toBeInTheDocument()
    expect(screen.getByText(/请补充取得时间。/)).toHaveTextContent('并上传证书。')
    expect(link('查看退回意见并修改')).toHaveAttribute('href', '/expert/profile')
  })

  test('待单位推荐: who is waited for, since when and for how long', () => {
    step(own('atUnit'))
    expect(screen.getByRole('heading', { name: `等待：${unitName}推荐` })).toBeInTheDocument()
    expect(screen.getByText(/一般在 5 个工作日内办理/)).toHaveTextContent('2026-11-20 14:05（1 天前）')
  })

  test('审核通过: 已入库', () => {
    step(own('admitted'))
    expect(screen.getByRole('heading', { name: '已入库' })).toBeInTheDocument()
    expect(screen.queryByRole('button')).not.toBeInTheDocument()
  })

  test('审核不通过: the reason, and 重新申请, which leads on to the form', async () => {
    const decision = { by: '武汉市科学技术局', who: '沈鉴', at, opinion: '不符合条件。' }
    const { went, user } = step(own('refused', { decision }))
    expect(screen.getByText('不符合条件。')).toBeInTheDocument()
    await user.click(await screen.findByRole('button', { name: '重新申请' }))
    await waitFor(() => expect(went).toContain('push /expert/profile'))
    expect(server.got.map(([name]) => name)).toEqual(['restart'])
  })
})

test('撤回申请 asks once more, takes a reason, and shows the new state', async () => {
  const { went, user } = step(own('atUnit'))
  await user.click(screen.getByRole('button', { name: '撤回申请' }))
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByText(/填写的内容和证明材料会带过去/)).toBeInTheDocument()
  await user.click(within(dialog).getByRole('textbox'))
  await user.paste('要补充一段经历')
  await user.click(within(dialog).getByRole('button', { name: '撤回申请' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  expect(server.got).toEqual([['withdraw', expect.objectContaining({ applicationId, opinion: '要补充一段经历' })]])
  expect(went).toEqual(['refresh'])
})

test('the way shows what is done, where it stands and what comes, also to screen readers', () => {
  render(<PathProgress steps={pathSteps(wuhan, 'atUnit', [])} />)
  const stations = screen.getAllByRole('listitem').map(item => item.textContent)
  expect(stations[0]).toContain('填写申请（已完成）')
  expect(stations[1]).toContain('单位推荐（进行中）')
  expect(stations[2]).toContain('科技局审核（未开始）')
})

describe('submitting', () => {
  const form = (
    <SubmitForm applicationId={applicationId} statementVersion="2026-11" statementTitle="专家承诺" to={unitName} />
  )
  const button = () => screen.findByRole('button', { name: '提交申请' })

  test('without the tick nothing is sent', async () => {
    const { user } = show(form)
    await user.click(await button())
    expect(await screen.findByRole('link', { name: '专家承诺：请阅读承诺书并勾选同意' })).toBeInTheDocument()
    expect(server.got).toEqual([])
  })

  test('a double click sends once and leads to where it stands', async () => {
    const { went, user } = show(form)
    await user.click(await screen.findByRole('checkbox'))
    await user.dblClick(await button())
    await waitFor(() => expect(went).toEqual(['replace /expert']))
    expect(server.got).toEqual([
      ['submit', expect.objectContaining({ applicationId, statementVersion: '2026-11', agreed: true })],
    ])
    expect(await screen.findByRole('status')).toHaveTextContent('申请已提交')
    expect(screen.queryByRole('button', { name: '提交申请' })).not.toBeInTheDocument()
  })

  test('sent already, in another tab: says so and shows the present state', async () => {
    server.answers.push({ ok: false, code: 'refused', message: '当前状态是「待单位推荐」，不能进行这一步。' })
    const { went, user } = show(form)
    await user.click(await screen.findByRole('checkbox'))
    await user.click(await button())
    expect(await screen.findByText('当前状态是「待单位推荐」，不能进行这一步。')).toBeInTheDocument()
    expect(went).toEqual(['refresh'])
  })
})

describe('a page that the browser brings back', () => {
  const page = (renderedAt: number) => <Fresh renderedAt={renderedAt}>内容</Fresh>

  test('is shown as it is when nothing changed since', () => {
    const { went } = show(page(Date.parse('2026-11-21T06:00:00Z')))
    expect(screen.getByText('内容')).toBeInTheDocument()
    expect(went).toEqual([])
  })

  test('is fetched again before anybody reads it when something changed since', async () => {
    noteChange('2026-11-21T07:00:00Z')
    const { went, rerender } = show(page(Date.parse('2026-11-21T06:59:59Z')))
    expect(screen.queryByText('内容')).not.toBeInTheDocument()
    expect(screen.getByRole('status')).toHaveTextContent('正在取得最新内容')
    expect(went).toEqual(['refresh'])
    await act(async () => rerender(page(Date.parse('2026-11-21T07:00:01Z'))))
    expect(screen.getByText('内容')).toBeInTheDocument()
    expect(went).toEqual(['refresh'])
  })

  test('what changed without a time makes everything seen so far old', () => {
    const seen = Date.parse('2026-11-21T08:00:00Z')
    show(page(seen)).unmount()
    noteChange()
    const { went } = show(page(seen))
    expect(went).toEqual(['refresh'])
  })
})

describe('in the pool', () => {
  const member: Membership = {
    status: 'active',
    statusLabel: '在库',
    admittedAt: at,
    since: at,
    confirmedAt: null,
    profile: 'current',
    whyNotChange: null,
    proposing: null,
    place: {
      version: 3,
      exit: null,
      canCancel: false,
      canRequestExit: true,
      restoreUntil: null,
      whyNotReenter: null,
      consequence: '',
      answer: null,
      history: [],
    },
  }
  const change = (status: ApplicationStatus, more: Partial<OwnApplication> = {}) =>
    own(status, {
      course: 'change',
      member,
      next: nextStepOf(status, 'change'),
      waiting: waitingFor(wuhan, status, { unit: unitName, department: null }, 'change'),
      ...more,
    })

  test('without a change: when he came in, and the way to change', () => {
    step(own('admitted', { member }))
    expect(screen.getByRole('heading', { name: '您是在库专家' })).toBeInTheDocument()
    expect(screen.getByRole('button', { name: '更新专家信息' })).toBeInTheDocument()
    expect(screen.queryByText('申请没有通过')).not.toBeInTheDocument()
  })

  test('a year old and unchanged: said with one button, asked once more, sent once', async () => {
    const { user, went } = step(own('admitted', { member: { ...member, profile: 'outdated' } }))
    await user.click(screen.getByRole('button', { name: '核对无误，没有变化' }))
    const dialog = await screen.findByRole('dialog', { name: '在库信息没有变化？' })
    expect(server.got).toEqual([])
    await user.dblClick(within(dialog).getByRole('button', { name: '确认没有变化' }))
    await waitFor(() => expect(went).toEqual(['refresh']))
    expect(server.got.map(([name]) => name)).toEqual(['confirm'])
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  })

  test('once it is confirmed the day is said and there is nothing to press', () => {
    step(own('admitted', { member: { ...member, confirmedAt: now } }))
    expect(screen.getByText(/核对无误/)).toHaveTextContent(/2026.*入库，.*2026.*核对无误。/)
    expect(screen.queryByRole('button', { name: '核对无误，没有变化' })).not.toBeInTheDocument()
  })

  test('with a change at a desk: both are said, and another cannot be begun', () => {
    step(
      change('atUnit', { canWithdraw: true, member: { ...member, profile: 'underReview', whyNotChange: '正在办理' } }),
    )
    expect(screen.getByRole('heading', { name: '您是在库专家' })).toBeInTheDocument()
    expect(screen.getByRole('heading', { name: `信息变更等待：${unitName}审核` })).toBeInTheDocument()
    expect(screen.getByRole('button', { name: '撤回变更' })).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: '更新专家信息' })).not.toBeInTheDocument()
  })

  test('after a refused change: in the pool again, with the words of the decision and the way to begin again', () => {
    const decision = { by: unitName, who: '管韵', at, opinion: '科室没有变动。' }
    step(change('refused', { decision }))
    expect(screen.getByText('科室没有变动。')).toBeInTheDocument()
    expect(screen.getByText(/这次变更没有生效，库中仍是原来的信息/)).toBeInTheDocument()
    expect(screen.getByRole('button', { name: '更新专家信息' })).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: '重新申请' })).not.toBeInTheDocument()
  })

  test('what others propose he reads with its reason, and can neither change nor take back', () => {
    const proposal = { by: 'unit' as const, office: unitName, reason: '科室已经调整' }
    step({ ...change('atBureau', { proposal }), course: 'proposal', next: 'wait' })
    expect(screen.getByText(`${unitName}为您提出了信息变更，理由：科室已经调整`)).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: '撤回变更' })).not.toBeInTheDocument()
    expect(link('查看变更的内容')).toHaveAttribute('href', '/expert/check')
  })
})
