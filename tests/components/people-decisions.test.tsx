import { configure, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { BulkApprove } from '@/components/affiliation/bulk-approve'
import { LockButton } from '@/components/affiliation/lock-button'
import { ApplicationBulk } from '@/components/application/application-bulk'
import { ChoosingFrame } from '@/components/application/choosing'
import { RecommenderForm } from '@/components/application/recommender-form'
import { SubmitForm } from '@/components/application/submit-form'
import { SelectedRowsContext } from '@/components/table/selected-rows'
import type { ActionResult } from '@/lib/access/result'
import { makeRouter } from '../support/app-router'

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 15_000 })

type Command = Record<string, unknown> & { _key?: string; items?: { id: string }[] }
/** The edge of the server: what arrives there, and what it answers. */
const server = {
  got: [] as Command[],
  looks: [] as (ActionResult<unknown> | Error)[],
  answers: [] as (ActionResult<unknown> | Promise<ActionResult<unknown>> | Error)[],
}
const answer = async (command: Command) => {
  server.got.push(command)
  const next = server.answers.shift() ?? { ok: true as const, data: command.items?.map(({ id }) => done(id)) ?? {} }
  if (next instanceof Error) throw next
  return next
}
const done = (id: string) => ({ id, done: true, why: null })
jest.mock('@/lib/affiliation/affiliation.actions', () => ({
  decideAffiliationAction: (command: Command) => answer(command),
}))
jest.mock('@/lib/application/application.actions', () => ({
  decideManyAction: (command: Command) => answer(command),
  previewManyAction: async (command: Command) => {
    const next = server.looks.shift() ?? { ok: true, data: command.items!.map(({ id }) => ({ id, whyNot: null })) }
    if (next instanceof Error) throw next
    return next
  },
  chooseRecommenderAction: (command: Command) => answer(command),
  submitApplicationAction: (command: Command) => answer(command),
}))
beforeEach(() => {
  server.got = []
  server.answers = []
  server.looks = []
})

function show(content: ReactElement, ids: string[] = []) {
  const router = makeRouter()
  const clear = jest.fn()
  render(<SelectedRowsContext.Provider value={{ ids, clear }}>{content}</SelectedRowsContext.Provider>, {
    wrapper: router.wrapper,
  })
  return { user: userEvent.setup({ delay: null }), went: router.went, clear }
}
const button = (name: string | RegExp) => screen.getByRole('button', { name })
const late = { ok: false as const, code: 'conflict' as const, message: '示范所候音已于 10:00 办理。' }
const rows = () => screen.getAllByRole('listitem').map(row => row.textContent)

describe('批量通过', () => {
  const people = Object.fromEntries(['甲', '乙', '丙'].map((name, i) => [`p${i}`, { name, version: i }]))

  test('names who is meant before anything happens; each is decided for himself, and what failed is named', async () => {
    server.answers = [{ ok: true, data: {} }, late]
    const { user, clear, went } = show(<BulkApprove people={people} />, ['p0', 'p1', 'p2'])
    await user.click(button('批量通过'))
    expect(await screen.findByRole('dialog', { name: '通过 3 人？' })).toHaveTextContent('甲、乙、丙')
    expect(button('再看看')).toHaveFocus()
    expect(server.got).toEqual([])
    await user.click(button('全部通过'))
    await screen.findByRole('dialog', { name: '已通过 2 人，1 人没有办成' })
    expect(rows()).toEqual(['甲通过', `乙${late.message}`, '丙通过'])
    expect(server.got.map(({ id, version, event }) => [id, version, event])).toEqual([
      ['p0', 0, 'approve'],
      ['p1', 1, 'approve'],
      ['p2', 2, 'approve'],
    ])
    expect(new Set(server.got.map(one => one._key)).size).toBe(3)
    await user.click(button('知道了'))
    // one of them failed: the ticks stay for another try
    expect(clear).not.toHaveBeenCalled()
    expect(went).toEqual(['refresh'])
  })

  test('再看看 does nothing and keeps the ticks', async () => {
    const { user, clear, went } = show(<BulkApprove people={people} />, ['p0'])
    await user.click(button('批量通过'))
    await user.click(await screen.findByRole('button', { name: '再看看' }))
    expect([server.got, went, clear.mock.calls]).toEqual([[], [], []])
  })
})

