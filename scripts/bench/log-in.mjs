import { readFileSync } from 'node:fs'
import { Secret, TOTP } from 'otpauth'

const accounts = JSON.parse(readFileSync('prisma/seed/demo-accounts.json', 'utf8'))
const tabs = { individual: '个人用户登录', unit: '企业用户登录', staff: '管理人员登录' }

/** Logs in with a demo account: on the login page, with the second factor of staff, or in the dialog over a form. */
export async function logInAs(page, role, dialog) {
  const { login, password, tab, totpSecret } = accounts.find(one => one.role === role)
  const place = dialog ?? page
  if (!dialog) {
    await page.goto('/login')
    await page.getByText(tabs[tab]).first().click()
  }
  await place
    .getByRole('textbox', { name: /手机号|登录名/ })
    .first()
    .fill(login)
  await place.getByRole('textbox', { name: /登录密码/ }).fill(password)
  await place.getByRole('button', { name: '登录', exact: true }).click()
  if (dialog) return dialog.waitFor({ state: 'hidden' })
  await page.waitForURL(url => url.pathname !== '/login')
  if (!totpSecret) return
  const code = new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate()
  await page.getByRole('textbox', { name: /动态验证码/ }).fill(code)
  await page.getByRole('button', { name: '验证并进入' }).click()
  await page.waitForURL(url => !url.pathname.startsWith('/login'))
}
