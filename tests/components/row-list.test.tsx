import { act, configure, screen, waitFor, within } from '@testing-library/react'
import type { FileDto } from '@/lib/file/file.dto'
import { presets } from '@/lib/policy/presets/all'
import { fullRows, period, rowId, unit } from '../support/profiles'
import { box, goOn, pick, saved, showProfile } from './show-profile'

jest.mock('@/lib/file/file.actions', () => ({ removeFileAction: async () => ({ ok: true, data: { fileId: 'f-1' } }) }))
configure({ asyncUtilTimeout: 10_000 })

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const work = (n: number, change: object = {}) => ({
  ...{ id: rowId(n), unit: unit(`示范第${n}医院`), faculty: '', position: '主任', field: 'technology' },
  period: period('2008-07'),
  ...change,
})
const works = (...rows: object[]) => ({ data: { rows, resume: '' } })
const add = () => screen.getByRole('button', { name: '添加一段工作经历' })
const row = (n: number) => screen.getByRole('group', { name: `第 ${n} 段工作经历` })
const lineOf = (n: number) => within(row(n)).getAllByRole('button', { name: /收起|填写或修改/ })[0]!
const deed = (what: string, n: number) => screen.getByRole('button', { name: `${what}第 ${n} 段工作经历` })
const rowsOf = (data: Record<string, unknown> | undefined) => (data?.rows ?? []) as ReturnType<typeof work>[]
const idsOf = (data: Record<string, unknown> | undefined) => rowsOf(data).map(one => one.id)

test('a row is added with the focus in it, filled in, saved with an id of its own and folded to a line', async () => {
  const { server, user } = showProfile('work')
  await user.click(add())
  await waitFor(() => expect(pick(/工作单位/)).toHaveFocus())
  await user.keyboard('示范医院')
  await user.tab()
  await user.type(box(/职务或岗位/), '主任')
  await user.selectOptions(pick(/工作性质/), '专业技术、科学研究')
  await user.type(box('开始时间：年'), '2008')
  await user.type(box('开始时间：月'), '7')
  expect(box('结束时间：年')).toBeInTheDocument()
  await user.click(screen.getByRole('checkbox', { name: /至今/ }))
  expect(screen.queryByRole('textbox', { name: '结束时间：年' })).not.toBeInTheDocument()
  await waitFor(() =>
    expect(server.last()?.data.rows).toEqual([
      { ...work(1), id: expect.stringMatching(uuid), unit: unit('示范医院'), period: period('2008-07') },
    ]),
  )
  await user.click(lineOf(1))
  expect(lineOf(1)).toHaveTextContent('示范医院主任，2008 年 7 月 — 至今')
  expect(screen.queryByRole('textbox', { name: /职务或岗位/ })).not.toBeInTheDocument()
  expect(screen.queryByText(/还有.*处没有填好/)).not.toBeInTheDocument()
})

test('a closed row that lacks something says how much; a remark stands beside its row', () => {
  const remarks = { [rowId(2)]: '请写明所在科室' }
  showProfile('work', { ...works(work(1, { position: '', field: '' }), work(2)), remarks })
  expect(lineOf(1)).toHaveTextContent('还有 2 处没有填好')
  expect(lineOf(2)).not.toHaveTextContent('没有填好')
  expect(lineOf(2)).toHaveTextContent('需修改：请写明所在科室')
})

test('a copy stands below what it was made of, open, with an id of its own', async () => {
  const { server, user } = showProfile('work', works(work(1), work(2)))
  await user.click(deed('复制', 1))
  await waitFor(() => expect(rowsOf(server.last()?.data)).toHaveLength(3))
  const [first, copy, second] = rowsOf(server.last()?.data)
  expect([first?.id, second?.id]).toEqual([rowId(1), rowId(2)])
  expect(copy).toEqual({ ...first, id: expect.stringMatching(uuid) })
  expect([rowId(1), rowId(2)]).not.toContain(copy?.id)
  expect(within(row(2)).getByRole('combobox', { name: /工作单位/ })).toHaveValue('示范第1医院')
  await user.type(within(row(2)).getByRole('textbox', { name: /职务或岗位/ }), '医师')
  await waitFor(() => expect(rowsOf(server.last()?.data)[1]?.position).toBe('主任医师'))
  expect(rowsOf(server.last()?.data)[0]?.position).toBe('主任')
})

