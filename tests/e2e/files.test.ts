import { pagedPdf } from '../support/paged-pdf'
import { baseUrl } from '../support/system'
import { until } from '../support/until'
import { demo, expectAccessible, expectNoSideScroll, loggedIn, logIn, useBrowser, visitor } from './support'

useBrowser()

test('the reviewer looks at the evidence of an application as a drawn page, without a download', async () => {
  const { page } = await loggedIn('bureauReviewer')
  await page.goto(`${baseUrl}/bureau/applications?status=approved`)
  await page.getByRole('link', { name: demo('expert').name }).click()
  await page.getByRole('button', { name: /^查看 职称证书/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('SAMPLE CERTIFICATE').waitFor({ state: 'attached' })
  await dialog.getByText('第 1 页，共 1 页').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
})

test('a large PDF is uploaded on a phone and opens at once: only what the pages need is fetched', async () => {
  const { page, context } = await visitor({ phone: true })
  await logIn(page, demo('individual'))
  await page.goto(`${baseUrl}/expert/profile/evidence`)
  const pdf = pagedPdf(4, 2_000_000)
  await page.locator('input[type=file]').setInputFiles({ name: '扫描件.pdf', mimeType: 'application/pdf', buffer: pdf })
  const look = page.getByRole('button', { name: '查看 扫描件.pdf' })
  await look.waitFor()

  let fetched = 0
  context.on('response', response => {
    if (!response.url().includes('/api/files/')) return
    const span = /bytes (\d+)-(\d+)\//.exec(response.headers()['content-range'] ?? '')
    fetched += response.status() === 206 && span ? Number(span[2]) - Number(span[1]) + 1 : pdf.length
  })
  await look.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('SCANNED PAGE 1').waitFor({ state: 'attached' })
  await dialog.getByRole('button', { name: '下一页' }).click()
  await dialog.getByText('SCANNED PAGE 2').waitFor({ state: 'attached' })
  expect(fetched).toBeGreaterThan(0)
  expect(fetched).toBeLessThan(pdf.length / 3)
  await expectNoSideScroll(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^移除 扫描件/ }).click()
  await page.getByRole('button', { name: '移除文件' }).click()
  await look.waitFor({ state: 'detached' })
})

test('one’s own sessions are listed; another browser is signed out from here and says so', async () => {
  const desk = await loggedIn('unitAdmin')
  const phone = await loggedIn('unitAdmin', { phone: true })
  await desk.page.goto(`${baseUrl}/account`)
  const others = desk.page.getByRole('button', { name: '退出此设备' })
  const before = await others.count()
  expect(before).toBeGreaterThan(0)
  await expectAccessible(desk.page)
  // the one that was used last stands first
  await others.first().click()
  await desk.page.getByText(/^已退出「/).waitFor()
  await until(async () => (await others.count()) === before - 1)

  await phone.page.goto(`${baseUrl}/unit`)
  await phone.page.waitForURL(url => url.pathname === '/login')
  await phone.page.getByText(/退出/).first().waitFor()
  await desk.page.reload()
  await desk.page.getByText('当前设备').waitFor()
})
