import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { baseUrl } from '../support/system'
import { fillMonth, saved } from './people'
import { box, expectNoSideScroll, pickFound } from './support'

export const certificate = resolve('tests/e2e/files/certificate.pdf')

/** Uploads a file into the nth field of the page and waits until it is there. */
export async function upload(page: Page, nth = 0): Promise<void> {
  const links = page.getByRole('link', { name: /certificate\.pdf/ })
  const there = await links.count()
  await page.locator('input[type=file]').nth(nth).setInputFiles(certificate)
  await links.nth(there).waitFor()
}

type Profile = {
  unitName: string
  ethnic: string
  research: string
  /** not asked again where an expert gave them when he registered */
  title?: string
  discipline?: string
}

/** Fills every section of the profile, which saves itself, and uploads the evidence. */
export async function fillProfile(page: Page, profile: Profile): Promise<void> {
  const { unitName, ethnic, research, title, discipline } = profile
  await page.goto(`${baseUrl}/expert/profile/basic`)
  await page.getByLabel('民族').selectOption({ label: ethnic })
  await page.getByLabel('最高学历').selectOption({ label: '博士研究生毕业' })
  await box(page, '所在部门').fill('材料室')
  await saved(page)
  await expectNoSideScroll(page)

  await page.goto(`${baseUrl}/expert/profile/title`)
  if (title) await pickFound(page, /技术职称/, title, title)
  await fillMonth(page, '取得时间', '2018', '9')
  await saved(page)

  await page.goto(`${baseUrl}/expert/profile/disciplines`)
  if (discipline) await pickFound(page, /学科/, discipline, new RegExp(discipline))
  await box(page, '研究方向').fill(research)
  await saved(page)

  await page.goto(`${baseUrl}/expert/profile/work`)
  await box(page, '工作单位').fill(unitName)
  await box(page, '职务或岗位').fill('研究室主任')
  await fillMonth(page, '开始时间', '2008', '7')
  await page.getByRole('checkbox', { name: /至今/ }).check()
  await saved(page)

  await page.goto(`${baseUrl}/expert/profile/evidence`)
  await upload(page)
}
