import { configure, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { ImportDialog } from '@/components/profile/import-dialog'
import { demo } from '@/lib/policy/presets/demo'
import { sectionFor } from '@/lib/profile/resolve.schema'
import type { RowData } from '@/lib/profile/values.rules'

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 15_000 })

type Answer = { status?: number; body: unknown }
let sent: { url: string; type: string; body: unknown }[]
let answer: Answer | null
beforeEach(() => {
  sent = []
  answer = null
  globalThis.fetch = async (url, init) => {
    sent.push({ url: String(url), type: new Headers(init?.headers).get('content-type') ?? '', body: init?.body })
    if (!answer) throw new TypeError('offline')
    const { status = 200, body } = answer
    return { ok: status === 200, status, json: async () => body } as Response
  }
})

const papers = sectionFor(demo, 'papers')
const paper = (title: string, date = '2019-05') => ({ kind: 'journal', title, source: '示范学报', date, authors: [] })
function show(section = papers, existing: RowData[] = []) {
  const added: RowData[][] = []
  render(<ImportDialog section={section} existing={() => existing} onRows={rows => added.push(rows)} />)
  return { added, user: userEvent.setup() }
}
const open = (user: ReturnType<typeof userEvent.setup>) => user.click(screen.getByRole('button', { name: '批量导入' }))

test('papers pasted: what is new is ticked, what is there or comes twice is said and left out; only chosen rows are added', async () => {
  const { added, user } = show(papers, [{ ...paper('某湖 水质研究'), date: '2019' }])
  await open(user)
  await user.click(screen.getByRole('textbox', { name: '文献内容' }))
  await user.paste('@article{a, title={x}}')
  answer = {
    body: {
      rows: [
        { place: '第 1 条', data: paper('某湖水质研究'), problems: [] },
        { place: '第 2 条', data: paper('甲'), problems: ['还要补填：作者'] },
        { place: '第 4 条', data: paper('甲'), problems: [] },
        { place: '第 5 条', data: paper('乙'), problems: [] },
      ],
      notes: ['第 3 条：没有题名，没有加入，请手工填写'],
    },
  }
  await user.click(screen.getByRole('button', { name: '读取' }))
  expect(
    await screen.findByText('读到 4 条，其中 1 条加入后还要补填或核对，2 条与已有的重复，没有勾选。'),
  ).toBeVisible()
  expect(sent).toEqual([{ url: '/api/profile-import/papers', type: 'text/plain', body: '@article{a, title={x}}' }])
  expect(screen.getByText('第 3 条：没有题名，没有加入，请手工填写')).toBeVisible()
  const rows = screen.getAllByRole('row').slice(1)
  expect(rows.map(row => within(row).getByRole<HTMLInputElement>('checkbox').checked)).toEqual([
    false,
    true,
    false,
    true,
  ])
  expect(within(rows[0]!).getByText('与已填写的第 1 篇论文著作重复')).toBeVisible()
  expect(within(rows[1]!).getByText('还要补填：作者')).toBeVisible()
  expect(within(rows[2]!).getByText('与前面的第 2 条重复')).toBeVisible()
  await user.click(screen.getByRole('checkbox', { name: '加入乙' }))
  await user.click(screen.getByRole('button', { name: '加入 1 条' }))
  expect(added).toEqual([[paper('甲')]])
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  expect(screen.getByText('已加入 1 条，请逐条核对')).toBeVisible()
})

test('an exported file is read in GB 18030 too', async () => {
  const { user } = show()
  await open(user)
  answer = { body: { rows: [], notes: ['没有认出文献的格式。'] } }
  const bytes = new Uint8Array([0x25, 0x54, 0x20, 0xca, 0xbe, 0xc0, 0xfd])
  // jsdom's files cannot be read
  const file = Object.assign(new File([bytes], 'a.enw'), { arrayBuffer: async () => bytes.buffer })
  await user.upload(screen.getByLabelText('选择导出的文献文件'), file)
  expect(await screen.findByRole('alert')).toHaveTextContent('没有认出文献的格式。')
  expect(sent[0]!.body).toBe('%T 示例')
  expect(screen.getByRole('textbox', { name: '文献内容' })).toHaveValue('%T 示例')
})

test('Excel for a section of rows: the template, a refusal that keeps the way open, then what was found', async () => {
  const { added, user } = show(sectionFor(demo, 'awards'))
  await open(user)
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument()
  expect(screen.getByRole('link', { name: '下载“科技奖励”模板' })).toHaveAttribute(
    'href',
    '/api/profile-template/awards',
  )
  const file = new File(['x'], '奖励.xlsx')
  await user.upload(screen.getByLabelText('填好的 Excel 文件'), file)
  expect(await screen.findByRole('alert')).toHaveTextContent('没有连上服务器，请检查网络后再试')
  answer = { status: 429, body: { code: 'tooMany', message: '操作太频繁了，请 5 分钟后再试。' } }
  await user.upload(screen.getByLabelText('填好的 Excel 文件'), file)
  expect(await screen.findByText('操作太频繁了，请 5 分钟后再试。')).toBeVisible()
  answer = {
    body: {
      rows: [
        { place: '第 3 行', data: { name: '示例奖', rank: 'x' }, problems: ['“本人排名”：这里应当是数字，请核对'] },
      ],
      notes: [],
    },
  }
  await user.upload(screen.getByLabelText('填好的 Excel 文件'), file)
  expect(await screen.findByText('“本人排名”：这里应当是数字，请核对')).toBeVisible()
  expect(sent.at(-1)).toMatchObject({ url: '/api/profile-import/awards', body: file })
  await user.click(screen.getByRole('checkbox', { name: '全部勾选' }))
  expect(screen.getByRole('button', { name: '加入 0 条' })).toBeDisabled()
  await user.click(screen.getByRole('button', { name: '返回' }))
  expect(screen.getByRole('link', { name: '下载“科技奖励”模板' })).toBeVisible()
  expect(added).toEqual([])
})

test('no more than a section holds', async () => {
  const { user } = show(
    papers,
    Array.from({ length: 499 }, (_, index) => paper(`旧${index}`)),
  )
  await open(user)
  await user.type(screen.getByRole('textbox', { name: '文献内容' }), 'x')
  answer = {
    body: { rows: [1, 2].map(n => ({ place: `第 ${n} 条`, data: paper(`新${n}`), problems: [] })), notes: [] },
  }
  await user.click(screen.getByRole('button', { name: '读取' }))
  expect(await screen.findByText('最多 500 条，现在还能加入 1 条，请少勾选一些')).toBeVisible()
  expect(screen.getByRole('button', { name: '加入 2 条' })).toBeDisabled()
  await user.click(screen.getByRole('checkbox', { name: '加入新2' }))
  expect(screen.getByRole('button', { name: '加入 1 条' })).toBeEnabled()
})