test('rows are moved with all that is in them, and saved in their order', async () => {
  const { server, user } = showProfile('work', works(work(1), work(2), work(3)))
  expect(deed('上移', 1)).toBeDisabled()
  expect(deed('下移', 3)).toBeDisabled()
  await user.click(lineOf(3))
  await user.type(box(/职务或岗位/), '医师')
  await user.click(deed('上移', 3))
  await user.click(deed('下移', 1))
  await waitFor(() => expect(idsOf(server.last()?.data)).toEqual([rowId(3), rowId(1), rowId(2)]))
  expect(rowsOf(server.last()?.data)[0]).toMatchObject({ position: '主任医师' })
  expect(within(row(1)).getByRole('textbox', { name: /职务或岗位/ })).toHaveValue('主任医师')
})

test('a row that was deleted comes back with its id and what was typed', async () => {
  const { server, user } = showProfile('work', works(work(1), work(2)))
  await user.click(lineOf(1))
  await user.type(box(/职务或岗位/), '医师')
  await user.click(deed('删除', 1))
  await waitFor(() => expect(idsOf(server.last()?.data)).toEqual([rowId(2)]))
  const undo = screen.getByRole('button', { name: '撤销删除' })
  expect(undo).toHaveFocus()
  await user.click(undo)
  await waitFor(() => expect(idsOf(server.last()?.data)).toEqual([rowId(1), rowId(2)]))
  expect(rowsOf(server.last()?.data)[0]).toEqual(work(1, { position: '主任医师' }))
  expect(screen.queryByText(/已删除/)).not.toBeInTheDocument()
})

test('a name still in its box goes with the row that is deleted, not into the next one', async () => {
  const paper = (n: number) => ({ ...fullRows.papers, id: rowId(n), title: `示范论文${n}` })
  const { server, user } = showProfile('papers', { data: { rows: [paper(1), paper(2)] } })
  await user.click(screen.getByRole('button', { name: /示范论文1/ }))
  await user.type(screen.getByPlaceholderText(/姓名/), '示后来')
  await user.click(screen.getByRole('button', { name: '删除第 1 篇论文著作' }))
  const names = () =>
    rowsOf(server.last()?.data).map(one => (one as unknown as ReturnType<typeof paper>).authors.length)
  await waitFor(() => expect(names()).toEqual([2]))
  await user.click(screen.getByRole('button', { name: '撤销删除' }))
  await waitFor(() => expect(names()).toEqual([3, 2]))
})

test('a name still in its box is saved when the page is hidden, without a key or a click', async () => {
  const { server, user } = showProfile('papers', {
    data: { rows: [{ ...fullRows.papers, id: rowId(1), authors: [] }] },
  })
  await user.click(screen.getByRole('button', { name: new RegExp(fullRows.papers.title) }))
  await user.type(screen.getByPlaceholderText(/姓名/), '示后来')
  const state = jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  act(() => void document.dispatchEvent(new Event('visibilitychange')))
  state.mockRestore()
  await waitFor(() => expect(server.puts).toHaveLength(1))
  expect(rowsOf(server.last()?.data)).toMatchObject([{ authors: [{ name: '示后来' }] }])
})

describe('moved, a row keeps the focus', () => {
  const hasFocus = (name: string) =>
    waitFor(() => expect(screen.getByRole('button', { name: `${name}段工作经历` })).toHaveFocus())

  test('on the same control, and on the other one at the first and the last place', async () => {
    const { user } = showProfile('work', works(work(1), work(2), work(3)))
    deed('上移', 3).focus()
    await user.keyboard('{Enter}')
    await hasFocus('上移第 2 ')
    await user.keyboard('{Enter}')
    await hasFocus('下移第 1 ')
    await user.keyboard('{Enter}')
    await hasFocus('下移第 2 ')
    await user.keyboard('{Enter}')
    await hasFocus('上移第 3 ')
  })

  test('also across the end of a page', async () => {
    const { user } = showProfile('work', works(...Array.from({ length: 31 }, (_, n) => work(n + 1))))
    await user.click(deed('下移', 30))
    await hasFocus('上移第 31 ')
  })
})

