import { render, screen, within } from '@testing-library/react'
import { MissingNotice } from '@/components/application/missing-notice'
import { SectionNav } from '@/components/application/profile/section-nav'
import { TaskList } from '@/components/application/profile/task-list'
import { SnapshotView } from '@/components/application/snapshot-view'
import type { Snapshot } from '@/lib/application/application.dto'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { profileSections } from '@/lib/policy/profile-policy'
import type { SectionProgress } from '@/lib/profile/progress.rules'

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
      ethnic: '01',
      education: '11',
      department: '科研处',
      position: null,
      disciplines: ['3202710', '32024'],
      research: '第一行\n第二行',
    },
    titles: { none: false, rows: [{ id: 't-1', kind: 'title', titleCode: '231', obtainedOn: '2016-09' }] },
    awards: { none: true, rows: [] },
    work: {
      rows: [
        {
          id: 'w-1',
          unit: { unitId: null, name: '示范医院' },
          position: '主任',
          period: { from: '2008-07', to: null, current: true },
        },
        {
          id: 'w-2',
          unit: { unitId: null, name: '示范大学' },
          position: '讲师',
          period: { from: '2003-08', to: '2008-06', current: false },
        },
      ],
      resume: null,
    },
  },
  files: [
    { id: 'f-1', name: '职称证书.pdf', size: 2048, sha256: 'x', section: 'titles', rowId: 't-1' },
    { id: 'f-2', name: '其他材料.pdf', size: 2048, sha256: 'x', section: 'evidence', rowId: null },
  ],
}
const textFor = (label: string) => screen.getByText(label, { selector: 'dt' }).nextElementSibling

test('codes read as names, with level and path', () => {
  render(<SnapshotView snapshot={snapshot} policy={wuhan} />)
  expect(textFor('民族')).toHaveTextContent('汉族')
  expect(textFor('最高学历')).toHaveTextContent('博士研究生毕业')
  expect(screen.getByText('主任医师（正高级）')).toBeInTheDocument()
  expect(textFor('取得时间')).toHaveTextContent('2016 年 9 月')
  const disciplines = within(textFor('熟悉的学科') as HTMLElement).getAllByRole('listitem')
  expect(disciplines[0]).toHaveTextContent(/^1.*3202710.*临床医学 \/ 外科学/)
  expect(disciplines[1]).toHaveTextContent(/内科学.*32024/)
})

test('an open employment reads 至今, an empty value 未填写, a file is a link to the gate', () => {
  render(<SnapshotView snapshot={snapshot} policy={wuhan} />)
  expect(screen.getByText(/2008 年 7 月 — 至今/)).toBeInTheDocument()
  expect(screen.getByText(/2003 年 8 月 — 2008 年 6 月/)).toBeInTheDocument()
  expect(textFor('行政职务')).toHaveTextContent('未填写')
  expect(textFor('电子邮箱')).toHaveTextContent('未填写')
  expect(screen.getByRole('link', { name: /^职称证书.pdf/ })).toHaveAttribute('href', '/api/files/f-1')
})

test('a paper stands with the claim it proves, 没有 is said in words', () => {
  render(<SnapshotView snapshot={snapshot} policy={wuhan} />)
  const title = screen.getByText('主任医师（正高级）').closest('li') as HTMLElement
  expect(within(title).getByRole('link', { name: /^职称证书.pdf/ })).toBeInTheDocument()
  expect(within(title).queryByRole('link', { name: /^其他材料.pdf/ })).toBeNull()
  expect(screen.getByText('没有获得过科技奖励')).toBeInTheDocument()
})

test('a draft with half dates, foreign shapes and unknown codes reads as it was typed and breaks nothing', () => {
  const odd = {
    ...snapshot,
    sections: {
      basic: { ethnic: 'zz', education: null, disciplines: ['99999', 5], research: {} },
      titles: { rows: [{ kind: 'title', titleCode: 7, obtainedOn: '2016-' }] },
      work: { rows: [null, 'x', { unit: { name: '某处' }, period: { from: '2008-', to: '' } }], resume: [] },
      evidence: { note: '见附件' },
    },
  } as unknown as Snapshot
  render(
    <SnapshotView
      snapshot={odd}
      policy={{ ...wuhan, profile: { ...wuhan.profile, sections: [...profileSections] } }}
      whole
    />,
  )
  expect(textFor('民族')).toHaveTextContent('zz')
  expect(textFor('熟悉的学科')).toHaveTextContent('99999')
  expect(screen.getByText(/2008- — 未填写/)).toBeInTheDocument()
  expect(screen.getByText('见附件')).toBeInTheDocument()
})

test('markup in a value is text', () => {
  render(
    <SnapshotView
      policy={wuhan}
      snapshot={{ ...snapshot, sections: { basic: { research: '<img src=x onerror=alert(1)>' } } }}
    />,
  )
  expect(textFor('研究方向')).toHaveTextContent('<img src=x onerror=alert(1)>')
})

const shape = { hint: '', optional: false, rows: null }
const progress: SectionProgress[] = [
  { ...shape, section: 'basic', title: '基本信息', state: 'done', missing: [] },
  {
    ...shape,
    section: 'work',
    title: '工作经历',
    state: 'filling',
    missing: [
      { section: 'work', path: 'rows.1.to', row: '第 2 段工作经历', message: '请填写结束时间' },
      { section: 'work', path: 'rows', row: null, message: '请至少填写一段工作经历' },
    ],
  },
  {
    ...shape,
    section: 'evidence',
    title: '证明材料',
    state: 'empty',
    missing: [{ section: 'evidence', path: 'files', row: null, message: '请上传' }],
  },
]

test('each task says how far it is', () => {
  render(<TaskList progress={progress} />)
  const tasks = screen.getAllByRole('link').map(link => link.textContent)
  expect(screen.getByRole('heading', { name: '已完成 1 / 3 个部分' })).toBeInTheDocument()
  expect(tasks[0]).toContain('已完成')
  expect(tasks[1]).toContain('填写中·缺 2 项')
  expect(tasks[2]).toContain('未填写')
  expect(tasks[3]).toContain('检查并提交')
})

test('the section that is open is marked for everybody', () => {
  render(<SectionNav progress={progress} current="work" />)
  expect(screen.getByRole('link', { current: 'step' })).toHaveTextContent('2. 工作经历正在填写')
})

test('what is missing leads to its field', () => {
  render(<MissingNotice progress={progress[1]} />)
  expect(screen.getByRole('link', { name: '第 2 段工作经历：请填写结束时间' })).toHaveAttribute(
    'href',
    '/expert/profile/work?field=rows.1.to',
  )
  expect(screen.getByRole('link', { name: '请至少填写一段工作经历' })).toHaveAttribute(
    'href',
    '/expert/profile/work?field=rows',
  )
})
