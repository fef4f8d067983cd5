import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { RequestForm } from '@/components/draw/request-form'
import { RoundForm } from '@/components/draw/request-round-form'
import { blankGroup, blankRequest, type RequestValues, type RoundTyped } from '@/lib/draw/request-form.rules'
import { type DrawPolicy, defaultDraw } from '@/lib/policy/draw-policy'
import { makeRouter } from '../support/app-router'
import { draftsServer } from '../support/drafts-server'

const policy: DrawPolicy = { ...defaultDraw, enabled: true, groupsAtMost: 3 }

let drafts: ReturnType<typeof draftsServer>
const original = globalThis.fetch
beforeEach(() => {
  drafts = draftsServer()
})
afterEach(() => {
  globalThis.fetch = original
})

function open(change: Partial<RequestValues> = {}, rules = policy) {
  const sent: RequestValues[] = []
  const router = makeRouter()
  const action = async (values: RequestValues) => {
    sent.push(values)
    return { ok: true as const, data: { id: '0198c0de-0000-7000-8000-000000000001', version: 0 } }
  }
  const view = render(
    <RequestForm
      values={{ ...blankRequest(rules), ...change }}
      action={action}
      check={async () => ({ ok: false, code: 'refused', message: '这里不检查。' })}
      base="/bureau/draws"
      policy={rules}
      names={{ inside: '市内', outside: '市外' }}
      draft={null}
    />,
    { wrapper: router.wrapper },
  )
  return { sent, went: router.went, user: userEvent.setup({ delay: null }), view }
}

const fill = async (user: ReturnType<typeof userEvent.setup>, label: RegExp, text: string) => {
  const box = screen.getByLabelText(label)
  await user.clear(box)
  await user.type(box, text)
}

/** All at once: what is kept meets another window as soon as typing rests, and then nothing more can be typed. */
const replace = async (user: ReturnType<typeof userEvent.setup>, label: RegExp, text: string) => {
  const box = screen.getByLabelText<HTMLInputElement>(label)
  await user.click(box)
  box.select()
  await user.paste(text)
}

test('what counting shows to be wrong is said while it is typed', async () => {
  const { user } = open()
  await fill(user, /^专家人数/, '4')
  expect(await screen.findByText(/人数要是单数，现在是 4 人/)).toBeInTheDocument()
  await fill(user, /^专家人数/, '3')
  await waitFor(() => expect(screen.queryByText(/人数要是单数/)).not.toBeInTheDocument())
  await user.click(screen.getByRole('button', { name: '添加结构要求' }))
  await user.selectOptions(screen.getByLabelText(/^按什么/), 'titleLevel')
  await user.selectOptions(screen.getByLabelText(/^哪一类/), 'senior')
  await fill(user, /^最少（/, '5')
  expect(await screen.findByText(/合计 5 人，多于本组的 3 人/)).toBeInTheDocument()
})

test('only ways of opening the list that the policy allows are offered, the usual one is chosen; a saved request keeps its own', () => {
  const rules = { ...policy, unlock: { ways: 'time', usual: 'time' } as const }
  const { unmount } = open({}, rules).view
  expect(screen.getByRole('radio', { name: /^到约定的时间/ })).toBeChecked()
  expect(screen.queryByRole('radio', { name: /^到会专家全部签到后/ })).toBeNull()
  unmount()
  open({ id: '0198c0de-0000-7000-8000-000000000001', unlock: 'signIn' }, rules)
  expect(screen.getByRole('radio', { name: /^到会专家全部签到后/ })).toBeChecked()
  expect(screen.getByRole('radio', { name: /^到约定的时间/ })).not.toBeChecked()
})

test('a group is copied with everything in it, moved and deleted with a way back; a full request takes no more', async () => {
  const group = { ...blankRequest(policy).groups[0]!, name: '材料组', size: 5, alternates: 2 }
  const { user, sent, went } = open({ title: '重点研发项目评审', purpose: 'project', groups: [group] })
  await user.click(screen.getByRole('button', { name: '复制第 1 个专业组' }))
  const list = screen.getByRole('region', { name: '专业组' })
  expect(await within(list).findByText('材料组（副本）')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: '上移第 2 个专业组' }))
  await user.click(screen.getByRole('button', { name: '删除第 2 个专业组' }))
  expect(await screen.findByText(/已删除第 2 组材料组/)).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: '撤销删除' }))
  await user.click(screen.getByRole('button', { name: '添加专业组' }))
  expect(screen.getByRole('button', { name: '添加专业组' })).toBeDisabled()
  await user.click(screen.getByRole('button', { name: '删除第 3 个专业组' }))
  await user.click(screen.getByRole('button', { name: '保存并核对' }))
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]!.groups.map(({ name, size, alternates }) => [name, size, alternates])).toEqual([
    ['材料组（副本）', 5, 2],
    ['材料组', 5, 2],
  ])
  expect(went).toContain('push /bureau/draws/0198c0de-0000-7000-8000-000000000001')
})