describe('while a return names rows', () => {
  const given = { ...works(work(1), work(2)), opening: [rowId(2)] }

  test('the others open to be read, and cannot be changed', async () => {
    const { server, user } = showProfile('work', given)
    const closed = within(row(1)).getByRole('button', { name: /查看/ })
    await user.click(closed)
    expect(within(row(1)).getByText('工作性质').nextElementSibling).toHaveTextContent('专业技术、科学研究')
    expect(within(row(1)).queryByRole('textbox')).not.toBeInTheDocument()
    expect(within(row(1)).queryByRole('combobox')).not.toBeInTheDocument()
    expect(within(row(1)).queryByRole('button', { name: /移|复制|删除/ })).not.toBeInTheDocument()
    await user.click(within(row(1)).getAllByRole('button', { name: '收起' }).at(-1)!)
    expect(within(row(1)).queryByText('工作性质')).not.toBeInTheDocument()
    expect(server.puts).toEqual([])
  })

  test('the named one is filled in where it stands', async () => {
    const { server, user } = showProfile('work', given)
    await user.click(lineOf(2))
    await user.type(box(/职务或岗位/), '医师')
    await waitFor(() => expect(rowsOf(server.last()?.data)[1]).toMatchObject({ position: '主任医师' }))
    expect(screen.queryByRole('button', { name: /^删除/ })).not.toBeInTheDocument()
  })
})

describe('none at all', () => {
  test('is said with a tick where an answer is owed; a row takes the tick away', async () => {
    const { server, user } = showProfile('posts')
    await user.click(screen.getByRole('checkbox', { name: /没有其他任职单位/ }))
    await waitFor(() => expect(server.last()?.data).toMatchObject({ none: true, rows: [] }))
    await user.click(screen.getByRole('button', { name: '添加一个任职单位' }))
    expect(screen.queryByRole('checkbox', { name: /没有其他任职单位/ })).not.toBeInTheDocument()
  })

  test('where rows are owed there is no such tick', async () => {
    showProfile('work')
    await goOn()
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument()
  })

  test('where nothing is owed the tick says that it may stay empty', async () => {
    showProfile('papers')
    await goOn()
    expect(screen.getByRole('checkbox', { name: /没有论文著作\s*（这一部分可以不填）/ })).not.toBeChecked()
  })

  test('who comes for a row that is missing altogether is led to where rows are added', async () => {
    showProfile('work', { wanted: 'rows' })
    await waitFor(() => expect(add()).toHaveFocus())
    expect(screen.getByText('请至少填写一段工作经历')).toBeInTheDocument()
  })
})

describe('what is wrong', () => {
  const forgotten = { period: { from: '2008-07', to: '', current: false } }

  test('opens its row, and the summary leads to its field, named with its row', async () => {
    const { user, went } = showProfile('work', works(work(1), work(2, forgotten)))
    await user.click(await goOn())
    const link = await screen.findByRole('link', {
      name: '第 2 段工作经历：结束时间：请填写结束时间；到现在还没有结束的，请勾选“至今”',
    })
    expect(within(row(1)).queryByRole('textbox')).not.toBeInTheDocument()
    await user.click(link)
    expect(within(row(2)).getByRole('textbox', { name: '结束时间：年' })).toHaveFocus()
    expect(went).toEqual([])
  })

  test('who comes for a field of a row finds the row open and the cursor in it', async () => {
    showProfile('work', { ...works(work(1), work(2, { position: '' })), wanted: 'rows.1.position' })
    await waitFor(() => expect(box(/职务或岗位/)).toHaveFocus())
    expect(within(row(2)).getByText('请填写职务或岗位')).toBeInTheDocument()
  })

  test('the row he came for does not hold him: what he adds is what he sees', async () => {
    const rows = Array.from({ length: 30 }, (_, n) => work(n + 1))
    const { user } = showProfile('work', { ...works(...rows), wanted: 'rows.1.position' })
    await waitFor(() => expect(lineOf(2)).toHaveAttribute('aria-expanded', 'true'))
    await user.click(lineOf(2))
    await user.click(add())
    expect(row(31)).toBeInTheDocument()
    expect(screen.queryByRole('group', { name: '第 2 段工作经历' })).not.toBeInTheDocument()
  })
})

