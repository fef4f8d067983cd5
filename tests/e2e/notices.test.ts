import { randomUUID } from 'node:crypto'
import { baseUrl } from '../support/system'
import { xssCorpus } from '../support/xss-corpus'
import { box, expectAccessible, expectNoSideScroll, loggedIn, useBrowser, visitor } from './support'

useBrowser()

/** The framework's floor is about 175 kB compressed; the home page may add 20. */
const SCRIPT_BUDGET = 195_000

const title = `关于开展信息核对的通知 ${randomUUID().slice(0, 8)}`
const later = `${title}（补充）`

describe('a notice, from the editor to the public and back', () => {
  let address = ''

  test('an editor writes a draft that nobody else sees, then publishes it', async () => {
    const { page } = await loggedIn('noticeEditor')
    await page.goto(`${baseUrl}/bureau/notices`)
    await expectAccessible(page)
    await page.getByRole('link', { name: '写通知' }).click()
    await box(page, '标题').fill(title)
    await box(page, '正文').fill(
      '## 时间\n\n**注意：**请于 11月25日~12月10日 办理。\n\n| 项目 | 地点 |\n| --- | --- |\n| 受理 | 一楼 |',
    )
    await page.getByRole('region', { name: '预览' }).getByRole('heading', { name: '时间' }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.waitForURL(/\/bureau\/notices\/[0-9a-f-]{36}$/)
    address = page.url().replace('/bureau', '')

    const outside = await visitor({ expect: [/404/] })
    expect((await outside.page.goto(address))?.status()).toBe(404)
    await outside.page.goto(`${baseUrl}/notices?text=${encodeURIComponent(title)}`)
    await outside.page.getByText('没有标题中有').waitFor()

    await page.getByRole('button', { name: '发布' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
    await page.getByText('已保存，公众现在看到的就是这个版本。').waitFor()
    await expectAccessible(page)
  })

  test('it stands on the home page and reads well on a phone, with and without scripts', async () => {
    for (const scripts of [true, false]) {
      const { page } = await visitor({ phone: true, scripts })
      await page.goto(baseUrl)
      await expectNoSideScroll(page)
      await page.getByRole('link', { name: title }).click()
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      // A link that is followed by scripts brings the page's title a moment after the page.
      if (scripts) await page.waitForFunction(text => document.title.startsWith(text), title)
      expect(await page.locator('article').innerText()).toContain('注意：请于 11月25日~12月10日 办理。')
      expect(await page.getByRole('table').innerText()).toContain('一楼')
      await expectNoSideScroll(page)
      if (scripts) await expectAccessible(page)
    }
  })

  test('two editors: the second is told, keeps his text and decides', async () => {
    const [first, second] = [await loggedIn('noticeEditor'), await loggedIn('noticeEditor')]
    const edit = address.replace('/notices/', '/bureau/notices/')
    for (const { page } of [first, second]) {
      await page.goto(edit)
      await page.locator('button:enabled', { hasText: '保存修改' }).waitFor()
    }
    await box(second.page, '正文').fill('第二位写的。')
    await box(first.page, '标题').fill(later)
    await first.page.getByRole('button', { name: '保存修改' }).click()
    await first.page.getByRole('dialog').getByRole('button', { name: '保存修改' }).click()
    await first.page.getByText('已保存，公众现在看到的就是这个版本。').waitFor()
    await second.page.getByRole('button', { name: '保存修改' }).click()
    await second.page.getByRole('dialog').getByRole('button', { name: '保存修改' }).click()
    await second.page.getByText(/已于 .* 保存过这条通知/).waitFor()
    await second.page.getByRole('button', { name: '改用对方的版本' }).waitFor()
    expect(await box(second.page, '正文').inputValue()).toBe('第二位写的。')
    await expectAccessible(second.page)
  })

  test('withdrawn, it is gone for the public', async () => {
    const { page } = await loggedIn('noticeEditor')
    await page.goto(address.replace('/notices/', '/bureau/notices/'))
    await page.getByRole('button', { name: '撤下…' }).click()
    await page.getByRole('textbox', { name: /撤下的原因/ }).fill('日期有误')
    await page.getByRole('button', { name: '撤下', exact: true }).click()
    await page.getByText('已撤下').first().waitFor()
    const outside = await visitor({ expect: [/404/] })
    expect((await outside.page.goto(address))?.status()).toBe(404)
  })
})

test('hostile text never runs, whoever reads it (trust IN2, IN20)', async () => {
  const { page } = await loggedIn('noticeEditor')
  const marked = `<img src=x onerror=xss()> ${randomUUID().slice(0, 8)}`
  await page.addInitScript(() =>
    Object.assign(window, { xss: () => document.documentElement.setAttribute('data-xss', '') }),
  )
  await page.goto(`${baseUrl}/bureau/notices/new`)
  await box(page, '标题').fill(marked)
  await box(page, '正文').fill(xssCorpus.join('\n\n'))
  await page.getByRole('region', { name: '预览' }).getByRole('heading', { name: marked }).waitFor()
  await page.getByRole('button', { name: '发布' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
  await page.waitForURL(/\/bureau\/notices\/[0-9a-f-]{36}$/)
  const edit = page.url()
  const harmed = () => page.locator('html[data-xss]').count()
  for (const address of [
    edit,
    edit.replace('/bureau', ''),
    `${baseUrl}/bureau/notices`,
    `${baseUrl}/notices`,
    baseUrl,
  ]) {
    await page.goto(address, { waitUntil: 'networkidle' })
    await page.getByText(marked).first().waitFor({ state: 'attached' })
    for (const link of await page.locator('article a:visible').all())
      expect(await link.getAttribute('href')).toMatch(/^(https?:|mailto:|\/|#|[^:]*$)/)
    expect({ address, harmed: await harmed() }).toEqual({ address, harmed: 0 })
  }
  await page.goto(edit)
  await page.getByRole('button', { name: '撤下…' }).click()
  await page.getByRole('textbox', { name: /撤下的原因/ }).fill('测试结束')
  await page.getByRole('button', { name: '撤下', exact: true }).click()
  await page.getByText('已撤下').first().waitFor()
})

test('every public page is accessible and fits a desk and a phone', async () => {
  for (const phone of [false, true]) {
    const { page } = await visitor({ phone })
    for (const path of [
      '/',
      '/notices',
      '/notices?category=faq',
      '/guide',
      '/register',
      '/agreement/user',
      '/agreement/privacy',
      '/dev/inbox',
    ]) {
      await page.goto(baseUrl + path)
      await expectAccessible(page)
      await expectNoSideScroll(page)
    }
  }
})

test('the home page is light: scripts of a first-time visitor stay within the budget', async () => {
  const { page, context } = await visitor()
  const network = await context.newCDPSession(page)
  const scripts = new Set<string>()
  let bytes = 0
  network.on('Network.responseReceived', event => event.type === 'Script' && scripts.add(event.requestId))
  network.on('Network.loadingFinished', event => {
    if (scripts.has(event.requestId)) bytes += event.encodedDataLength
  })
  await network.send('Network.enable')
  await page.goto(baseUrl, { waitUntil: 'networkidle' })
  expect(scripts.size).toBeGreaterThan(0)
  expect(bytes).toBeLessThan(SCRIPT_BUDGET)
})
