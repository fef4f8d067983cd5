import ExcelJS from 'exceljs'
import type { Page } from 'playwright-core'
import { baseUrl } from '../support/system'
import { decide, newPerson, proveAndChoosePassword } from './people'
import { confirmSlip, printSlip } from './slips'
import {
  box,
  demo,
  expectAccessible,
  expectNoSideScroll,
  loggedIn,
  messagesTo,
  proveAgain,
  useBrowser,
  visitor,
} from './support'

useBrowser()

const unit = '示范江城第一医院'
const person = newPerson('单雄山')
const twin = newPerson('单雄水')
/** his phone is no longer the one in the list */
const moved = newPerson('单雄石')
const movedTo = newPerson().phone

const wrongId = (id: string) => id.slice(0, 17) + (id.endsWith('0') ? '1' : '0')

const list = () =>
  Buffer.from(
    [
      '姓名,证件号码,手机号码,工作单位,技术职称,学科专业1,原入库日期',
      `${person.name},${person.id},${person.phone},${unit},教授,材料科学,2019年5月`,
      `${moved.name},${moved.id},${moved.phone},${unit},教授,材料科学,2019年5月`,
      `${twin.name},${wrongId(twin.id)},${twin.phone},${unit},教授,材料科学,2019年5月`,
    ].join('\r\n'),
  )

test('a list of experts: looked through, confirmed by somebody else, entered; what is wrong is said row by row (C5)', async () => {
  const { page: reviewer } = await loggedIn('bureauReviewer')
  await reviewer.goto(`${baseUrl}/bureau/intake`)
  await reviewer.getByRole('button', { name: '新建导入批次' }).click()
  await box(reviewer, '批次名称').fill('2019 年以前入库的专家')
  await box(reviewer, '来源').fill('原专家管理系统')
  await reviewer.getByRole('button', { name: /下一步/ }).click()
  await reviewer.waitForURL(/\/intake\/[0-9a-f-]{36}/)
  await reviewer.locator('input[type=file]').setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: list() })
  await reviewer.getByRole('button', { name: '开始检查' }).click()
  await reviewer.getByText('检查结果').first().waitFor({ timeout: 60_000 })
  await reviewer
    .getByText(/证件号码/)
    .first()
    .waitFor()
  await expectAccessible(reviewer)
  await expectNoSideScroll(reviewer)
  expect(await reviewer.getByRole('button', { name: '确认入库…' }).count()).toBe(0)

  const { page: manager } = await loggedIn('bureauManager')
  await manager.goto(reviewer.url())
  await manager.getByRole('button', { name: '确认入库…' }).click()
  await box(manager, '入库依据').fill('专家库移交会议纪要')
  await manager.getByRole('button', { name: /^确认 2 人入库$/ }).click()
  await manager.getByText('入库结果').first().waitFor({ timeout: 60_000 })
})

/** 首次登录 on a phone: by an SMS code, or by the code of a slip. */
async function claim(page: Page, id: string, phone: string, slip?: string): Promise<void> {
  await page.goto(`${baseUrl}/claim`)
  await box(page, '证件号码').fill(id)
  await proveAndChoosePassword(page, '手机号码', phone, slip)
  await expectAccessible(page)
  await expectNoSideScroll(page)
  await page.getByRole('button', { name: '设置密码并登录' }).click()
  await page.waitForURL(url => url.pathname.startsWith('/expert'))
  await page.getByText('在库').first().waitFor()
}

test('whoever came in by a list logs in for the first time on his phone and reads what is missing', async () => {
  const { page } = await visitor({ phone: true })
  await claim(page, person.id, person.phone)
})

test('whose phone is another one by now comes by a slip of his unit, which the bureau confirms', async () => {
  const { page: admin } = await loggedIn('unitAdmin')
  await admin.goto(`${baseUrl}/unit/unclaimed`)
  await expectAccessible(admin)
  await admin.getByRole('link', { name: moved.name }).click()
  await admin.getByRole('combobox', { name: /核对的证件/ }).selectOption('mainlandId')
  await box(admin, '现在用的手机号码').fill(movedTo)
  await admin.getByRole('checkbox', { name: /已当面核对/ }).check()
  await admin.getByRole('button', { name: '提交，请另一人确认' }).click()
  await admin.waitForURL(/\/unit\/slips\/[0-9a-f-]{36}/)
  await confirmSlip(admin.url().replace('/unit/', '/bureau/'))
  const code = await printSlip(admin)
  await expectAccessible(admin)

  const { page } = await visitor({ phone: true })
  await claim(page, moved.id, movedTo, code)
  await admin.goto(`${baseUrl}/unit/unclaimed`)
  await admin.getByText('没有等待首次登录的专家').waitFor()
  expect(await messagesTo(page, moved.phone)).toContain('登录手机已于')
})

test('finding: by pinyin, a number in clear for a reason, a list out of the house by two', async () => {
  const { page: manager } = await loggedIn('bureauManager')
  await manager.goto(`${baseUrl}/bureau/experts?name=shanxiongshan`)
  const row = manager.getByRole('table').getByRole('link', { name: person.name })
  await row.waitFor()
  expect(await manager.locator('main').innerText()).not.toContain(person.phone)
  await expectAccessible(manager)
  await row.click()
  await manager.getByRole('button', { name: '查看手机号码' }).click()
  await box(manager, '查看原因').fill('通知评审时间')
  await manager.getByRole('button', { name: '查看', exact: true }).click()
  await proveAgain(manager, demo('bureauManager').totpSecret!)
  await manager
    .getByRole('dialog')
    .getByText(`${person.phone.slice(0, 3)} ${person.phone.slice(3, 7)} ${person.phone.slice(7)}`)
    .waitFor()
  await manager.getByRole('button', { name: '关闭' }).first().click()

  await manager.goto(`${baseUrl}/bureau/experts?name=shanxiongshan`)
  await manager.getByRole('link', { name: /申请导出/ }).click()
  await box(manager, '用途').fill('年度评审，挑选材料领域的专家。')
  await manager.getByRole('button', { name: '提交申请' }).click()
  await manager.waitForURL(/\/exports\/[0-9a-f-]{36}/)

  const { page: second } = await loggedIn('bureauManager2')
  await second.goto(manager.url())
  await decide(second, '同意导出', '用途属实。')
  await proveAgain(second, demo('bureauManager2').totpSecret!)

  await second.getByText(/^已办理/).waitFor()
  await manager.reload()
  await manager.getByRole('button', { name: '下载文件' }).waitFor({ timeout: 60_000 })
  const [file] = await Promise.all([
    manager.waitForEvent('download'),
    manager.getByRole('button', { name: '下载文件' }).click(),
  ])
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(await file.path())
  const cells = JSON.stringify(book.worksheets.map(sheet => sheet.getSheetValues()))
  expect(cells).toContain(person.name)
  expect(cells).not.toContain(person.phone)
})
