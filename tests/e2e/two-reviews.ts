import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { baseUrl } from '../support/system'
import { upload } from './applying'
import { decide, type MadeUnit, registerUnit, saved } from './people'
import { box, expectAccessible, loggedIn, logIn, visitor } from './support'

/** Registers a unit where two reviews open it: with the picture of its certificate (U2), whose content plays no part. */
export async function registerForTwo(page: Page, unit: MadeUnit, place: string[]): Promise<void> {
  const canvas = { width: 640, height: 480, channels: 3, background: '#c8d2dc' } as const
  const picture = await sharp({ create: canvas }).jpeg().toBuffer()
  await registerUnit(page, unit, { place, status: '待初审', picture })
}

/** A reviewer of the bureau decides about the unit: the second review is given by another one than the first. */
export async function reviewUnit(unit: MadeUnit, result: '初审通过' | '复审通过', opinion: string): Promise<void> {
  const { page } = await loggedIn(result === '初审通过' ? 'bureauReviewer' : 'bureauReviewer2')
  await page.goto(`${baseUrl}/bureau/units`)
  await page.getByRole('link', { name: unit.name }).first().click()
  await expectAccessible(page)
  await decide(page, result, opinion)
  await page.getByText(/^已办理：/).waitFor()
}

/** After 初审: the unit completes its data, uploads the certificate and asks for 复审. */
export async function completeUnit(unit: MadeUnit): Promise<void> {
  const { page } = await visitor()
  await logIn(page, unit)
  await page.getByText('待完善').first().waitFor()
  await page.goto(`${baseUrl}/unit/data`)
  await box(page, '通讯地址').fill('示范路 1 号')
  await box(page, '邮政编码').fill('850000')
  await box(page, '电子邮箱').fill('office@example.com')
  await page.getByRole('radio', { name: '否' }).check()
  await upload(page)
  await saved(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: '提交复审' }).click()
  await page.getByText('待复审').first().waitFor()
}
