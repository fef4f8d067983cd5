import type { Page } from 'playwright-core'
import { decide, saved } from '../e2e/people'
import { box, demo, expectAccessible, expectNoSideScroll, loggedIn, messagesTo, useBrowser } from '../e2e/support'
import { baseUrl } from '../support/system'

useBrowser()

const expert = demo('expert')
const reason = '医院任命，见任命文件。'

/** The unit begins a proposal about the expert, from his page among its people. */
async function begin(page: Page): Promise<void> {
  await page.goto(`${baseUrl}/unit/people?status=approved`)
  await page.getByRole('link', { name: expert.name, exact: true }).first().click()
  await page.getByRole('button', { name: '提出信息变更' }).click()
  await page.getByText(/专家本人在办完之前不能自己更新信息/).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '开始填写' }).click()
  await page.waitForURL(/\/unit\/changes\/[^/]+$/)
  await page.getByRole('heading', { level: 1, name: `提出信息变更：${expert.name}` }).waitFor()
}

describe('a unit proposes a change about its expert, which the bureau alone decides (S§7)', () => {
  test('one field and a reason that stays when the page is left; the expert is told and only reads', async () => {
    const { page } = await loggedIn('unitAdmin')
    await begin(page)
    await page.getByRole('link', { name: /专家基础信息/ }).click()
    await box(page, '行政职务').fill('科主任')
    await saved(page)
    await page.getByRole('button', { name: '保存，看变更' }).click()
    await page.getByText('与在库的信息相比有 1 处变化').waitFor()
    await box(page, '变更理由').fill(reason)
    await page.getByText(/已保存/).waitFor()
    await page.getByRole('link', { name: /专家基础信息/ }).click()
    await page.getByRole('link', { name: '检查并提交' }).waitFor()
    await page.getByRole('link', { name: '检查并提交' }).click()
    await page.getByText('与在库的信息相比有 1 处变化').waitFor()
    expect(await box(page, '变更理由').inputValue()).toBe(reason)
    await expectAccessible(page)
    await page.getByRole('button', { name: '提交变更' }).click()
    await page.getByText('待科技厅审核').first().waitFor()

    const own = await loggedIn('expert', { phone: true })
    expect(await messagesTo(own.page, expert.login)).toContain(`理由：${reason}`)
    await own.page.goto(`${baseUrl}/expert`)
    await own.page.getByText(`为您提出了信息变更，理由：${reason}`).waitFor()
    expect(await own.page.getByRole('button', { name: '结束这份变更' }).count()).toBe(0)
    await expectNoSideScroll(own.page)
    await expectAccessible(own.page)
  })

  test('the bureau approves, and it is in force', async () => {
    const { page } = await loggedIn('bureauReviewer')
    await page.goto(`${baseUrl}/bureau/applications?status=atBureau`)
    await page.getByRole('link', { name: expert.name, exact: true }).first().click()
    await page.getByRole('heading', { level: 1, name: expert.name }).waitFor()
    await page.getByText(`理由：${reason}`).waitFor()
    await decide(page, '审核通过，变更生效', '同意。')
    await page.getByText(/^已办理：/).waitFor()
    await page.goto(`${baseUrl}/bureau/experts?name=${encodeURIComponent(expert.name)}`)
    await page.getByRole('link', { name: expert.name, exact: true }).first().click()
    await page.getByText('科主任').first().waitFor()
  })

  test('a second one is begun and forgotten; the expert ends it on his page and changes his data himself', async () => {
    const unit = await loggedIn('unitAdmin')
    await begin(unit.page)

    const { page } = await loggedIn('expert', { phone: true })
    await page.goto(`${baseUrl}/expert`)
    await page.getByText(/正在为您提出信息变更/).waitFor()
    expect(await page.getByRole('button', { name: '更新专家信息' }).count()).toBe(0)
    await expectNoSideScroll(page)
    await expectAccessible(page)
    await page.getByRole('button', { name: '结束这份变更' }).click()
    await expectAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: '结束这份变更' }).click()
    await page.getByRole('button', { name: '更新专家信息' }).click()
    await page.waitForURL(/\/expert\/profile/)
    expect(await messagesTo((await loggedIn('expert')).page, demo('unitAdmin').login)).toContain('本人已结束')

    // who still has it open reads what became of it
    await unit.page.reload()
    await unit.page.getByText('专家本人结束这份变更').waitFor()

    await page.goto(`${baseUrl}/expert`)
    await page.getByRole('button', { name: '放弃这次变更' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '放弃这次变更' }).click()
    await page.getByRole('button', { name: '更新专家信息' }).waitFor()
  })
})
