import type { Page } from 'playwright-core'
import { decide, saved } from '../e2e/people'
import { stampForm } from '../e2e/stamping'
import {
  box,
  demo,
  expectAccessible,
  expectNoSideScroll,
  loggedIn,
  proveAgain,
  useBrowser,
  type Visitor,
} from '../e2e/support'
import { fillTenSections, written } from '../e2e/ten-sections'
import { baseUrl } from '../support/system'

useBrowser()

const person = demo('individual')

async function submit(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: /承诺/ }).check()
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.getByText('待单位推荐').first().waitFor()
}

/** Somebody finds the person in his own queue. */
async function openIn({ page }: Visitor, list: string): Promise<void> {
  await page.goto(baseUrl + list)
  await page.getByRole('link', { name: person.name }).first().click()
  await page.getByRole('heading', { level: 1, name: person.name }).waitFor()
}

describe('the profile of ten pages, its form on paper, and a return that names two places (X2, F1, G12)', () => {
  test('all ten pages are filled in on a phone, exported, stamped, uploaded and submitted', async () => {
    const { page } = await loggedIn('individual', { phone: true })
    await page.goto(`${baseUrl}/expert/profile`)
    await fillTenSections(page, person.name)
    await page.goto(`${baseUrl}/expert/profile`)
    await page.getByText('已完成 10 / 10 个部分').waitFor()
    await page.goto(`${baseUrl}/expert/profile/papers`)
    await page.getByText('当前第 7 页，共 10 页').waitFor()
    await expectNoSideScroll(page)
    await expectAccessible(page)
    await stampForm(page)
    await expectNoSideScroll(page)
    await expectAccessible(page)
    await submit(page)
  })

  test('the unit reads it, marks two places and sends it back; only these open', async () => {
    const unit = await loggedIn('unitAdmin')
    await openIn(unit, '/unit/users?status=atUnit')
    await expectAccessible(unit.page)
    await unit.page.getByRole('button', { name: /^标为需修改：论文著作第 1 条/ }).click()
    await unit.page.getByRole('button', { name: '标为需修改：专家基础信息' }).click()
    await unit.page.getByRole('radio', { name: '退回修改' }).check()
    await unit.page.getByRole('textbox', { name: /^修改要求：论文著作/ }).fill('请补上 DOI')
    await decide(unit.page, '退回修改', '两处需要补充。')
    await unit.page.getByText(/^已办理：/).waitFor()

    const { page } = await loggedIn('individual')
    await page.goto(`${baseUrl}/expert/profile/work`)
    await page.getByText(/没有要求修改这一部分/).waitFor()
    await page.goto(`${baseUrl}/expert/profile`)
    await page.getByRole('link', { name: new RegExp(`论文著作第 1 条（${written.paper}`) }).click()
    await box(page, 'DOI').fill('https://doi.org/10.1000/182')
    await saved(page)
    await page.goto(`${baseUrl}/expert/profile/basic`)
    await box(page, '行政职务').fill('主任')
    await saved(page)

    await page.goto(`${baseUrl}/expert/check`)
    await page
      .getByText(/重新导出|重新盖章/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: /移除/ }).last().click()
    await page.getByRole('dialog').getByRole('button', { name: /移除/ }).last().click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await stampForm(page)
    await submit(page)
  })

  test('unit, department and bureau read what changed, old beside new, and agree', async () => {
    const unit = await loggedIn('unitAdmin')
    await openIn(unit, '/unit/users?status=atUnit')
    await unit.page.getByRole('link', { name: /只看变化/ }).click()
    await unit.page.getByText('10.1000/182').first().waitFor()
    await expectAccessible(unit.page)
    await decide(unit.page, '推荐', '已按要求补充，同意推荐。')
    await unit.page.getByText(/^已办理：/).waitFor()

    const department = await loggedIn('departmentReviewer')
    await openIn(department, '/department/applications?status=mine')
    await decide(department.page, '推荐', '同意推荐。')
    await department.page.getByText(/^已办理：/).waitFor()

    const bureau = await loggedIn('bureauReviewer')
    await openIn(bureau, '/bureau/applications?status=atBureau')
    await expectAccessible(bureau.page)
    await decide(bureau.page, '同意拟入库', '符合入库条件。')
    await bureau.page
      .getByText(/^已办理：|再次验证/)
      .first()
      .waitFor()
    if (await bureau.page.getByRole('dialog').isVisible())
      await proveAgain(bureau.page, demo('bureauReviewer').totpSecret!)
    await bureau.page.getByText(/^已办理：/).waitFor()
  })
})
