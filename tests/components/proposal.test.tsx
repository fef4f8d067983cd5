import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { MemberCard } from '@/components/application/changes/member-card'
import { ProposalForm } from '@/components/application/changes/proposal-form'
import { Proposing } from '@/components/application/changes/proposing'
import type { ActionResult } from '@/lib/access/result'
import type { Membership } from '@/lib/expert/membership.rules'
import { makeRouter } from '../support/app-router'
import { draftsServer } from '../support/drafts-server'

/** The edge of the server: what arrives there, and what it answers. */
const server = { got: [] as [string, Record<string, unknown>][], answers: [] as ActionResult<unknown>[] }
const answer = async (name: string, { _key, ...input }: Record<string, unknown>) => {
  server.got.push([name, input])
  return server.answers.shift() ?? { ok: true, data: { status: 'x', applicationId } }
}
jest.mock('@/lib/file/file.actions', () => ({ removeFileAction: async () => ({ ok: true, data: null }) }))
jest.mock('@/lib/application/application.actions', () => ({
  startProposalAction: (input: Record<string, unknown>) => answer('start', input),
  submitProposalAction: (input: Record<string, unknown>) => answer('submit', input),
  declineProposalAction: (input: Record<string, unknown>) => answer('decline', input),
}))
jest.mock('@/lib/membership/membership.actions', () => ({}))
jest.mock('@/lib/expert/expert.actions', () => ({ confirmProfileAction: () => answer('confirm', {}) }))
beforeEach(() => {
  server.got = []
  server.answers = []
})

const applicationId = '00000000-0000-4000-8000-000000000001'
const accountId = '00000000-0000-4000-8000-000000000002'

function show(element: ReactElement) {
  const { went, wrapper } = makeRouter()
  render(element, { wrapper })
  return { went, user: userEvent.setup({ delay: null }) }
}
const button = (name: string) => screen.getByRole('button', { name })

describe('the reason of a proposal', () => {
  const form = (version = 0, text = '') => (
    <ProposalForm
      applicationId={applicationId}
      reason={{ text, version, savedAt: null }}
      bureau="示范市科学技术局"
      after="/unit/users/1"
    />
  )

  test('is saved as it is typed, so that the page may be left', async () => {
    const drafts = draftsServer(2)
    const { user } = show(form(2, '科室'))
    await user.type(screen.getByRole('textbox', { name: /变更理由/ }), '已调整')
    await user.tab()
    await screen.findByText(/已保存/)
    expect(drafts.puts).toEqual([
      {
        url: '/api/drafts/reason',
        body: { applicationId, version: 2, data: { applicationId, reason: '科室已调整' } },
      },
    ])
  })

  test('is saved before it is sent; sent, its place is read', async () => {
    const drafts = draftsServer(0)
    const { user, went } = show(form())
    await user.click(button('提交变更'))
    expect(await screen.findByRole('alert')).toHaveTextContent('变更理由')
    expect(server.got).toEqual([])
    await user.type(screen.getByRole('textbox', { name: /变更理由/ }), '科室已经调整')
    await user.click(button('提交变更'))
    await waitFor(() => expect(went).toEqual(['replace /unit/users/1', 'refresh']))
    expect(server.got).toEqual([['submit', { applicationId, reason: '科室已经调整' }]])
    expect(drafts.last()?.data).toMatchObject({ reason: '科室已经调整' })
  })

  test('of which somebody else saved another meanwhile is not sent before one of them is chosen', async () => {
    const drafts = draftsServer(1)
    drafts.conflict({ reason: '另一位管理员写的' })
    const { user } = show(form(1, '科室'))
    await user.type(screen.getByRole('textbox', { name: /变更理由/ }), '已调整')
    await user.tab()
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByText('另一位管理员写的')).toBeInTheDocument()
    expect(within(dialog).getByText('科室已调整')).toBeInTheDocument()
    expect(server.got).toEqual([])
  })
})

describe('提出信息变更', () => {
  test('asks first, and says what beginning means for the expert', async () => {
    const { user, went } = show(<Proposing proposing={{ accountId, way: 'begin' }} place="unit" />)
    await user.click(button('提出信息变更'))
    expect(await screen.findByText(/专家本人在办完之前不能自己更新信息/)).toBeInTheDocument()
    expect(server.got).toEqual([])
    await user.click(button('先不提出'))
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    await user.click(button('提出信息变更'))
    await user.click(await screen.findByRole('button', { name: '开始填写' }))
    await waitFor(() => expect(went).toEqual([`push /unit/changes/${applicationId}`]))
    expect(server.got).toEqual([['start', { accountId }]])
  })

  test('where it cannot be done, says why', async () => {
    const why = '专家本人正在更新自己的信息，还没有提交。'
    const { user } = show(<Proposing proposing={{ accountId, way: 'closed', why }} place="department" />)
    await user.click(button('提出信息变更'))
    expect(await screen.findByText(why)).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: '开始填写' })).not.toBeInTheDocument()
    expect(server.got).toEqual([])
  })

  test('an open one of his own is gone on with, unasked', () => {
    show(<Proposing proposing={{ accountId, way: 'continue', applicationId }} place="department" />)
    expect(screen.getByRole('link', { name: '继续填写变更' })).toHaveAttribute(
      'href',
      `/department/changes/${applicationId}`,
    )
  })
})

test('the expert reads who proposes since when, and ends it after being asked once more', async () => {
  const at = new Date('2026-11-20T06:05:00Z')
  const member: Membership = {
    status: 'active',
    statusLabel: '在库',
    admittedAt: at,
    since: at,
    confirmedAt: null,
    profile: 'current',
    whyNotChange: '所在单位正在为您提出信息变更，还没有提交。',
    proposing: { applicationId, office: '示范江城第一医院', since: at, returned: false },
    place: {
      version: 0,
      exit: null,
      canCancel: false,
      canRequestExit: false,
      restoreUntil: null,
      whyNotReenter: null,
      consequence: '',
      answer: null,
      history: [],
    },
  }
  const application = {
    course: 'entry',
    status: 'admitted',
    next: 'done',
    statusSince: at,
    decision: null,
    proposal: null,
  } as const
  const { user, went } = show(<MemberCard application={application} member={member} />)
  expect(screen.getByText('示范江城第一医院正在为您提出信息变更')).toBeInTheDocument()
  expect(screen.getByText(/还没有提交/)).toHaveTextContent('自 2026-11-20 起')
  expect(screen.queryByRole('button', { name: '更新专家信息' })).not.toBeInTheDocument()
  await user.click(button('结束这份变更'))
  const dialog = await screen.findByRole('dialog')
  await user.type(within(dialog).getByRole('textbox', { name: /原因/ }), '我自己更新')
  await user.click(within(dialog).getByRole('button', { name: '结束这份变更' }))
  await waitFor(() => expect(went).toEqual(['refresh']))
  expect(server.got).toEqual([['decline', { applicationId, opinion: '我自己更新' }]])
})
