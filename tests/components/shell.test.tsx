import { fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { PathnameContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime'
import type { ReactNode } from 'react'
import { NoRoleMessage } from '@/components/console/no-role'
import { ConsoleShell } from '@/components/shell/console-shell'
import { ErrorMessage } from '@/components/shell/error-message'
import { isCurrent } from '@/components/shell/nav-item'
import { NotFoundMessage } from '@/components/shell/not-found-message'
import { PublicShell } from '@/components/shell/public-shell'

const at = (path: string, page: ReactNode) =>
  render(<PathnameContext.Provider value={path}>{page}</PathnameContext.Provider>)

test.each([
  [{ href: '/' }, '/', true],
  [{ href: '/' }, '/notices', false],
  [{ href: '/bureau/units' }, '/bureau/units/42', true],
  [{ href: '/bureau/units' }, '/bureau/units-old', false],
  [{ href: '/bureau', exact: true }, '/bureau/units', false],
  [{ href: '/notices?kind=guide' }, '/notices', true],
])('%o on %s is current: %s', (item, path, expected) => {
  expect(isCurrent(item, path)).toBe(expected)
})

test('the public shell has a skip link, one current entry, contacts and whose site it is', async () => {
  at(
    '/notices/7',
    <PublicShell
      site={{ title: '江城市科技专家库', subtitle: 'Jiangcheng Expert Pool', href: '/' }}
      nav={[
        { label: '首页', href: '/' },
        { label: '通知公告', href: '/notices' },
      ]}
      entrances={[
        { label: '用户登录', href: '/login' },
        { label: '用户注册', href: '/register' },
      ]}
      footer={{
        owner: '江城市科学技术局',
        year: 2026,
        icp: '鄂ICP备00000000号',
        contacts: [{ label: '业务咨询', value: '027-0000 0001' }],
      }}
      banner="演示环境"
    >
      <h1>通知</h1>
    </PublicShell>,
  )
  const user = userEvent.setup()
  await user.tab()
  expect(screen.getByRole('link', { name: '跳到正文' })).toHaveFocus()
  expect(screen.getByRole('link', { name: '跳到正文' })).toHaveAttribute('href', `#${screen.getByRole('main').id}`)
  const current = screen.getAllByRole('link', { current: 'page', hidden: true })
  expect(new Set(current.map(link => link.textContent))).toEqual(new Set(['通知公告']))
  expect(screen.getByRole('contentinfo')).toHaveTextContent('业务咨询027-0000 0001')
  expect(screen.getByRole('contentinfo')).toHaveTextContent('版权所有 © 2026 江城市科学技术局')
  expect(screen.getByRole('contentinfo')).toHaveTextContent('鄂ICP备00000000号')
  expect(screen.getByRole('region', { name: '环境提示' })).toHaveTextContent('演示环境')
})

describe('the console shell', () => {
  const page = (
    <ConsoleShell
      site={{ title: '江城市科技专家库', href: '/' }}
      area="科技局工作台"
      nav={[{ title: '审核', items: [{ label: '单位审核', href: '/bureau/units', count: 1200 }] }]}
      account={{ name: '沈知行', detail: '审核岗', signOut: <button type="submit">退出</button> }}
      notice={<p>登录将在 5 分钟后过期</p>}
    >
      <h1>单位审核</h1>
    </ConsoleShell>
  )

  test('shows where one is, what waits, and warns above the page', () => {
    at('/bureau/units/42', page)
    expect(screen.getAllByRole('link', { current: 'page', hidden: true })[0]).toHaveTextContent('单位审核999+ 条待办')
    expect(within(screen.getByRole('main')).getByText('登录将在 5 分钟后过期')).toBeInTheDocument()
  })

  test('the account menu opens, closes by Escape with the focus back, and by a click beside it', async () => {
    const user = userEvent.setup()
    at('/bureau/units', page)
    const summary = screen.getByText('沈知行', { selector: 'summary span' }).closest('summary')!
    const menu = summary.closest('details')!
    await user.click(summary)
    expect(menu).toHaveAttribute('open')
    expect(screen.getByRole('button', { name: '退出' })).toBeVisible()
    await user.keyboard('{Escape}')
    expect(menu).not.toHaveAttribute('open')
    expect(summary).toHaveFocus()
    await user.click(summary)
    fireEvent.pointerDown(screen.getByRole('heading', { name: '单位审核' }))
    expect(menu).not.toHaveAttribute('open')
  })
})

test('an error shows its number, a retry and the way home, never what broke', async () => {
  const user = userEvent.setup()
  const retry = jest.fn()
  const error = Object.assign(new Error('connect ECONNREFUSED 10.0.0.5'), { digest: '3209844648' })
  render(<ErrorMessage error={error} retry={retry} />)
  expect(screen.getByText('3209844648')).toBeInTheDocument()
  expect(document.body).not.toHaveTextContent('ECONNREFUSED')
  await user.click(screen.getByRole('button', { name: '重试' }))
  expect(retry).toHaveBeenCalledTimes(1)
  expect(screen.getByRole('link', { name: '返回首页' })).toHaveAttribute('href', '/')
})

test('a thing thrown that is no error has no number', () => {
  render(<ErrorMessage error="boom" retry={() => {}} />)
  expect(document.body).not.toHaveTextContent('错误编号')
  expect(document.body).not.toHaveTextContent('boom')
})

test('missing and forbidden read the same', () => {
  render(<NotFoundMessage home={null} />)
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('没有找到这个页面')
  expect(document.body).toHaveTextContent('内容可能已经移走，或者您没有查看它的权限')
})

test('who has no role yet reads that in place of a page, and whom to ask', () => {
  render(<NoRoleMessage name="新来" />)
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('新来，您的账号还没有角色')
  expect(document.body).toHaveTextContent('请联系本单位的安全管理员')
  expect(screen.getByRole('link', { name: '返回我的工作台' })).toHaveAttribute('href', '/admin')
})
