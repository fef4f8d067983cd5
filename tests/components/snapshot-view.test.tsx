import { render, screen, within } from '@testing-library/react'
import { MissingNotice } from '@/components/application/missing-notice'
import { SectionNav } from '@/components/application/profile/section-nav'
import { TaskList } from '@/components/application/profile/task-list'
import { SnapshotView } from '@/components/application/snapshot-view'
import type { Snapshot } from '@/lib/application/application.dto'
import type { Policy } from '@/lib/policy/policy.schema'
import { wuhan } from '@/lib/policy/presets/wuhan'
import type { SectionProgress } from '@/lib/profile/progress.rules'
import { fullRows, period, rowId, unit } from '../support/profiles'

const person: Snapshot['person'] = {
  name: '路遥之',
  sex: '女',
  docType: '中国大陆居民身份证',
  docMask: '9****************1',
  birthDate: '1979-06-18',
  phoneMask: '199****0003',
  email: null,
  region: '湖北省武汉市武昌区',
  unitId: 'u-1',
  unitName: '示范江城第一医院',
}
const snapshot: Snapshot = {
  person,
  sections: {
    basic: {
      ...{ ethnic: '01', education: '11', degree: null, department: '科研处', position: null },
      ...{ disciplines: ['3202710', '32024'], research: '第一行\n第二行' },
    },
    posts: { none: true, rows: [] },
    titles: { rows: [{ id: rowId(1), ...fullRows.titles }] },
    projects: { rows: [{ id: rowId(2), ...fullRows.projects }] },
    work: {
      rows: [
        { id: rowId(3), ...fullRows.work },
        { id: rowId(4), unit: unit('示范大学'), position: '讲师', period: period('2003-08', '2008-06') },
      ],
      resume: null,
    },
  },
  files: [
    { id: 'f-1', name: '职称证书.pdf', size: 2048, sha256: 'x', section: 'titles', rowId: rowId(1) },
    { id: 'f-2', name: '人才证明.pdf', size: 2048, sha256: 'x', section: 'basic', rowId: null },
  ],
}
const show = (change: Partial<Snapshot> = {}, policy: Policy = wuhan, whole = false) =>
  render(<SnapshotView snapshot={{ ...snapshot, ...change }} policy={policy} whole={whole} />)
const textFor = (label: string) => screen.getByText(label, { selector: 'dt' }).nextElementSibling
/** The card of a section. */
const card = (title: string) => screen.getByRole('heading', { name: title }).closest('section') as HTMLElement
const titles = () => screen.getAllByRole('heading').map(heading => heading.textContent)

test('codes read as names, disciplines with their path, in order', () => {
  show()
  expect(textFor('民族')).toHaveTextContent('汉族')
  expect(textFor('最高学历')).toHaveTextContent('博士研究生毕业')
  const disciplines = within(textFor('熟悉的学科') as HTMLElement).getAllByRole('listitem')
  expect(disciplines[0]).toHaveTextContent(/^1.*3202710.*临床医学 \/ 外科学/)
  expect(disciplines[1]).toHaveTextContent(/内科学.*32024/)
})

test('a row is called by what names it, and the rest of it stands below', () => {
  show()
  const [row] = within(card('职称取得时间')).getAllByRole('listitem')
  expect(row).toHaveTextContent(/^1主任医师（正高级）/)
  expect(row).toHaveTextContent('取得时间2016 年 9 月')
  expect(within(card('科研项目')).getByText('初晓（本人）、示同事')).toBeInTheDocument()
  expect(within(card('工作经历')).getByText(/2008 年 7 月 — 至今/)).toBeInTheDocument()
  expect(within(card('工作经历')).getByText(/2003 年 8 月 — 2008 年 6 月/)).toBeInTheDocument()
})

test('a paper stands below the row, or in the section, that it proves, as a link to the gate', () => {
  show()
  const row = within(card('职称取得时间')).getAllByRole('listitem')[0]!
  expect(within(row).getByRole('link', { name: /^职称证书.pdf/ })).toHaveAttribute('href', '/api/files/f-1')
  expect(within(card('专家基础信息')).getByRole('link', { name: /^人才证明.pdf/ })).toBeInTheDocument()
  expect(screen.getAllByRole('link')).toHaveLength(2)
})

test('who has none is told apart from who has not answered; an empty value reads 未填写', () => {
  show({}, wuhan, true)
  expect(card('其他任职单位')).toHaveTextContent('没有其他任职单位')
  expect(card('论文著作')).toHaveTextContent('未填写')
  expect(textFor('行政职务')).toHaveTextContent('未填写')
  expect(textFor('电子邮箱')).toHaveTextContent('未填写')
})

test('only what a version holds is shown, in the order of the policy; a part that is asked for no more stays', () => {
  const asked = { ...wuhan, profile: { ...wuhan.profile, sections: ['work', 'basic'] as const } }
  show({}, asked as unknown as Policy)
  expect(titles()).toEqual(['本人信息', '工作经历', '专家基础信息', '其他任职单位', '职称取得时间', '科研项目'])
})