describe('锁定', () => {
  test('owes a reason, keeps it when somebody else was faster, and says so', async () => {
    server.answers = [late]
    const { user, went } = show(<LockButton id="p" name="路遥之" version={4} event="lock" />)
    await user.click(button('锁定'))
    await user.click(await screen.findByRole('button', { name: '确认锁定' }))
    await screen.findByRole('link', { name: /请填写原因/ })
    const reason = screen.getByRole('textbox', { name: /^原因/ })
    expect(reason).toHaveAccessibleDescription(/请填写原因/)
    expect(server.got).toEqual([])
    await user.type(reason, '正在核查。')
    await user.click(button('确认锁定'))
    expect(await screen.findByText(late.message)).toBeInTheDocument()
    expect(reason).toHaveValue('正在核查。')
    // its name says that it is at work until the answer is through
    await user.click(await screen.findByRole('button', { name: '确认锁定' }))
    await screen.findByRole('button', { name: '锁定' })
    expect(server.got[1]).toMatchObject({ id: 'p', version: 4, event: 'lock', opinion: '正在核查。' })
    expect(went).toEqual(['refresh'])
  })
})

describe('批量推荐 of a unit or a department', () => {
  const candidate = (n: number, statusLabel = '', openConditions: number | null = null) => ({
    ...{ id: `a${n}`, version: n, name: `专家${n}`, unitName: '示范所', status: 'atUnit' as const },
    ...{ mine: statusLabel === '', statusLabel, openConditions },
  })
  const open = async (count: number, extra = [] as ReturnType<typeof candidate>[], word = '推荐') => {
    const all = [...Array.from({ length: count }, (_, n) => candidate(n)), ...extra]
    const shown = show(
      <ApplicationBulk rows={all} word="推荐" />,
      all.map(one => one.id),
    )
    await shown.user.click(button(`批量${word}`))
    return { ...shown, dialog: await screen.findByRole('dialog') }
  }

  test('who cannot be recommended now is left out with the reason; the others get their results one by one', async () => {
    server.answers = [{ ok: true, data: [done('a0'), { id: 'a1', done: false, why: '不能办理本人的申请。' }] }]
    const { user, dialog } = await open(2, [candidate(2, '退回修改')])
    await screen.findByRole('dialog', { name: '推荐这 2 人？' })
    expect(dialog).toHaveTextContent('1 人不能一起办理')
    expect(rows()[2]).toContain('不在其中：现在是「退回修改」')
    await user.type(screen.getByRole('textbox', { name: /意见/ }), '情况属实。')
    await user.click(button('确认推荐'))
    expect(await screen.findByRole('dialog', { name: '已推荐 1 人' })).toHaveTextContent('1 人没有办成')
    expect(rows().map(row => row?.replace('示范所', ''))).toEqual([
      '专家0已推荐',
      '专家1不能办理本人的申请。',
      '专家2不在其中：现在是「退回修改」',
    ])
    expect(server.got[0]).toMatchObject({
      items: [
        { id: 'a0', version: 0, event: 'recommend' },
        { id: 'a1', version: 1, event: 'recommend' },
      ],
      all: ['a0', 'a1'],
      opinion: '情况属实。',
    })
  })

  test('of whom how many conditions are open is said before anything is sent, of those who are in it only', async () => {
    const others = [candidate(1, '', 2), candidate(2, '', 0), candidate(3, '退回修改', 4)]
    const { dialog } = await open(1, others)
    await screen.findByRole('dialog', { name: '推荐这 3 人？' })
    expect(dialog).toHaveTextContent('1 人的入库条件没有全部满足')
    expect(rows().map(row => /(\d) 项入库条件没有满足/.exec(row ?? '')?.[1])).toEqual([
      undefined,
      '2',
      undefined,
      undefined,
    ])
  })

  test('a line that breaks on the way: what was done stands, and only the rest is sent again, with the same key', async () => {
    server.answers = [
      { ok: true, data: Array.from({ length: 10 }, (_, n) => done(`a${n}`)) },
      new TypeError('Failed to fetch'),
    ]
    const { user, dialog } = await open(12)
    await user.click(await screen.findByRole('button', { name: '确认推荐' }))
    await within(dialog).findByText(/网络连接不上/)
    await user.click(button('继续'))
    await screen.findByRole('dialog', { name: '已推荐 12 人' })
    expect(server.got.map(one => one.items!.length)).toEqual([10, 2, 2])
    expect(server.got[2]!._key).toBe(server.got[1]!._key)
  })

  test('what the server would refuse is said before anything is sent, and is not sent', async () => {
    server.looks = [
      new TypeError('Failed to fetch'),
      {
        ok: true,
        data: [
          { id: 'a0', whyNot: '上一步由您办理，请由其他人办理这一步。' },
          { id: 'a1', whyNot: null },
        ],
      },
    ]
    const { user, dialog } = await open(2)
    await within(dialog).findByText(/网络连接不上/)
    await user.click(button('重新核对'))
    await screen.findByRole('dialog', { name: '推荐这 1 人？' })
    expect(rows()[0]).toContain('不在其中：上一步由您办理')
    await user.click(button('确认推荐'))
    await screen.findByRole('dialog', { name: '已推荐 1 人' })
    expect(server.got.map(({ items, all }) => [items!.map(one => one.id), all])).toEqual([[['a1'], ['a1']]])
  })

  test('批量退回 owes one reason, which everybody reads', async () => {
    const { user } = await open(2, [], '退回')
    await screen.findByRole('dialog', { name: '退回这 2 份申请？' })
    await user.click(button('确认退回'))
    const reason = screen.getByRole('textbox', { name: /退回的理由/ })
    expect(await screen.findByRole('alert')).toHaveTextContent('请写明退回的理由')
    expect([reason.getAttribute('aria-invalid'), server.got]).toEqual(['true', []])
    await user.type(reason, '请补充评审经历。')
    await user.click(button('确认退回'))
    await screen.findByRole('dialog', { name: '已退回 2 份申请' })
    expect(server.got[0]).toMatchObject({
      items: [
        { id: 'a0', event: 'return' },
        { id: 'a1', event: 'return' },
      ],
      opinion: '请补充评审经历。',
    })
  })
})

