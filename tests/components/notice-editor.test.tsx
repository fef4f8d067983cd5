import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { NoticeEditor, type SaveAction } from '@/components/notice/notice-editor'
import type { NoticeValues } from '@/components/notice/notice-form'
import { WithdrawNotice } from '@/components/notice/withdraw-notice'
import type { NoticeDraft } from '@/lib/notice/notice.dto'
import { makeRouter } from '../support/app-router'

const categories = [
  { code: 'notice', label: '通知公告' },
  { code: 'faq', label: '常见问答' },
]

const draft = (change: Partial<NoticeDraft> = {}): NoticeDraft => ({
  id: '0198c0de-0000-7000-8000-000000000001',
  category: 'notice',
  categoryLabel: '通知公告',
  title: '核对通知',
  body: '请核对。',
  status: 'draft',
  statusLabel: '草稿',
  publishedAt: null,
  updatedAt: new Date('2026-11-21T06:00:00Z'),
  authorName: '文舒',
  editorName: '文舒',
  version: 3,
  history: [],
  events: [],
  ...change,
})

function open(notice: NoticeDraft | null, answer?: SaveAction) {
  const sent: NoticeValues[] = []
  const action: SaveAction = async values => {
    sent.push(values)
    return answer
      ? answer(values)
      : { ok: true, data: { id: values.id ?? 'new-id', version: Number(values.version) + 1 } }
  }
  const router = makeRouter()
  const editor = (shown: NoticeDraft | null) => (
    <NoticeEditor notice={shown} categories={categories} category="notice" source="示范市科技局" action={action} />
  )
  const { rerender } = render(editor(notice), { wrapper: router.wrapper })
  return { sent, went: router.went, user: userEvent.setup(), show: (next: NoticeDraft) => rerender(editor(next)) }
}

const title = () => screen.getByLabelText(/^标题/)
const body = () => screen.getByLabelText(/^正文/)
const press = (name: string) => screen.getByRole('button', { name })
/** The last sending is over: no button is busy any more. */
const settled = () => waitFor(() => expect(document.querySelector('[aria-busy="true"]')).toBeNull())
const preview = () => screen.getByRole('region', { name: '预览' })

test('the preview shows what the public will see, while it is typed', async () => {
  const { user } = open(null)
  await user.type(title(), '核对工作的通知')
  await user.click(body())
  await user.paste('## 时间\n\n**注意：**<script>xss()</script>请按时')
  expect(await within(preview()).findByRole('heading', { level: 2, name: '核对工作的通知' })).toBeVisible()
  expect(within(preview()).getByRole('heading', { level: 3, name: '时间' })).toBeVisible()
  expect(within(preview()).getByText('注意：').tagName).toBe('STRONG')
  expect(preview().querySelector('script')).toBeNull()
  expect(preview()).toHaveTextContent('尚未发布')
})

test('a new notice is saved as a draft and goes on at its own address', async () => {
  const { user, sent, went } = open(null)
  await user.type(title(), '通知')
  await user.type(body(), '正文')
  await user.click(press('保存草稿'))
  await waitFor(() => expect(went).toEqual(['replace /bureau/notices/new-id']))
  expect(sent).toEqual([
    expect.objectContaining({ id: null, version: 0, category: 'notice', title: '通知', publish: false }),
  ])
})

test('publishing asks once; nothing is asked and nothing sent while something is missing', async () => {
  const { user, sent } = open(null)
  await user.click(press('发布'))
  expect(await screen.findByText('有 2 处需要修改，改好后再提交')).toBeVisible()
  await settled()
  expect(screen.queryByRole('dialog')).toBeNull()
  await user.type(title(), '通知')
  await user.type(body(), '正文')
  await user.click(press('发布'))
  const dialog = await screen.findByRole('dialog', { name: '发布这条通知？' })
  expect(sent).toHaveLength(0)
  await user.click(within(dialog).getByRole('button', { name: '发布' }))
  await waitFor(() => expect(sent).toEqual([expect.objectContaining({ publish: true, title: '通知' })]))
})

test('calling the question off sends nothing', async () => {
  const { user, sent } = open(draft())
  await user.click(press('发布'))
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '取消' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(sent).toHaveLength(0)
})

test('what is public already is saved under its own name, after a question', async () => {
  const { user, sent } = open(draft({ status: 'published', publishedAt: new Date('2026-11-20T06:00:00Z') }))
  expect(screen.queryByRole('button', { name: '发布' })).toBeNull()
  expect(preview()).toHaveTextContent('2026-11-20')
  await user.type(body(), '更正。')
  await user.click(press('保存修改'))
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '保存修改' }))
  await waitFor(() => expect(sent[0]).toMatchObject({ version: 3, body: '请核对。更正。' }))
  expect(await screen.findByText('已保存，公众现在看到的就是这个版本。')).toBeVisible()
})

test('saving twice goes on from the version the server answered', async () => {
  const { user, sent } = open(draft())
  await user.type(body(), '一')
  await user.click(press('保存草稿'))
  await screen.findByText('已存为草稿，公众还看不到。')
  await settled()
  await user.type(body(), '二')
  await user.click(press('保存草稿'))
  await waitFor(() => expect(sent.map(values => values.version)).toEqual([3, 4]))
})