test('a file of an old version, that says nothing of its place, stands under 证明材料', () => {
  show({ files: [{ id: 'f-3', name: '旧证书.pdf', size: 1, sha256: 'x', section: null, rowId: null }] })
  expect(within(card('证明材料')).getByRole('link', { name: /^旧证书.pdf/ })).toBeInTheDocument()
})

test('a draft with half dates, foreign shapes and unknown codes reads as it was typed and breaks nothing', () => {
  const odd = {
    basic: { ethnic: 'zz', education: null, disciplines: ['99999', 5], research: {} },
    titles: { rows: [{ kind: 'title', titleCode: 7, obtainedOn: '2016-' }, 7] },
    work: { rows: [null, 'x', { unit: { name: '某处' }, period: { from: '2008-', to: '' } }], resume: [] },
    papers: { rows: { length: 3 } },
    evidence: { note: '见附件' },
  } as unknown as Snapshot['sections']
  show({ sections: odd }, wuhan, true)
  expect(textFor('民族')).toHaveTextContent('zz')
  expect(textFor('熟悉的学科')).toHaveTextContent('99999')
  expect(screen.getByText(/2008- — 未填写/)).toBeInTheDocument()
  expect(screen.getByText('见附件')).toBeInTheDocument()
})

test('markup in a value is text, in a field and in the name of a row', () => {
  const markup = '<img src=x onerror=alert(1)>'
  const rows = [{ id: rowId(1), ...fullRows.papers, title: markup }]
  show({ sections: { basic: { research: markup }, papers: { rows } } })
  expect(textFor('研究方向')).toHaveTextContent(markup)
  expect(card('论文著作')).toHaveTextContent(markup)
  expect(document.querySelector('img')).toBeNull()
})

const missing = (path: string, row: string | null, message: string) => ({
  section: 'work' as const,
  path,
  row,
  message,
})
const step = (change: Partial<SectionProgress>): SectionProgress => ({
  ...{ section: 'basic', title: '专家基础信息', hint: '', state: 'done', optional: false, rows: null, missing: [] },
  ...change,
})
const progress: SectionProgress[] = [
  step({}),
  step({
    section: 'work',
    title: '工作经历',
    state: 'filling',
    rows: 2,
    missing: [
      missing('rows.1.period.to', '第 2 段工作经历', '请填写结束时间'),
      missing('rows', null, '请至少填写一段工作经历'),
    ],
  }),
  step({ section: 'evidence', title: '证明材料', state: 'empty', missing: [missing('files', null, '请上传')] }),
  step({ section: 'papers', title: '论文著作', state: 'empty', optional: true, rows: 0 }),
  step({ section: 'awards', title: '科技奖励', optional: true, rows: 3 }),
  step({ section: 'posts', title: '其他任职单位', state: 'returned', rows: 1 }),
]

test('each task says how far it is; what may stay empty counts as done, what was sent back does not', () => {
  render(<TaskList progress={progress} />)
  const tasks = screen
    .getAllByRole('link')
    .filter(link => !link.getAttribute('href')!.includes('?field='))
    .map(link => link.textContent)
  expect(screen.getByRole('heading', { name: '已完成 3 / 6 个部分' })).toBeInTheDocument()
  for (const [at, text] of ['已完成', '填写中·缺 2 项', '未填写', '未填写·可以不填', '已完成·3 条', '需修改'].entries())
    expect(tasks[at]).toMatch(new RegExp(`${text}$`))
  expect(tasks[6]).toContain('检查并提交')
})

test('below a task that was begun stands what it lacks, where it is filled in; what is long is counted', () => {
  const ways = { sections: '/unit/changes/c', check: '/unit/changes/c' }
  const many = Array.from({ length: 7 }, (_, n) => missing(`rows.${n}.unit`, `第 ${n + 1} 段`, '请填写单位'))
  render(
    <TaskList progress={[...progress, step({ section: 'rights', state: 'filling', missing: many })]} ways={ways} />,
  )
  expect(screen.getByRole('link', { name: '请至少填写一段工作经历' })).toHaveAttribute(
    'href',
    '/unit/changes/c/work?field=rows',
  )
  expect(screen.getAllByRole('link', { name: /请填写单位$/ })).toHaveLength(5)
  expect(screen.getByText('还有 2 项，点开这一部分查看。')).toBeInTheDocument()
  expect(screen.queryByRole('link', { name: '请上传' })).not.toBeInTheDocument()
  // checked at the very page that shows it: no task of its own
  expect(screen.queryByText('检查并提交')).not.toBeInTheDocument()
})

test('the section that is open is marked for everybody', () => {
  render(<SectionNav progress={progress} current="work" />)
  expect(screen.getByRole('link', { current: 'step' })).toHaveTextContent('2. 工作经历正在填写')
})

test('what is missing leads to its field, and is named with its row', () => {
  render(<MissingNotice progress={progress[1]} base="/expert/profile" />)
  expect(screen.getByRole('link', { name: '第 2 段工作经历：请填写结束时间' })).toHaveAttribute(
    'href',
    '/expert/profile/work?field=rows.1.period.to',
  )
  expect(screen.getByRole('link', { name: '请至少填写一段工作经历' })).toHaveAttribute(
    'href',
    '/expert/profile/work?field=rows',
  )
})