describe('由谁推荐 (R8)', () => {
  const choice = { chosen: 'unit' as const, unit: '示范高原生态研究所', department: null }
  const form = <RecommenderForm applicationId="a" choice={choice} department="市州科技局" bureau="科技厅" />

  test('each answer names who it is; the choice is kept at once', async () => {
    const { user, went } = show(form)
    expect(screen.getByRole('radio', { name: /所在单位.*示范高原生态研究所/ })).toBeChecked()
    const other = screen.getByRole('radio', { name: /市州科技局.*由科技厅代为推荐/ })
    await user.click(other)
    expect(await screen.findByText('已保存')).toBeInTheDocument()
    expect(server.got).toEqual([expect.objectContaining({ applicationId: 'a', recommender: 'department' })])
    expect([other, went]).toEqual([expect.objectContaining({ checked: true }), ['refresh']])
  })

  test('nothing is submitted while the choice is on its way', async () => {
    let arrive = (_: ActionResult<unknown>) => {}
    server.answers = [new Promise(done => (arrive = done))]
    const names = { statementVersion: '2026-11', statementTitle: '专家承诺', to: choice.unit }
    const { user } = show(
      <ChoosingFrame>
        {form}
        <SubmitForm applicationId="a" recommender="unit" {...names} />
      </ChoosingFrame>,
    )
    expect(await screen.findByRole('button', { name: '提交申请' })).toBeEnabled()
    await user.click(screen.getByRole('radio', { name: /市州科技局/ }))
    expect(await screen.findByRole('button', { name: '正在保存由谁推荐…' })).toBeDisabled()
    await user.click(screen.getByRole('checkbox'))
    await user.keyboard('{Enter}')
    expect(server.got).toHaveLength(1)
    arrive({ ok: true, data: {} })
    expect(await screen.findByRole('button', { name: '提交申请' })).toBeEnabled()
    expect(screen.getByRole('checkbox')).toBeChecked()
  })

  test('what could not be kept is not shown as chosen', async () => {
    server.answers = [{ ok: false, code: 'refused', message: '申请现在是「待单位推荐」，内容不能修改。' }]
    const { user } = show(form)
    await user.click(screen.getByRole('radio', { name: /市州科技局/ }))
    expect(await screen.findByRole('alert')).toHaveTextContent('内容不能修改')
    expect(screen.getByRole('radio', { name: /所在单位/ })).toBeChecked()
  })
})
