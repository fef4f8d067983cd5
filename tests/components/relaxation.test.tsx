import { configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { ReviewConditions } from '@/components/eligibility/review-conditions'
import type { ActionResult } from '@/lib/access/result'
import type { AcceptedRelaxation, EligibilityView } from '@/lib/eligibility/eligibility.dto'
import { presets } from '@/lib/policy/presets/all'
import { makeRouter } from '../support/app-router'
import { type Given, judged, one, TODAY } from '../support/eligibility'
import { rowId } from '../support/profiles'

configure({ asyncUtilTimeout: 15_000 })

type Command = Record<string, unknown>
/** The edge of the server: what arrives there, and what it answers. */
const server = { got: [] as [string, Command][], answers: [] as ActionResult<unknown>[] }
const answer = async (name: string, command: Command) => {
  server.got.push([name, command])
  return server.answers.shift() ?? { ok: true as const, data: { id: rowId(9) } }
}
jest.mock('@/lib/eligibility/eligibility.actions', () => ({
  acceptRelaxationAction: (command: Command) => answer('accept', command),
  withdrawRelaxationAction: (command: Command) => answer('withdraw', command),
}))
beforeEach(() => {
  server.got = []
  server.answers = []
})

const academician = { basic: { talents: ['academician'] } }
const withAward = { awards: one({ name: '科学技术奖', level: 'national', grade: 'second', rank: '2' }) }

/** Somebody over the age limit who comes under clauses, as an officer reads him. */
function show(given: Given, { mayRelax = true, accepted = null as AcceptedRelaxation | null } = {}) {
  const conditions = judged(presets.shaoxing, { birth: '1950-05-06', ...given }).results.map(result => ({
    ...result,
    accepted: result.code === 'age' ? accepted : null,
  }))
  const eligibility: EligibilityView = {
    ...{ number: 2, policyVersionId: 1, day: TODAY, conditions, decided: false, source: null, mayRelax },
  }
  const { went, wrapper } = makeRouter()
  render(<ReviewConditions application={{ id: rowId(1), eligibility }} />, { wrapper })
  return { user: userEvent.setup({ delay: null }), went }
}
const age = '年龄一般不超过 65 周岁'
/** As a wide screen shows it; a narrow one has the same below a line that opens. */
const inList = (name: string) => screen.getAllByRole('button', { name })[0]!
const relax = () => inList(`认定放宽：${age}`)
const submit = () => screen.getByRole('button', { name: '认定放宽' })

test('the only clause is chosen already; without a reason nothing is sent', async () => {
  const { user, went } = show(academician)
  await user.click(relax())
  const dialog = within(await screen.findByRole('dialog', { name: `放宽“${age}”？` }))
  expect(dialog.getByText(/现年 76 周岁，超过 65 周岁/)).toBeInTheDocument()
  expect(dialog.getByRole('radio', { name: /第五条第一项：两院院士/ })).toBeChecked()
  await user.click(submit())
  expect(await dialog.findByRole('link', { name: /认定理由/ })).toBeInTheDocument()
  expect(server.got).toEqual([])
  await user.type(dialog.getByRole('textbox', { name: /认定理由/ }), '证书已核对。')
  await user.click(submit())
  await waitFor(() => expect(went).toEqual(['refresh']))
  expect(server.got).toEqual([
    [
      'accept',
      expect.objectContaining({
        ...{ applicationId: rowId(1), number: 2, condition: 'age', clause: 'academician', reason: '证书已核对。' },
      }),
    ],
  ])
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
})

test('of several clauses one is to be chosen, each with what proves it', async () => {
  const { user } = show({ ...academician, ...withAward })
  await user.click(relax())
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.getAllByRole('radio').map(radio => (radio as HTMLInputElement).checked)).toEqual([false, false])
  expect(dialog.getByText(/科学技术奖/)).toBeInTheDocument()
  await user.type(dialog.getByRole('textbox', { name: /认定理由/ }), '证书已核对。')
  await user.click(submit())
  expect(await dialog.findByRole('link', { name: /按哪一条放宽/ })).toBeInTheDocument()
  await user.click(dialog.getByRole('radio', { name: /第五条第三项/ }))
  await user.click(submit())
  await waitFor(() => expect(server.got).toEqual([['accept', expect.objectContaining({ clause: 'award' })]]))
})

test('whoever comes second reads who was first, and keeps his words', async () => {
  const message = '沈鉴已于 2026-11-20 10:00 认定放宽。请刷新查看。'
  server.answers = [{ ok: false, code: 'conflict', message }]
  const { user } = show(academician)
  await user.click(relax())
  const reason = await screen.findByRole('textbox', { name: /认定理由/ })
  await user.type(reason, '证书已核对。')
  await user.click(submit())
  expect(await screen.findByText(message)).toBeInTheDocument()
  expect(reason).toHaveValue('证书已核对。')
})

test('what was accepted is taken back after a question, and stays when the server refuses', async () => {
  const accepted: AcceptedRelaxation = {
    ...{ id: rowId(5), condition: 'age', clause: 'academician', article: '第五条第一项', reason: '证书已核对。' },
    ...{ who: '沈鉴', office: '示范市科技局', at: '2026-11-20T02:00:00Z' },
  }
  const message = '现在是「正常」，只有在科技局审核时才能认定放宽。'
  server.answers = [{ ok: false, code: 'refused', message }]
  const { user, went } = show(academician, { accepted })
  await user.click(inList(`撤销认定：${age}`))
  const dialog = within(await screen.findByRole('dialog'))
  await user.click(dialog.getByRole('button', { name: '撤销认定' }))
  expect(await dialog.findByText(message)).toBeInTheDocument()
  expect(went).toEqual([])
  await user.click(dialog.getByRole('button', { name: '撤销认定' }))
  await waitFor(() => expect(went).toEqual(['refresh']))
  expect(server.got.map(([name, command]) => [name, command.id])).toEqual([
    ['withdraw', rowId(5)],
    ['withdraw', rowId(5)],
  ])
})

test('who may not relax reads the same and has nothing to press', () => {
  show(academician, { mayRelax: false })
  expect(screen.getAllByText(/可放宽（第五条第一项）/)[0]).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: /认定/ })).not.toBeInTheDocument()
})