describe('papers', () => {
  const file: FileDto = {
    ...{ id: 'f-1', name: '证书.pdf', purpose: 'evidence', size: 200, type: 'application/pdf', state: 'ready' },
    ...{ uploadedAt: '2026-11-21T05:00:00.000Z', href: '/api/files/f-1', section: 'titles', rowId: rowId(1) },
  }
  const titles = (...ids: string[]) => ({ data: { rows: ids.map(id => ({ id, ...fullRows.titles })) } })
  const line = (n: number) =>
    within(screen.getByRole('group', { name: `第 ${n} 项职称` })).getAllByRole('button', {
      name: /收起|填写或修改/,
    })[0]!

  test('belong to their row: counted on its line, shown in it, missing where the policy wants one', async () => {
    const given = { ...titles(rowId(1), rowId(2)), files: [file], policy: presets.xizang }
    const { user } = showProfile('titles', given)
    expect(line(1)).toHaveTextContent('附件 1 个')
    expect(line(1)).not.toHaveTextContent('没有填好')
    expect(line(2)).toHaveTextContent('还有 1 处没有填好')
    await user.click(line(2))
    expect(screen.queryByRole('link', { name: /证书.pdf/ })).not.toBeInTheDocument()
    await user.click(line(1))
    expect(screen.getByRole('link', { name: /证书.pdf/ })).toBeInTheDocument()
  })

  test('who comes for the missing paper of a row is led to its button', async () => {
    showProfile('titles', { ...titles(rowId(1)), policy: presets.xizang, wanted: 'rows.0.files' })
    await waitFor(() => expect(screen.getByRole('button', { name: /选择文件/ })).toHaveFocus())
  })
})

describe('five hundred rows', () => {
  const papers = { data: { rows: Array.from({ length: 500 }, (_, n) => ({ ...fullRows.papers, id: rowId(n) })) } }
  const shown = () => screen.getAllByText(/篇论文著作$/, { selector: 'legend' }).map(legend => legend.textContent)

  test('show thirty at a time, can be leafed through, and take no more', async () => {
    const { user } = showProfile('papers', papers)
    expect(shown()).toHaveLength(30)
    const above = within(screen.getByRole('navigation', { name: '分页' }))
    const below = within(screen.getByRole('navigation', { name: '分页（列表下方）' }))
    expect(above.getByText('第 1–30 条，共 500 条')).toBeInTheDocument()
    await user.click(below.getByText('后 30 条'))
    expect(shown()[0]).toBe('第 31 篇论文著作')
    await waitFor(() => expect(document.activeElement?.closest('fieldset')).toHaveTextContent('第 31 篇论文著作'))
    await user.click(above.getByText('后 30 条'))
    await user.click(above.getByText('前 30 条'))
    expect(shown()[0]).toBe('第 31 篇论文著作')
    expect(screen.getByText('添加一篇论文或著作').closest('button')).toBeDisabled()
    expect(screen.getByText('最多 500 条，删除一条后可再添加')).toBeInTheDocument()
    expect(screen.getByLabelText('复制第 31 篇论文著作')).toBeDisabled()
  })

  test('who comes for one far down finds it open; what he types is saved in its place', async () => {
    const { server, user } = showProfile('papers', { ...papers, wanted: 'rows.444.title' })
    await waitFor(() => expect(screen.getByLabelText(/题名/)).toHaveFocus())
    expect(shown().at(-1)).toBe('第 450 篇论文著作')
    await user.keyboard('二')
    await waitFor(() => expect(server.puts.length).toBeGreaterThan(0))
    const rows = server.last()?.data.rows as { id: string; title: string }[]
    expect(rows.map(one => one.id)).toEqual(papers.data.rows.map(one => one.id))
    expect(rows.filter(one => one.title.includes('二')).map(one => one.id)).toEqual([rowId(444)])
  })
})

test('another tab changed other rows meanwhile: each row is compared by itself and none is lost (trust CO5)', async () => {
  const { server, values, user } = showProfile('work', { ...works(work(1), work(2)), version: 1 })
  const [first, second] = rowsOf(values)
  server.conflict({ ...values, rows: [first, { ...second, position: '院长' }, work(3)] })
  await user.click(lineOf(1))
  await user.type(box(/职务或岗位/), '医师')
  await user.tab()
  const dialog = await screen.findByRole('dialog')
  const choices = within(dialog).getAllByRole('group')
  expect(choices.map(group => group.textContent).join()).toMatch(/主任医师.*院长.*示范第3医院/s)
  for (const name of ['示范第2医院', '示范第3医院'])
    await user.click(within(within(dialog).getByRole('group', { name })).getByRole('radio', { name: /另一处/ }))
  await user.click(within(dialog).getByRole('button', { name: '按所选内容保存' }))
  await waitFor(() => expect(rowsOf(server.last()?.data)).toHaveLength(3))
  expect(rowsOf(server.last()?.data).map(one => [one.id, one.position])).toEqual([
    [rowId(1), '主任医师'],
    [rowId(2), '院长'],
    [rowId(3), '主任'],
  ])
  await saved()
})
