import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Button, LinkButton } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { CopyButton } from '@/components/ui/copy-button'
import { DescriptionList } from '@/components/ui/description-list'
import { LinkTabs } from '@/components/ui/link-tabs'
import { relativeTime } from '@/components/ui/relative-time'
import { StepProgress } from '@/components/ui/step-progress'
import { Tabs } from '@/components/ui/tabs'
import { Time } from '@/components/ui/time'
import { Timeline } from '@/components/ui/timeline'

test('a pending button says so, keeps its own words in place, and does nothing', async () => {
  const user = userEvent.setup()
  const onClick = jest.fn()
  render(
    <Button pending pendingLabel="正在推荐…" onClick={onClick}>
      推荐
    </Button>,
  )
  const button = screen.getByRole('button')
  expect(button).toHaveAttribute('aria-busy', 'true')
  expect(button).not.toBeDisabled()
  expect(screen.getByText('推荐')).toHaveClass('invisible')
  expect(screen.getByText('正在推荐…')).toBeInTheDocument()
  await user.click(button)
  expect(onClick).not.toHaveBeenCalled()
})

test('links to other sites get no handle on our window', () => {
  render(
    <>
      <LinkButton href="/guide">指南</LinkButton>
      <LinkButton href="https://example.org/">外部</LinkButton>
      <LinkButton href="tel:02700000001">电话</LinkButton>
    </>,
  )
  expect(screen.getByRole('link', { name: '指南' })).not.toHaveAttribute('rel')
  expect(screen.getByRole('link', { name: '外部' })).toHaveAttribute('rel', 'noopener noreferrer')
  expect(screen.getByRole('link', { name: '电话' })).toHaveAttribute('href', 'tel:02700000001')
})

const now = new Date('2026-11-21T06:00:00Z')
const ago = (ms: number) => new Date(now.getTime() - ms)
test.each([
  [0, '刚刚'],
  [59_999, '刚刚'],
  [60_000, '1 分钟前'],
  [3_599_999, '59 分钟前'],
  [3_600_000, '1 小时前'],
  [86_400_000, '1 天前'],
  [29 * 86_400_000, '29 天前'],
  [30 * 86_400_000, null],
  [-1, '马上'],
  [-7_200_000, '2 小时后'],
])('%d ms ago reads %s', (ms, words) => {
  expect(relativeTime(ago(ms), now)).toBe(words)
})

test('a time is China’s, whatever the machine’s', () => {
  render(
    <>
      <Time value="2026-11-20T18:30:00Z" now={now} />
      <Time value={new Date('2026-11-20T18:30:00Z')} day />
    </>,
  )
  const [full, day] = screen.getAllByRole('time')
  expect(full).toHaveTextContent('2026-11-21 02:30（11 小时前）')
  expect(full).toHaveAttribute('datetime', '2026-11-20T18:30:00.000Z')
  expect(day?.textContent).toBe('2026-11-21')
})

test('the way of an application says in words what is done and where it stands', () => {
  render(
    <StepProgress
      steps={[
        { label: '填写申请', state: 'done' },
        { label: '单位推荐', state: 'current', note: '预计 5 个工作日' },
        { label: '科技局审核', state: 'next' },
      ]}
    />,
  )
  const steps = screen.getAllByRole('listitem')
  expect(steps.map(step => step.getAttribute('aria-current'))).toEqual([null, 'step', null])
  expect(steps[0]).toHaveTextContent('填写申请（已完成）')
  expect(steps[1]).toHaveTextContent('单位推荐（进行中）预计 5 个工作日')
})

test('the history tells what, who, when and why', () => {
  render(
    <Timeline
      entries={[
        { id: '1', what: '退回修改', who: '周明远', when: '2026-11-21 14:05', why: '职称证书不清楚', tone: 'warning' },
      ]}
    />,
  )
  expect(screen.getByRole('list', { name: '办理记录' })).toHaveTextContent(
    '退回修改2026-11-21 14:05周明远职称证书不清楚',
  )
})

test('an empty value reads 未填写, zero is a value', () => {
  render(
    <DescriptionList
      items={[
        { label: '邮箱', value: '' },
        { label: '次数', value: 0 },
      ]}
    />,
  )
  expect(screen.getAllByRole('definition').map(one => one.textContent)).toEqual(['未填写', '0'])
})

