import { baseUrl } from '../support/system'
import { decide, newPerson, newUnit, registeredPerson, registerPerson, registerUnit, saved } from './people'
import { box, demo, expectAccessible, loggedIn, logIn, useBrowser, visitor } from './support'

useBrowser()

const nobody = '0192f000-0000-7000-8000-000000000000'

test('two reviewers decide about one unit at once: one wins, the other learns who and when', async () => {
  const unit = newUnit()
  await registerUnit((await visitor()).page, unit)
  const first = await loggedIn('bureauReviewer')
  const second = await loggedIn('bureauReviewer2')
  for (const { page } of [first, second]) {
    await page.goto(`${baseUrl}/bureau/units?text=${encodeURIComponent(unit.name)}`)
    await page.getByRole('link', { name: unit.name }).click()
    await page.getByText(unit.code).waitFor()
  }
  await decide(first.page, '审核通过', '')
  await first.page.getByText(/^已办理：/).waitFor()
  await decide(second.page, '不通过', '证照不清晰。')
  await second.page.getByText('这次没有办理成功').waitFor()
  const said = await second.page.locator('main').innerText()
  expect(said).toMatch(/沈鉴.*\d{4}-\d{2}-\d{2} \d{2}:\d{2}/)
  expect(said).toContain('证照不清晰。')
})

test('a known phone is told apart only after the code proved it; what was typed stays', async () => {
  const { page } = await visitor({ expect: [/./] })
  const other = { ...newPerson('另有人'), phone: demo('individual').login }
  await registerPerson(page, other, '示范江城第一医院')
  await page
    .getByText(/该手机号在系统中已存在/)
    .first()
    .waitFor()
  expect(await box(page, '姓名').inputValue()).toBe('另有人')
  expect(await box(page, '证件号码').inputValue()).toBe(other.id)
})

