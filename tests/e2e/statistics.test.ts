import { baseUrl } from '../support/system'
import { loggedIn, useBrowser } from './support'

useBrowser()

test('the bureau sees charts with their tables, and prints them and the report of the year', async () => {
  const { page } = await loggedIn('bureauReviewer')
  await page.goto(`${baseUrl}/bureau/statistics?view=flows`)
  const block = page.getByRole('region', { name: '每月入库和出库' })
  await block.locator('svg.recharts-surface').waitFor()
  const table = block.getByRole('table', { name: '每月入库、出库和月末在库的人数' })
  expect(await table.isVisible()).toBe(false)
  await block.getByRole('button', { name: /^数据表/ }).focus()
  await page.keyboard.press('Enter')
  await table.waitFor()
  expect(await table.getByRole('row').count()).toBe(14)
  for (const view of ['waiting', 'gaps', 'pool']) {
    await page.goto(`${baseUrl}/bureau/statistics?view=${view}`)
    await page.locator('svg.recharts-surface').first().waitFor()
  }
  expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000)
  await page.getByRole('link', { name: '年度报告' }).click()
  await page.getByRole('heading', { level: 1, name: /年度科技专家库统计报告/ }).waitFor()
  expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(10_000)
})

test('a department sees its own figures on a phone, nothing wider than the screen', async () => {
  const { page } = await loggedIn('departmentReviewer', { phone: true })
  for (const view of ['pool', 'flows', 'waiting', 'gaps']) {
    await page.goto(`${baseUrl}/department/statistics?view=${view}`)
    await page.getByRole('heading', { level: 1, name: '统计分析' }).waitFor()
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect([view, beyond]).toEqual([view, 0])
  }
})
