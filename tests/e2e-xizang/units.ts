import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { type MadeUnit, proveAndChoosePassword } from '../e2e/people'
import { box, pickRegion } from '../e2e/support'
import { baseUrl } from '../support/system'

/** A photograph as a phone takes it; its content plays no part. */
const photograph = () =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: '#c8d2dc' } })
    .jpeg()
    .toBuffer()

/** Registers a unit the 西藏 way: with the picture of its certificate (U2). */
export async function registerUnit(page: Page, unit: MadeUnit): Promise<void> {
  await page.goto(`${baseUrl}/register/unit`)
  await page.getByRole('radio', { name: '科研院所' }).check()
  await box(page, '单位全称').fill(unit.name)
  await box(page, '统一社会信用代码').fill(unit.code)
  await box(page, '法定代表人').fill('法正')
  await pickRegion(page, '单位注册地', ['西藏自治区', '拉萨市', '城关区'])
  await box(page, '联系人').fill(unit.admin)
  const buffer = await photograph()
  await page.locator('input[type=file]').setInputFiles({ name: '证书.jpg', mimeType: 'image/jpeg', buffer })
  await page.getByText('证书.jpg').first().waitFor()
  await proveAndChoosePassword(page, '联系人手机号码', unit.phone)
  await page.getByRole('button', { name: '提交注册' }).click()
  await page.getByText('待初审').first().waitFor()
}