describe('somebody else saved meanwhile (trust CO5)', () => {
  const theirs = draft({ version: 4, editorName: '齐墨', title: '齐墨的标题', body: '齐墨写的' })
  const refuse: SaveAction = async () => ({ ok: false, code: 'conflict', message: '齐墨已于 2026-11-21 14:00 保存过' })

  async function collide() {
    const editor = open(draft(), refuse)
    await editor.user.type(body(), '文舒又写的')
    await editor.user.click(press('保存草稿'))
    expect(await screen.findByText('齐墨已于 2026-11-21 14:00 保存过')).toBeVisible()
    await settled()
    expect(editor.went).toEqual(['refresh'])
    editor.show(theirs)
    expect(body()).toHaveValue('请核对。文舒又写的')
    expect(screen.getByText('齐墨写的')).toBeInTheDocument()
    return editor
  }

  test('both versions are there; keeping one’s own replaces theirs only knowingly', async () => {
    const { user, sent } = await collide()
    await user.click(press('保留我写的，继续编辑'))
    expect(screen.queryByText('齐墨写的')).toBeNull()
    expect(screen.queryByText('齐墨已于 2026-11-21 14:00 保存过')).toBeNull()
    expect(body()).toHaveValue('请核对。文舒又写的')
    await user.click(press('保存草稿'))
    await waitFor(() =>
      expect(sent.at(-1)).toMatchObject({ version: 4, title: '核对通知', body: '请核对。文舒又写的' }),
    )
  })

  test('taking theirs shows theirs', async () => {
    const { user, sent } = await collide()
    await user.click(press('改用对方的版本'))
    expect(body()).toHaveValue('齐墨写的')
    expect(title()).toHaveValue('齐墨的标题')
    await user.click(press('保存草稿'))
    await waitFor(() => expect(sent.at(-1)).toMatchObject({ version: 4, title: '齐墨的标题', body: '齐墨写的' }))
  })

  test('who has typed nothing simply sees the new text', () => {
    const { show } = open(draft())
    show(theirs)
    expect(body()).toHaveValue('齐墨写的')
    expect(screen.queryByRole('button', { name: '改用对方的版本' })).toBeNull()
  })

  test('a new state alone is no other version: what was typed goes on', async () => {
    const { user, sent, show } = open(draft({ status: 'published' }))
    await user.type(body(), '还没保存')
    show(draft({ status: 'withdrawn', version: 4 }))
    expect(screen.queryByRole('button', { name: '改用对方的版本' })).toBeNull()
    await user.click(press('保存'))
    await waitFor(() => expect(sent.at(-1)).toMatchObject({ version: 4, body: '请核对。还没保存' }))
  })
})

test('leaving with unsaved text asks first, and not after it was saved', async () => {
  const asked = jest.spyOn(window, 'confirm').mockReturnValue(false)
  const { user } = open(draft())
  const leave = () => {
    const event = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(event)
    return event.defaultPrevented
  }
  const link = document.createElement('a')
  link.href = '/bureau/notices'
  document.body.append(link)
  const clicks: boolean[] = []
  link.addEventListener('click', event => {
    clicks.push(true)
    event.preventDefault()
  })
  expect(leave()).toBe(false)
  await user.type(body(), '新')
  expect(leave()).toBe(true)
  await user.click(link)
  expect([asked.mock.calls.length, clicks.length]).toEqual([1, 0])
  await user.click(press('保存草稿'))
  await screen.findByText('已存为草稿，公众还看不到。')
  await settled()
  expect(leave()).toBe(false)
  await user.click(link)
  expect([asked.mock.calls.length, clicks.length]).toEqual([1, 1])
  link.remove()
})

test('the layout buttons write Markdown where the cursor is', async () => {
  const { user } = open(draft({ body: '时间安排' }))
  await user.click(press('小标题'))
  expect(body()).toHaveValue('## 时间安排')
  expect(await within(preview()).findByRole('heading', { name: '时间安排' })).toBeVisible()
  expect(body()).toHaveFocus()
})

test('withdrawing owes a reason, keeps it when refused, and tells the page', async () => {
  const sent: unknown[] = []
  const router = makeRouter()
  const user = userEvent.setup()
  const { id, version, title: name } = draft({ status: 'published' })
  const answers = [
    { ok: false as const, code: 'conflict', message: '齐墨已经办理' },
    { ok: true as const, data: { version: 4 } },
  ]
  const action = async (input: unknown) => {
    sent.push(input)
    return answers.shift()!
  }
  render(<WithdrawNotice id={id} version={version} title={name} action={action} />, { wrapper: router.wrapper })
  await user.click(press('撤下…'))
  const dialog = within(await screen.findByRole('dialog', { name: '撤下“核对通知”？' }))
  await user.click(dialog.getByRole('button', { name: '撤下' }))
  expect(await dialog.findByText('有 1 处需要修改，改好后再提交')).toBeVisible()
  await settled()
  await user.type(dialog.getByLabelText(/撤下的原因/), '日期有误')
  await user.click(dialog.getByRole('button', { name: '撤下' }))
  expect(await dialog.findByText('齐墨已经办理')).toBeVisible()
  await settled()
  expect(dialog.getByLabelText(/撤下的原因/)).toHaveValue('日期有误')
  await user.click(dialog.getByRole('button', { name: '撤下' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(sent.at(-1)).toMatchObject({ id, version: 3, opinion: '日期有误' })
  expect(router.went).toEqual(['refresh'])
})