test('a session that ends in mid-form: log in over the form, nothing typed is lost', async () => {
  const { page, context } = await visitor({ expect: [/401/] })
  const person = await registeredPerson(page)
  await page.goto(`${baseUrl}/expert/profile/basic`)
  await box(page, '所在部门').fill('第一稿')
  await saved(page)
  const other = await context.newPage()
  await other.goto(`${baseUrl}/account`)
  await other
    .getByLabel(/账号菜单/)
    .first()
    .click()
  await other.getByRole('button', { name: /退出/ }).first().click()
  await other.waitForURL(url => !url.pathname.startsWith('/account'))
  await other.close()

  await box(page, '所在部门').fill('第二稿，很长的一段话')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await expectAccessible(page)
  await dialog.getByRole('textbox', { name: /手机号码/ }).fill(person.phone)
  await dialog.getByRole('textbox', { name: /登录密码/ }).fill(person.password)
  await dialog.getByRole('button', { name: '登录', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
  await saved(page)
  await page.reload()
  expect(await box(page, '所在部门').inputValue()).toBe('第二稿，很长的一段话')
})

test('two tabs on one section: neither overwrites the other silently (trust CO5)', async () => {
  const { page, context } = await visitor({ expect: [/409/] })
  await registeredPerson(page)
  await page.goto(`${baseUrl}/expert/profile/basic`)
  const other = await context.newPage()
  await other.goto(`${baseUrl}/expert/profile/basic`)
  await box(page, '所在部门').fill('甲处')
  await saved(page)
  await box(other, '所在部门').fill('乙处')
  const dialog = other.getByRole('dialog')
  await dialog.waitFor()
  const text = await dialog.innerText()
  expect(text).toContain('甲处')
  expect(text).toContain('乙处')
})

test('lost network: it says so, keeps what was typed, and saves when the network is back', async () => {
  const { page, context } = await visitor({ expect: [/ERR_INTERNET_DISCONNECTED/, /Failed to fetch/] })
  await registeredPerson(page)
  await page.goto(`${baseUrl}/expert/profile/basic`)
  await context.setOffline(true)
  await box(page, '所在部门').fill('断网时填写')
  await page
    .getByText(/没有保存成功|网络/)
    .first()
    .waitFor()
  await context.setOffline(false)
  await saved(page)
  await page.reload()
  expect(await box(page, '所在部门').inputValue()).toBe('断网时填写')
})

test('a guessed id of somebody else is as unknown as one that does not exist (trust AC2)', async () => {
  const reviewer = await loggedIn('bureauReviewer')
  await reviewer.page.goto(`${baseUrl}/bureau/applications`)
  const href = await reviewer.page.getByRole('link', { name: '江待' }).getAttribute('href')
  const id = /applications\/([0-9a-f-]{36})/.exec(href!)![1]!

  const unit = newUnit()
  await registerUnit((await visitor()).page, unit)
  await reviewer.page.goto(`${baseUrl}/bureau/units?text=${encodeURIComponent(unit.name)}`)
  await reviewer.page.getByRole('link', { name: unit.name }).click()
  await decide(reviewer.page, '审核通过', '')
  await reviewer.page.getByText(/^已办理：/).waitFor()

  const stranger = await visitor({ expect: [/404/] })
  await logIn(stranger.page, unit)
  const seen: string[] = []
  for (const one of [id, nobody]) {
    const response = await stranger.page.goto(`${baseUrl}/unit/users/${one}`)
    expect(response!.status()).toBe(404)
    await stranger.page.getByText('没有找到这个页面').waitFor()
    seen.push(await stranger.page.locator('body').innerText())
  }
  expect(seen[0]).toBe(seen[1])
  const bureau = await stranger.page.goto(`${baseUrl}/bureau/applications/${id}`)
  expect(bureau!.status()).toBe(404)
})

test('five wrong passwords lock the account; the right one fails too and nothing tells why (trust AU4)', async () => {
  const { page } = await visitor({ expect: [/401/] })
  const person = await registeredPerson(page)
  const { page: thief } = await visitor({ expect: [/401/] })
  await thief.goto(`${baseUrl}/login`)
  const said: string[] = []
  for (const attempt of ['x1', 'x2', 'x3', 'x4', 'x5', person.password]) {
    await thief
      .getByRole('textbox', { name: /手机号码/ })
      .first()
      .fill(person.phone)
    await box(thief, '登录密码').fill(attempt)
    const answered = thief.waitForResponse(/callback\/credentials/)
    await thief.getByRole('button', { name: '登录', exact: true }).click()
    await answered
    const sentence = thief.getByText(/不对|不正确/).first()
    await sentence.waitFor()
    await thief.waitForTimeout(300)
    said.push(await sentence.innerText())
  }
  expect(new Set(said).size).toBe(1)
  expect(said[0]).not.toBe('')
  expect(new URL(thief.url()).pathname).toBe('/login')
})

test('a copied cookie is dead after log-out (trust AU12)', async () => {
  const { page, context } = await visitor()
  await registeredPerson(page)
  const cookies = await context.cookies()
  await page
    .getByLabel(/账号菜单/)
    .first()
    .click()
  await page.getByRole('button', { name: /退出/ }).first().click()
  await page.waitForURL(url => !url.pathname.startsWith('/expert'))
  const thief = await visitor()
  await thief.context.addCookies(cookies)
  await thief.page.goto(`${baseUrl}/expert`)
  expect(new URL(thief.page.url()).pathname).toBe('/login')
  for (const cookie of cookies.filter(one => /session/.test(one.name)))
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
})

test('without scripts the pages still say what to do, and a form sends nothing into the address', async () => {
  const { page } = await visitor({ scripts: false })
  await page.goto(baseUrl)
  await expect(page.locator('main').innerText()).resolves.toContain('办理事项')
  await page.goto(`${baseUrl}/login`)
  expect(await page.locator('body').innerText()).toMatch(/脚本|JavaScript/)
  await page.goto(`${baseUrl}/register/person`)
  await box(page, '证件号码').fill('1234')
  await box(page, '证件号码').press('Enter')
  expect(page.url()).not.toContain('1234')
})

test('a file that is not what its name says is refused with a sentence, a script in a text stays a text (IN2, IN11)', async () => {
  const { page } = await visitor({ expect: [/4\d\d/] })
  await registeredPerson(page)
  await page.goto(`${baseUrl}/expert/profile/evidence`)
  const body = '<html><script>alert(1)</script></html>'
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '证书.pdf', mimeType: 'application/pdf', buffer: Buffer.from(body) })
  await page
    .getByText(/不是 PDF|内容/)
    .first()
    .waitFor()

  await page.goto(`${baseUrl}/expert/profile/basic`)
  await box(page, '研究方向').fill('<img src=x onerror="document.title=1"><script>document.title=2</script>')
  await saved(page)
  await page.goto(`${baseUrl}/expert/check`)
  await page.getByText('<img src=x').first().waitFor()
  expect(await page.title()).not.toMatch(/^[12]$/)
})

test('the back button after submitting shows the new state', async () => {
  const { page } = await loggedIn('applicant')
  await page.goto(`${baseUrl}/expert/profile/basic`)
  await page.goto(`${baseUrl}/expert`)
  await page.goBack()
  const text = await page.locator('main').innerText()
  expect(text).toMatch(/不能修改|待单位推荐/)
})
