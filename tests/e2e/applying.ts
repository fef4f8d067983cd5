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
  /** each title has its certificate; otherwise 证明材料 is a part of its own */
  certificates?: boolean
  /** what only 西藏 asks for: where and what the unit is, and where he has studied */
  employer?: boolean
  /** what the 专家信息表 asks for */
  expertType?: string
}

/**
 * 申请成为专家, on the page after logging in. Where the application begins only with the press, nothing can be filled in
 * until it has: the page it leads to says so.
 */
export async function beginApplication(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: '申请成为专家' })
    .or(page.getByRole('button', { name: '申请成为专家' }))
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: '专家信息' }).waitFor()
}

/** Opens a part of the profile and waits until its form is at work. */
async function openPart(page: Page, section: string): Promise<void> {
  await page.goto(`${baseUrl}/expert/profile/${section}`)
  await page.getByRole('button', { name: /^(下一页|保存，去检查)$/ }).waitFor()
}

/** One of a short list, by what it says. */
export const choose = (page: Page, label: RegExp, option: string) =>
  page.getByRole('combobox', { name: label }).selectOption({ label: option })

/** Types the name of a unit that is not registered; leaving the box closes its list. */
export async function fillUnit(page: Page, label: RegExp, name: string): Promise<void> {
  const unit = page.getByRole('combobox', { name: label })
  await unit.fill(name)
  await unit.press('Tab')
}

async function fillBasic(page: Page, { ethnic, discipline, research, employer, expertType }: Profile): Promise<void> {
  await openPart(page, 'basic')
  await choose(page, /^民族/, ethnic)
  await choose(page, /^最高学历/, '博士研究生毕业')
  await box(page, '所在部门').fill('材料室')
  if (employer) {
    await choose(page, /^区内专家/, '是')
    await choose(page, /^工作单位是否在/, '否')
    await choose(page, /^单位类别/, '研究所')
    await choose(page, /^研究所/, '省属院所')
  }
  if (expertType) await page.getByRole('checkbox', { name: expertType }).check()
  if (discipline) await pickFound(page, /^熟悉的学科/, discipline, new RegExp(discipline))
  await box(page, '研究方向').fill(research)
  await saved(page)
  await expectNoSideScroll(page)
}

/** One stretch of study, which is owed in 西藏. */
async function fillEducation(page: Page): Promise<void> {
  await openPart(page, 'education')
  await page.getByRole('button', { name: '添加一段学习经历' }).click()
  await fillUnit(page, /^学校或培养单位/, '示范高原大学')
  await box(page, '专业').fill('植物保护')
  await choose(page, /^学历/, '博士研究生毕业')
  await fillMonth(page, '开始时间', '2001', '9')
  await fillMonth(page, '结束时间', '2007', '6')
  await saved(page)
  await expectNoSideScroll(page)
}

/** His title: a row of its own, or the one that has stood there since he registered. */
async function fillTitle(page: Page, { title, certificates }: Profile): Promise<void> {
  await openPart(page, 'titles')
  if (title) {
    await page.getByRole('button', { name: '添加一项职称或执业资格' }).click()
    await choose(page, /^类别/, '职称')
    await pickFound(page, /^技术职称/, title, title)
  } else
    await page
      .getByRole('group', { name: '第 1 项职称' })
      .getByRole('button', { name: /填写或修改/ })
      .click()
  await fillMonth(page, '取得时间', '2018', '9')
  await saved(page)
  if (certificates) await upload(page)
  await expectNoSideScroll(page)
}

async function fillWork(page: Page, { unitName }: Profile): Promise<void> {
  await openPart(page, 'work')
  await page.getByRole('button', { name: '添加一段工作经历' }).click()
  await pickFound(page, /^工作单位/, unitName, new RegExp(unitName))
  await page.getByText('已注册单位', { exact: true }).waitFor()
  await box(page, '职务或岗位').fill('研究室主任')
  await choose(page, /^工作性质/, '专业技术、科学研究')
  await fillMonth(page, '开始时间', '2008', '7')
  await page.getByRole('checkbox', { name: /至今/ }).check()
  await saved(page)
  await expectNoSideScroll(page)
}

/** Fills the parts of the profile that are owed, which save themselves, and uploads what proves them. */
export async function fillProfile(page: Page, profile: Profile): Promise<void> {
  await fillBasic(page, profile)

  await openPart(page, 'posts')
  await page.getByRole('checkbox', { name: /没有其他任职单位/ }).check()
  await saved(page)

  if (profile.employer) await fillEducation(page)
  await fillTitle(page, profile)
  await fillWork(page, profile)

  if (profile.certificates) return
  await openPart(page, 'evidence')
  await upload(page)
}