test('what is wrong in a closed group is opened, and its sentence stands beside its field', async () => {
  const { user, sent } = open({ title: '评审活动', purpose: 'award' })
  await user.click(screen.getByRole('button', { name: '收起第 1 个专业组' }))
  await user.click(screen.getByRole('button', { name: '保存并核对' }))
  expect(await screen.findByLabelText(/^专业组名称/)).toHaveAttribute('aria-invalid', 'true')
  expect(sent).toEqual([])
})

test('what is typed is kept by itself, half a group as well; the deed waits for it', async () => {
  const { user, sent } = open()
  await fill(user, /^评审活动名称/, '重点研发')
  await user.tab()
  await waitFor(() => expect(drafts.last()).toMatchObject({ data: { title: '重点研发', groups: [{ name: '' }] } }))
  expect(await screen.findByText(/^已保存/)).toBeInTheDocument()
  drafts.replies.push({ status: 403, body: { message: '这份需求已经提交，不能再修改。' } })
  await user.selectOptions(screen.getByLabelText(/^用途（|^用途$/), 'project')
  await fill(user, /^专业组名称/, '材料组')
  await fill(user, /^专家人数/, '3')
  await user.click(screen.getByRole('button', { name: '保存并核对' }))
  expect(await screen.findByText('这份需求已经提交，不能再修改。')).toBeInTheDocument()
  expect(sent).toEqual([])
})

test('of two tabs what differs is chosen field by field, and goes on from the newer request', async () => {
  const { user } = open({ title: '本页的名称' })
  drafts.conflict({ ...blankRequest(policy), version: 4, title: '另一页的名称', place: '三楼' })
  await replace(user, /^地点/, '二楼')
  await user.tab()
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByText('另一页的名称')).toBeInTheDocument()
  await user.click(within(dialog).getByRole('button', { name: '全部用另一处的' }))
  await user.click(within(dialog).getByRole('button', { name: '按所选内容保存' }))
  await waitFor(() =>
    expect(drafts.last()).toMatchObject({ data: { version: 4, title: '另一页的名称', place: '三楼' } }),
  )
})

test('the form of a 补抽 keeps itself as it is typed, and two windows are settled; what is saved are the ticked groups', async () => {
  const id = (nth: number) => `0198c0de-0000-7000-8000-00000000000${nth}`
  const group = (nth: number, name: string) => ({
    ...{ ...blankGroup(policy), id: id(nth), name, size: 2, alternates: 0 },
    ...{ on: nth === 1, whole: 5, short: 2 },
  })
  const values = { id: id(9), version: 3, reason: '两位专家请假。', groups: [group(1, '甲组'), group(2, '乙组')] }
  const sent: RoundTyped[] = []
  const router = makeRouter()
  render(
    <RoundForm
      requestId={id(8)}
      values={values}
      action={async typed => {
        sent.push(typed)
        return { ok: true as const, data: { id: id(9), version: 4 } }
      }}
      check={async () => ({ ok: false, code: 'refused', message: '这里不检查。' })}
      back="/bureau/draws/x"
      policy={policy}
      names={{ inside: '市内', outside: '市外' }}
      draft={null}
    />,
    { wrapper: router.wrapper },
  )
  const user = userEvent.setup({ delay: null })
  await fill(user, /^补抽的理由/, '三位专家请假，候补用完。')
  await user.tab()
  await waitFor(() => expect(drafts.last()).toMatchObject({ data: { reason: '三位专家请假，候补用完。' } }))
  expect(drafts.puts.at(-1)!.url).toBe('/api/drafts/draw-round')

  drafts.conflict({ ...values, version: 4, reason: '另一个窗口的理由。' })
  await replace(user, /^补抽的理由/, '又改了一次理由。')
  await user.tab()
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByText('另一个窗口的理由。')).toBeInTheDocument()
  await user.click(within(dialog).getByRole('button', { name: '全部用我的' }))
  await user.click(within(dialog).getByRole('button', { name: '按所选内容保存' }))
  await waitFor(() => expect(drafts.last()).toMatchObject({ data: { version: 4, reason: '又改了一次理由。' } }))
  await user.click(screen.getByRole('button', { name: '保存并核对' }))
  await waitFor(() => expect(sent).toHaveLength(1))
  expect([sent[0]!.version, sent[0]!.groups.map(({ name }) => name)]).toEqual([4, ['甲组']])
})

test('under lotteries the form says at its fields that names of groups and conditions are going to be published', async () => {
  const told = /会写进抽取证书，名单公开后谁都能看到/
  const even = open()
  expect(screen.queryByText(told)).toBeNull()
  even.view.unmount()
  const { user } = open({}, { ...policy, method: 'leximin' })
  expect(screen.getByLabelText(/^专业组名称/)).toHaveAccessibleDescription(told)
  await user.click(screen.getByText(/^更多条件/))
  expect(screen.getByLabelText(/^项目、论文标题里的词/)).toHaveAccessibleDescription(told)
})
