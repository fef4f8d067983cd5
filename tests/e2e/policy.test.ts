import { baseUrl } from '../support/system'
import { box, demo, expectAccessible, loggedIn, proveAgain, useBrowser } from './support'

useBrowser()

test('规则: one manager raises the age limit and sees what it does, another releases it, and an applicant reads it', async () => {
  const { page: first } = await loggedIn('bureauManager')
  await first.goto(`${baseUrl}/bureau/policy`)
  await first.getByRole('button', { name: '起草修改' }).click()
  await first.waitForURL(/\/bureau\/policy\/draft$/)
  await first.getByRole('link', { name: '入库条件' }).click()
  await first.waitForURL(/\/draft\/conditions$/)
  const row = first.getByRole('listitem').filter({ hasText: '65 周岁' })
  await row.getByRole('button', { name: /^修改第/ }).click()
  await box(first, '不超过').fill('72')
  await first.getByRole('button', { name: '保存到草稿' }).click()
  await first.getByText('实际按 72 判断').first().waitFor()
  await box(first, '条文内容').fill('年龄一般不超过 72 周岁')
  await first.getByRole('button', { name: '保存到草稿' }).click()
  await first.waitForURL(/\/bureau\/policy\/draft$/)
  await first.getByRole('button', { name: '计算影响' }).click()
  await first.getByText(/在库专家 \d+ 人：按新规则不再符合入库条件的/).waitFor()
  await expectAccessible(first)
  await first.getByRole('button', { name: '送交发布' }).click()
  await first.getByRole('dialog').getByRole('button', { name: '送交发布' }).click()
  await first.getByText('您改过这份草稿，要由另一位业务管理员发布').waitFor()

  const { page: second } = await loggedIn('bureauManager2')
  await second.goto(`${baseUrl}/bureau/policy/draft`)
  await second.getByText('年龄一般不超过 72 周岁').first().waitFor()
  await box(second, '发布的理由').fill('局务会议讨论通过。')
  await second.getByRole('button', { name: '发布', exact: true }).click()
  await second.getByRole('dialog').waitFor()
  await proveAgain(second, demo('bureauManager2').totpSecret!)
  await second.waitForURL(/\/bureau\/policy\/versions\/\d+$/)
  await second.getByText('生效中').first().waitFor()
  await second.getByText('72 周岁').first().waitFor()

  const { page: applicant } = await loggedIn('individual')
  // other processes ask for the rules every few seconds
  const read = async () => {
    await applicant.goto(`${baseUrl}/expert/check`)
    return (await applicant.locator('main').innerText()).includes('不超过 72 周岁')
  }
  for (let times = 0; times < 60 && !(await read()); times += 1) await applicant.waitForTimeout(1000)
  expect(await read()).toBe(true)
})
