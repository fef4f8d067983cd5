import { decide, saved } from '../e2e/people'
import {
  box,
  demo,
  expectAccessible,
  expectNoSideScroll,
  loggedIn,
  messagesTo,
  useBrowser,
  type Visitor,
} from '../e2e/support'
import { baseUrl } from '../support/system'

useBrowser()

const expert = demo('expert')

async function openIn({ page }: Visitor, list: string): Promise<void> {
  await page.goto(baseUrl + list)
  await page.getByRole('link', { name: expert.name, exact: true }).first().click()
  await page.getByRole('heading', { level: 1, name: expert.name }).waitFor()
}

/** What the pool shows of him. */
async function inPool({ page }: Visitor): Promise<string> {
  await page.goto(`${baseUrl}/bureau/experts?name=${encodeURIComponent(expert.name)}`)
  await page.getByRole('link', { name: expert.name, exact: true }).first().click()
  await page.getByRole('heading', { level: 1, name: expert.name }).waitFor()
  return page.locator('main').innerText()
}

describe('an expert in the pool changes two things; the old ones stay in force until all desks agree (D1)', () => {
  test('he changes two fields on a phone; nothing changes in the pool', async () => {
    const { page } = await loggedIn('expert', { phone: true })
    await page.goto(`${baseUrl}/expert`)
    await expectAccessible(page)
    await page.getByRole('button', { name: '更新专家信息' }).click()
    await page.waitForURL(/\/expert\/profile/)
    await page.goto(`${baseUrl}/expert/profile/basic`)
    await box(page, '所在部门').fill('肿瘤外科二病区')
    await box(page, '行政职务').fill('副主任')
    await saved(page)
    await page.goto(`${baseUrl}/expert/check`)
    await page.getByText('肿瘤外科二病区').first().waitFor()
    await expectNoSideScroll(page)
    await expectAccessible(page)
    await page.getByRole('checkbox', { name: /承诺/ }).check()
    await page.getByRole('button', { name: /^提交/ }).click()
    await page.getByText('待单位审核').first().waitFor()
    expect(await inPool(await loggedIn('bureauReviewer'))).not.toContain('肿瘤外科二病区')
  })

  test('unit and bureau see only what changed, old beside new, and agree; then it is in force', async () => {
    const unit = await loggedIn('unitAdmin')
    await openIn(unit, '/unit/users?status=atUnit')
    const shown = await unit.page.locator('main').innerText()
    expect(shown).toContain('肿瘤外科二病区')
    expect(shown).toContain('科研处')
    expect(shown).not.toContain('多学科诊疗质量指标体系的构建')
    await expectAccessible(unit.page)
    await decide(unit.page, '同意变更', '情况属实。')
    await unit.page.getByText(/^已办理：/).waitFor()

    const bureau = await loggedIn('bureauReviewer')
    await openIn(bureau, '/bureau/applications?status=atBureau')
    await expectAccessible(bureau.page)
    await decide(bureau.page, '审核通过，变更生效', '同意变更。')
    await bureau.page.getByText(/^已办理：/).waitFor()
    expect(await messagesTo(bureau.page, expert.login)).toContain('变更')
    const now = await inPool(bureau)
    expect(now).toContain('肿瘤外科二病区')
    expect(now).toContain('副主任')
  })
})
