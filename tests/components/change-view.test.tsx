import { render, screen, within } from '@testing-library/react'
import { ChangeView } from '@/components/application/changes/change-view'
import { MendProvider } from '@/components/application/mend/mend-context'
import { presets } from '@/lib/policy/presets/all'
import { changesBetween } from '@/lib/profile/diff.rules'
import { fullRows, fullSections, rowId } from '../support/profiles'

const { demo } = presets
type Version = Parameters<typeof changesBetween>[1]

const file = { id: 'f-1', name: '证书.pdf', size: 2048, section: 'titles' as const, rowId: rowId(1) }
const project = (n: number, change: object = {}) => ({
  ...fullRows.projects,
  id: rowId(n),
  name: `示范项目${n}`,
  ...change,
})
const before: Version = {
  sections: {
    basic: { ...fullSections.basic, position: '', department: '科研处' },
    projects: { rows: [project(1), project(2), project(3)] },
    awards: { none: true, rows: [] },
    work: fullSections.work,
  },
  files: [file],
}
const after: Version = {
  sections: {
    basic: { ...fullSections.basic, position: '处长', department: '教务处' },
    projects: { rows: [project(3), project(1, { name: '示范项目一' }), project(4)] },
    awards: { none: false, rows: [] },
    work: fullSections.work,
  },
  files: [{ ...file, id: 'f-2', name: '新证书.pdf' }],
}
const show = (from: Version, to: Version, marking = false) =>
  render(
    <MendProvider>
      <ChangeView changes={changesBetween(demo, from, to)} marking={marking} />
    </MendProvider>,
  )
const card = (title: string) => within(screen.getByRole('heading', { name: title }).closest('section') as HTMLElement)
/** What stands in a line for a field: what was, and what is. */
const lineOf = (title: string, label: string) => {
  const line = card(title).getByText(label).closest('li')!
  return [line.querySelector('del')?.textContent, line.querySelector('ins')?.textContent]
}

test('a field stands with what it was beside what it is, also where it was empty; the rest is not shown', () => {
  show(before, after)
  expect(lineOf('专家基础信息', '所在部门')).toEqual(['原来：科研处', '现在：教务处'])
  expect(lineOf('专家基础信息', '行政职务')).toEqual(['原来：未填写', '现在：处长'])
  expect(card('专家基础信息').getAllByRole('listitem')).toHaveLength(2)
  expect(card('专家基础信息').getByText('2 处变化')).toBeInTheDocument()
  expect(screen.queryByRole('heading', { name: '工作经历' })).not.toBeInTheDocument()
})

test('rows say whether they were changed, added or taken away, each under its number; another order is said', () => {
  show(before, after)
  expect(
    card('科研项目')
      .getAllByText(/^第 \d 个/)
      .map(one => one.parentElement?.textContent),
  ).toEqual(['修改第 2 个项目：示范项目一', '增加第 3 个项目：示范项目4', '删除第 2 个项目：示范项目2'])
  expect(lineOf('科研项目', '项目名称')).toEqual(['原来：示范项目1', '现在：示范项目一'])
  expect(card('科研项目').getByText('调整了条目的先后顺序')).toBeInTheDocument()
  expect(card('科技奖励').getByText(/^取消了“/)).toBeInTheDocument()
})

test('papers that came and papers that went', () => {
  show(before, after)
  const titles = card('职称取得时间')
  expect(titles.getByText('增加的附件').nextElementSibling).toHaveTextContent('新证书.pdf')
  expect(titles.getByText('移除的附件').nextElementSibling).toHaveTextContent('证书.pdf')
})

test('a desk marks what is there now, not what was taken away', () => {
  show(before, after, true)
  const marks = screen.getAllByRole('button', { name: /^标为需修改/ }).map(one => one.getAttribute('aria-label'))
  expect(marks).toContain('标为需修改：科研项目第 2 条：示范项目一')
  expect(marks).toContain('标为需修改：专家基础信息')
  expect(marks.filter(one => one?.includes('示范项目2'))).toEqual([])
})

test('two equal versions say so', () => {
  show(before, JSON.parse(JSON.stringify(before)) as Version)
  expect(screen.getByText('两个版本的内容相同。')).toBeInTheDocument()
})
