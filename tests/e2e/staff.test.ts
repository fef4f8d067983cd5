import type { Page } from 'playwright-core'
import { baseUrl } from '../support/system'
import {
  box,
  codeOf,
  demo,
  expectAccessible,
  expectNoSideScroll,
  loggedIn,
  logIn,
  nextSerial,
  pickFound,
  proveAgain,
  sendPassword,
  useBrowser,
  visitor,
} from './support'

useBrowser()

const serial = nextSerial()
const person = { name: '任新之', login: `xinren${serial}`, password: 'Xinren#2026she', tab: 'staff', totpSecret: '' }
/** What one step finds out and a later one needs. */
const known = { link: '', id: '' }
const wordsOf = (page: Page) => page.locator('main').innerText()
const menuOf = (page: Page) =>
  page.getByRole('navigation', { name: '工作台菜单' }).filter({ visible: true }).getByRole('link').allInnerTexts()
/** Chooses the option that begins with a name. */
async function choose(page: Page, label: RegExp, name: string): Promise<void> {
  const list = page.getByLabel(label)
  const value = await list.locator('option', { hasText: name }).getAttribute('value')
  await list.selectOption(value)
}

describe('somebody joins the bureau, works there, goes on leave and hands over; the auditor finds all of it', () => {
  test('1. the system administrator opens an account, and never knows a password', async () => {
    const { page } = await loggedIn('systemAdmin')
    await page.goto(`${baseUrl}/admin/accounts/new`)
    await expectAccessible(page)
    await box(page, '姓名').fill(person.name)
    await box(page, '登录名').fill(person.login)
    await pickFound(page, /所在部门/, '武汉', /武汉市科学技术局/)
    await page.getByRole('button', { name: '开设账号' }).click()
    await page.getByText('新账号的激活链接已生成').waitFor()
    known.link = /http\S+\/activate\?token=\S+/.exec(await wordsOf(page))![0]
    await page.getByRole('link', { name: '查看这个账号' }).click()
    await page.getByText('待激活').first().waitFor()
    await expectAccessible(page)
    known.id = new URL(page.url()).pathname.split('/').at(-1)!
    // what belongs to the two others is not there for him
    expect(await menuOf(page)).toEqual(['管理员首页', '工作人员账号', '等保自查', '消息发送情况'])
  })

  test('2. on his phone the new person sets a password and enrols his authenticator; the link is dead', async () => {
    const { page } = await visitor({ phone: true, expect: [/404.*\/bureau\/applications/] })
    await page.goto(known.link)
    await expectAccessible(page)
    await expectNoSideScroll(page)
    await box(page, '新密码').fill(person.password)
    await box(page, '再输入一次新密码').fill(person.password)
    await page.getByRole('button', { name: '设置密码' }).click()
    await page.getByText('密码已设置，账号可以使用了').waitFor()
    await page.goto(known.link)
    await page.getByText('这个链接已经用过').waitFor()

    await sendPassword(page, person)
    await page.waitForURL(url => url.pathname === '/login/enrol')
    await expectAccessible(page)
    await expectNoSideScroll(page)
    // a login that is half done opens nothing
    await page.goto(`${baseUrl}/bureau`)
    await page.waitForURL(url => url.pathname === '/login/enrol')
    await page.goto(`${baseUrl}/login/enrol`)
    person.totpSecret = /密钥\s*([A-Z2-7 ]{16,})/.exec(await wordsOf(page))![1]!.replaceAll(' ', '')
    await box(page, '动态验证码').fill(codeOf(person.totpSecret))
    await page.getByRole('button', { name: '确认绑定' }).click()
    await page.getByRole('list', { name: '恢复码' }).waitFor()
    await expectAccessible(page)
    await expectNoSideScroll(page)
    await page.getByRole('button', { name: '我已保存，进入系统' }).click()
    await page.getByText('您的账号还没有角色').waitFor()
    await expectAccessible(page)
    // whoever follows a link into a page that is closed to him reads the same
    await page.goto(`${baseUrl}/bureau/applications`)
    await page.getByText('您的账号还没有角色').waitFor()
    await expectAccessible(page)
  })

  test('3. the security administrator grants the role, after proving himself once more', async () => {
    const { page } = await loggedIn('securityAdmin')
    await page.goto(`${baseUrl}/admin/grants?role=none`)
    await expectAccessible(page)
    await page.getByRole('link', { name: person.name }).first().click()
    await page.getByText(person.login).first().waitFor()
    await page.getByRole('checkbox', { name: /业务审核人员/ }).check()
    expect(await page.getByRole('checkbox', { name: /^系统管理员/ }).isDisabled()).toBe(true)
    await expectAccessible(page)
    await box(page, '授权依据').fill('创新人才处负责人签批的授权单。')
    await page.getByRole('button', { name: '保存角色' }).click()
    await page.getByRole('dialog', { name: '请再次验证身份' }).waitFor()
    await proveAgain(page, demo('securityAdmin').totpSecret!)
    await page.getByText(`${person.name}的角色已调整`).waitFor()
  })

  test('4. he logs in to exactly this desk; a manager gives him a duty', async () => {
    const { page } = await visitor({ expect: [/404.*\/(admin|bureau\/organisation)\//] })
    await logIn(page, person)
    expect(await menuOf(page)).toEqual([
      '工作台',
      '专家审核',
      '邀请入库',
      '公开征集',
      '单位审核',
      '专家库',
      '名单导入',
      '名单导出',
      '休眠与出库',
      '统计分析',
      '短信和邮件',
      '激活单',
      '规则管理',
      '我的分工',
    ])
    for (const path of ['/admin/accounts', '/admin/grants', '/admin/audit', '/bureau/organisation/duties']) {
      await page.goto(`${baseUrl}${path}`)
      await page.getByText('没有找到').first().waitFor()
    }

    const manager = await loggedIn('bureauManager')
    await manager.page.goto(`${baseUrl}/bureau/organisation/duties/${known.id}`)
    await manager.page.getByLabel('分工的类别').selectOption({ label: '学科' })
    await pickFound(manager.page, /学科/, '天文学', /天文学/)
    await manager.page.getByRole('button', { name: '增加这项分工' }).click()
    await manager.page.getByRole('button', { name: /取消分工：/ }).waitFor()
    await expectAccessible(manager.page)
  })

  test('5. he plans a leave, takes it back, and hands over what he serves', async () => {
    const { page } = await visitor()
    await logIn(page, person)
    await page.goto(`${baseUrl}/bureau/duty`)
    const year = String(new Date().getFullYear() + 1)
    for (const [label, day] of [
      ['开始日期', '10'],
      ['结束日期', '12'],
    ] as const) {
      await page.getByRole('textbox', { name: `${label}：年` }).fill(year)
      await page.getByRole('textbox', { name: `${label}：月` }).fill('6')
      await page.getByRole('textbox', { name: `${label}：日` }).fill(day)
    }
    const deputy = demo('bureauReviewer2').name
    await choose(page, /^代办人/, deputy)
    await page.getByRole('button', { name: '保存请假' }).click()
    await page.getByRole('button', { name: '取消请假' }).waitFor()
    expect(await wordsOf(page)).toContain(deputy)
    await expectAccessible(page)
    await page.getByRole('button', { name: '取消请假' }).click()
    await page.getByRole('button', { name: '保存请假' }).waitFor()

    await page.getByRole('button', { name: '移交全部分工…' }).click()
    await choose(page, /^接手的人/, deputy)
    await box(page, '移交的原因').fill('调往其他处室。')
    await page.getByRole('button', { name: '移交', exact: true }).click()
    await page.getByText('还没有分工').waitFor()

    // others' lists shall look as before
    const manager = await loggedIn('bureauManager')
    await manager.page.goto(`${baseUrl}/bureau/organisation/duties`)
    await manager.page.getByRole('link', { name: deputy }).click()
    await manager.page.getByRole('button', { name: /取消分工：.*天文学/ }).click()
    await manager.page.getByText('还没有分工').waitFor()
  })

  test('6. the auditor finds every step, and the account can be closed', async () => {
    const system = await loggedIn('systemAdmin')
    await system.page.goto(`${baseUrl}/admin/accounts/${known.id}`)
    await system.page.getByRole('button', { name: '停用…' }).click()
    await box(system.page, '停用的原因').fill('调离。')
    await system.page.getByRole('button', { name: '停用', exact: true }).click()
    await system.page.getByText('已停用').first().waitFor()

    const { page } = await loggedIn('auditAdmin')
    await page.goto(`${baseUrl}/admin/audit?text=${known.id}&size=100`)
    await expectAccessible(page)
    const trail = await wordsOf(page)
    for (const deed of [
      '开设工作人员账号',
      '激活账号、设置密码',
      '首次绑定身份验证器',
      '调整角色',
      '登录',
      '二次验证',
      '增加审核分工',
      '设置请假',
      '取消请假',
      '移交审核分工',
      '停用账号',
    ])
      expect(trail).toContain(deed)
    await page.getByRole('link', { name: '调整角色' }).click()
    await page.getByText('业务审核人员').first().waitFor()
    expect(await wordsOf(page)).toContain(demo('securityAdmin').name)
    await expectAccessible(page)
    // what he tried and was not let do is found by his name
    await page.goto(`${baseUrl}/admin/audit?who=${person.login}&result=denied&size=100`)
    expect(await wordsOf(page)).toContain('被拒绝')
  })
})
