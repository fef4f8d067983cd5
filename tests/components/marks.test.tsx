import { configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { ApplicationDecision } from '@/components/application/application-decision'
import { MendProvider } from '@/components/application/mend/mend-context'
import { MendMark } from '@/components/application/mend/mend-mark'
import { makeRouter } from '../support/app-router'
import { rowId } from '../support/profiles'

configure({ asyncUtilTimeout: 15_000 })

type Command = Record<string, unknown>
const got: Command[] = []
jest.mock('@/lib/application/application.actions', () => ({
  decideApplicationAction: async (command: Command) => {
    got.push(command)
    return { ok: true, data: { label: '退回修改' } }
  },
}))
beforeEach(() => void got.splice(0))

const project = '科研项目第 2 条：示范项目'

/** The desk of a unit beside two places that can be marked, of which the second is. */
async function show() {
  const { wrapper } = makeRouter()
  render(
    <MendProvider>
      <MendMark section="basic" rowId={null} label="专家基础信息" />
      <MendMark section="projects" rowId={rowId(2)} label={project} />
      <ApplicationDecision
        application={{
          ...{ id: rowId(1), name: '路遥之', version: 3, standIn: false, course: 'entry' },
          events: [
            { event: 'recommend', label: '推荐', opinion: 'optional', whyNot: null },
            { event: 'return', label: '退回修改', opinion: 'required', whyNot: null },
          ],
        }}
        desk="unit"
        next={null}
        back={{ href: '/unit/users', label: '返回列表' }}
        idle=""
      />
    </MendProvider>,
    { wrapper },
  )
  const user = userEvent.setup({ delay: null })
  await user.click(screen.getByRole('button', { name: `标为需修改：${project}` }))
  return user
}
const unsent = '您标了 1 处需修改。只有选“退回修改”，申请人才会看到。'
const choose = (name: string) => screen.getByRole('radio', { name })
const dialog = () => screen.findByRole('dialog')

test('beside any other result it is said that marks go nowhere with it, and once more in its question', async () => {
  const user = await show()
  await user.click(choose('推荐'))
  expect(screen.getByText(unsent)).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: '提交' }))
  expect(await dialog()).toHaveTextContent(unsent)
  await user.click(within(await dialog()).getByRole('button', { name: '再看看' }))
  await user.click(screen.getByRole('button', { name: `取消标记：${project}` }))
  await waitFor(() => expect(screen.queryByText(unsent)).not.toBeInTheDocument())
  expect(got).toEqual([])
})

test('the question of 退回修改 names each marked place with what the applicant is told of it', async () => {
  const user = await show()
  await user.click(choose('退回修改'))
  expect(screen.queryByText(unsent)).not.toBeInTheDocument()
  await user.type(screen.getByRole('textbox', { name: /理由/ }), '请补充。')
  await user.type(screen.getByRole('textbox', { name: `修改要求：${project}` }), '请写明起止时间')
  await user.click(screen.getByRole('button', { name: '提交' }))
  expect(
    within(await dialog())
      .getAllByRole('listitem')
      .map(one => one.textContent),
  ).toEqual([`${project}请写明起止时间`])
  await user.click(within(await dialog()).getByRole('button', { name: '确认退回修改' }))
  await screen.findByText('已办理：退回修改')
  expect(got).toEqual([
    expect.objectContaining({
      event: 'return',
      mend: [{ section: 'projects', rowId: rowId(2), remark: '请写明起止时间' }],
    }),
  ])
})

test('without a mark the question of 退回修改 says that everything opens', async () => {
  const user = await show()
  await user.click(screen.getByRole('button', { name: `取消标记：${project}` }))
  await user.click(choose('退回修改'))
  await user.type(screen.getByRole('textbox', { name: /理由/ }), '请补充。')
  await user.click(screen.getByRole('button', { name: '提交' }))
  expect(await dialog()).toHaveTextContent('没有标出需修改的地方，整份申请都开放修改。')
})