test('the last crumb is the page itself', () => {
  render(
    <Breadcrumb items={[{ label: '首页', href: '/' }, { label: '通知公告', href: '/notices' }, { label: '正文' }]} />,
  )
  expect(screen.getByRole('navigation', { name: '当前位置' })).toHaveTextContent('当前位置：首页>通知公告>正文')
  expect(screen.getByText('正文')).toHaveAttribute('aria-current', 'page')
  expect(screen.getAllByRole('link')).toHaveLength(2)
})

test('where not all tabs fit the open one is brought into sight, by a link as well; pushed aside it stays', () => {
  const widths = jest.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(100)
  const places = jest.spyOn(HTMLElement.prototype, 'offsetLeft', 'get').mockImplementation(function (
    this: HTMLElement,
  ) {
    return 20 + 100 * Math.max(0, ['/a', '/b', '/c', '/d'].indexOf(this.getAttribute('href') ?? ''))
  })
  const room = jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(150)
  const at = (open: string) => (
    <LinkTabs
      label="页面"
      tabs={['/a', '/b', '/c', '/d'].map(href => ({ label: href, href, current: href === open }))}
    />
  )
  const { rerender } = render(at('/d'))
  const row = screen.getByRole('navigation', { name: '页面' })
  expect(row.scrollLeft).toBe(275)
  rerender(at('/b'))
  expect(row.scrollLeft).toBe(75)
  row.scrollLeft = 10
  rerender(at('/b'))
  expect(row.scrollLeft).toBe(10)
  for (const one of [widths, places, room]) one.mockRestore()
})

test('tabs move with the arrow keys', async () => {
  const user = userEvent.setup()
  render(
    <Tabs
      label="资料"
      tabs={[
        { value: 'a', label: '基本', panel: '第一页' },
        { value: 'b', label: '职称', panel: '第二页' },
      ]}
    />,
  )
  await user.click(screen.getByRole('tab', { name: '基本' }))
  await user.keyboard('{ArrowRight}')
  expect(screen.getByRole('tab', { name: '职称' })).toHaveAttribute('aria-selected', 'true')
  expect(screen.getByRole('tabpanel')).toHaveTextContent('第二页')
})

function Disable({ onConfirm, pending }: { onConfirm: () => void; pending?: boolean }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>停用</Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="停用“江城理工大学”？"
        confirmLabel="停用单位"
        tone="danger"
        pending={pending}
        onConfirm={onConfirm}
      >
        停用后该单位不能登录。
      </ConfirmDialog>
    </>
  )
}

test('a dangerous deed is asked for, the safe button has the focus, and the focus returns', async () => {
  const user = userEvent.setup()
  const onConfirm = jest.fn()
  render(<Disable onConfirm={onConfirm} />)
  await user.click(screen.getByRole('button', { name: '停用' }))
  const dialog = await screen.findByRole('dialog', { name: '停用“江城理工大学”？' })
  expect(dialog).toHaveTextContent('停用后该单位不能登录。')
  await waitFor(() => expect(screen.getByRole('button', { name: '取消' })).toHaveFocus())
  await user.click(screen.getByRole('button', { name: '停用单位' }))
  expect(onConfirm).toHaveBeenCalledTimes(1)
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  await waitFor(() => expect(screen.getByRole('button', { name: '停用' })).toHaveFocus())
})

test('while it is being done the question stays', async () => {
  const user = userEvent.setup()
  render(<Disable onConfirm={() => {}} pending />)
  await user.click(screen.getByRole('button', { name: '停用' }))
  await screen.findByRole('dialog')
  await user.keyboard('{Escape}')
  expect(screen.getByRole('dialog')).toBeInTheDocument()
})

test('a number is copied and it is said in place', async () => {
  const user = userEvent.setup()
  render(<CopyButton text="A1B2" label="复制编号" />)
  await user.click(screen.getByRole('button', { name: '复制编号' }))
  expect(await screen.findByRole('status')).toHaveTextContent('已复制')
  expect(await navigator.clipboard.readText()).toBe('A1B2')
})
