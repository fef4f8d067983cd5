import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { renderToStaticMarkup } from 'react-dom/server'
import { Inbox } from '@/components/message/inbox'
import { LatestNotices } from '@/components/notice/latest-notices'
import { NoticeBrowser } from '@/components/notice/notice-browser'
import { Errands } from '@/components/portal/errands'
import { Guide } from '@/components/portal/guide'
import { PathSteps } from '@/components/portal/path-steps'
import type { NoticeItem } from '@/lib/notice/notice.dto'
import { publicNoticeSpec } from '@/lib/notice/notice.rules'
import { parseListParams } from '@/lib/platform/list-params'
import { expertPath } from '@/lib/policy/path.rules'
import { presets } from '@/lib/policy/presets/all'

const { wuhan, shaoxing } = presets
const long = '关于开展科技专家信息核对和入库申请集中受理工作的补充通知'.repeat(4)
const item = (title: string, n = 1): NoticeItem => ({
  id: `0198c0de-0000-7000-8000-00000000000${n}`,
  category: 'notice',
  categoryLabel: '通知公告',
  title,
  publishedAt: new Date('2026-11-20T17:00:00Z'),
})

describe('重要发布 (P2)', () => {
  const columns = [
    { category: 'notice', label: '通知公告', items: [item(long)] },
    { category: 'faq', label: '常见问答', items: [] },
  ]
  test('titles may be cut, but are there in full; the day is that of China', () => {
    render(<LatestNotices columns={columns} />)
    const link = screen.getByRole('link', { name: long })
    expect(link).toHaveAttribute('title', long)
    expect(link).toHaveAttribute('href', '/notices/0198c0de-0000-7000-8000-000000000001')
    expect(screen.getByText('2026-11-21')).toBeInTheDocument()
    expect(screen.getByText('更多通知公告 >>')).toHaveAttribute('href', '/notices?category=notice')
  })
  test('the categories are one choice that a keyboard changes; an empty one says so', async () => {
    render(<LatestNotices columns={columns} />)
    const [first, second] = within(screen.getByRole('group', { name: '栏目' })).getAllByRole('radio')
    expect(first).toBeChecked()
    await userEvent.tab()
    expect(first).toHaveFocus()
    await userEvent.keyboard('{ArrowRight}')
    expect(second).toBeChecked()
    expect(screen.getByText('“常见问答”还没有发布内容。')).toBeInTheDocument()
  })
})

test('办理事项 (P3): the tiles of the policy for each kind of visitor, in panels of their own', () => {
  render(<Errands tiles={{ ...wuhan.portal.tiles, staff: [] }} />)
  expect(within(screen.getByRole('group', { name: '办理人' })).getAllByRole('radio')).toHaveLength(3)
  for (const tile of [...wuhan.portal.tiles.individual, ...wuhan.portal.tiles.unit])
    expect(
      screen.getAllByRole('link', { name: new RegExp(tile.label) }).map(link => link.getAttribute('href')),
    ).toContain(tile.href)
  expect(
    within(screen.getByLabelText('管理', { selector: 'section' })).getByText('目前没有可以办理的事项。'),
  ).toBeInTheDocument()
})

test('the way into the pool: as many numbered steps as the policy has', () => {
  const { rerender } = render(<PathSteps steps={expertPath(wuhan)} />)
  expect(screen.getAllByRole('listitem')).toHaveLength(4)
  rerender(<PathSteps steps={expertPath(shaoxing)} />)
  expect(screen.getAllByRole('listitem')).toHaveLength(6)
})

test('使用说明 is made for every authority, without holes in its sentences', () => {
  for (const policy of Object.values(presets)) {
    const html = renderToStaticMarkup(<Guide policy={policy} />)
    expect(html).toContain(policy.authority.short)
    expect(html).not.toMatch(/undefined|null|\[object|（）|、。|，\s+[一-鿿]/)
  }
})

describe('all notices', () => {
  const spec = publicNoticeSpec(wuhan)
  const show = (address: string, items: NoticeItem[], next: string | null = null) => {
    const params = parseListParams(Object.fromEntries(new URLSearchParams(address)), spec)
    render(
      <NoticeBrowser
        categories={wuhan.portal.noticeCategories}
        spec={spec}
        params={params}
        items={items}
        next={next}
      />,
    )
  }
  const hrefOf = (name: string) => screen.getByRole('link', { name }).getAttribute('href')

  test('categories and pages are addresses that keep the search', () => {
    show('category=faq&text=单位', [item('甲')], '2_b')
    expect(hrefOf('全部')).toBe(`/notices?text=${encodeURIComponent('单位')}`)
    expect(screen.getByRole('link', { name: '常见问答' })).toHaveAttribute('aria-current', 'page')
    expect(hrefOf('下一页')).toContain('after=2_b')
    expect(hrefOf('下一页')).toContain('category=faq')
    expect(screen.queryByRole('link', { name: '上一页' })).toBeNull()
    expect(screen.getByRole('searchbox')).toHaveValue('单位')
  })
  test('the last page leads back', () => {
    show('after=2_b&before=1_a', [item('甲')])
    expect(hrefOf('上一页')).toBe('/notices?after=1_a')
    expect(screen.getByText('第 3 页')).toBeVisible()
    expect(screen.queryByRole('link', { name: '下一页' })).toBeNull()
  })
  test('nothing found and nothing there are different sentences, each with a way on', () => {
    show('category=faq&text=没有', [])
    expect(screen.getByText('没有标题中有“没有”的内容')).toBeVisible()
    expect(hrefOf('清除查找')).toBe('/notices?category=faq')
  })
  test('an empty category', () => {
    show('category=rules', [])
    expect(screen.getByText('还没有发布内容')).toBeVisible()
    expect(hrefOf('看全部栏目')).toBe('/notices')
  })
})

describe('the message page of the demo', () => {
  const at = new Date('2026-11-21T06:00:00Z')
  const message = {
    id: 'm',
    to: '199****0012',
    text: '验证码 000000，5 分钟内有效。',
    createdAt: at,
    sent: false,
    asks: false,
  }
  test('says what it is, shows the text, and keeps the filter when it refreshes itself', () => {
    render(<Inbox messages={[message]} tail="0012" live={false} seconds={5} now={at} replyTo={() => null} />)
    expect(screen.getByText('演示环境')).toBeVisible()
    expect(screen.getByText(message.text)).toBeVisible()
    expect(screen.getByText('等待发送')).toBeVisible()
    expect(screen.getByRole('link', { name: '每 5 秒自动刷新' })).toHaveAttribute(
      'href',
      '/dev/inbox?phone=0012&refresh=on',
    )
    expect(screen.getByLabelText('手机号码后四位')).toHaveValue('0012')
  })
  test('nothing for this number', () => {
    render(<Inbox messages={[]} tail="9999" live seconds={5} now={at} replyTo={() => null} />)
    expect(screen.getByText('没有发给尾号 9999 的短信')).toBeVisible()
    expect(screen.getByRole('link', { name: '停止自动刷新' })).toHaveAttribute('href', '/dev/inbox?phone=9999')
  })
})
