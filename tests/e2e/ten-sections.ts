import type { Page } from 'playwright-core'
import { baseUrl } from '../support/system'
import { choose, fillUnit, upload } from './applying'
import { fillMonth, saved } from './people'
import { box, pickFound } from './support'

/** A list of names pasted at once. */
async function names(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: `添加${label}` }).fill(text)
  await page.getByRole('button', { name: `添加到${label}` }).click()
}

/** From a month on; up to another, or 至今. */
async function period(page: Page, from: [string, string], to: [string, string] | null): Promise<void> {
  await fillMonth(page, '开始时间', ...from)
  if (to) await fillMonth(page, '结束时间', ...to)
  else await page.getByRole('checkbox', { name: '至今' }).check()
}

async function section(page: Page, name: string, add?: string): Promise<void> {
  await page.goto(`${baseUrl}/expert/profile/${name}`)
  await page.locator('button[type=submit]:enabled').first().waitFor()
  if (add) await page.getByRole('button', { name: add }).click()
}

/** Says that there is nothing to write in a section. */
async function none(page: Page, name: string, words: string): Promise<void> {
  await section(page, name)
  await page.getByRole('checkbox', { name: words }).check()
  await saved(page)
}

/** What the journeys know of the profile that `fillTenSections` writes. */
export const written = { paper: '围场生态修复的长期观测', project: '丘陵区水土保持技术集成', work: '示范水利研究所' }

/** Fills all ten sections of X2 as a person does, each of them a row or the word that there is none. */
export async function fillTenSections(page: Page, ownName: string): Promise<void> {
  await section(page, 'basic')
  await choose(page, /^民族/, '汉族')
  await box(page, '所在部门').fill('水土保持室')
  await choose(page, /^最高学历/, '博士研究生毕业')
  await page.getByRole('checkbox', { name: '技术专家' }).check()
  await pickFound(page, /学科/, '水土保持学', /^水土保持学/)
  await page.getByRole('checkbox', { name: '农、林、牧、渔业' }).check()
  await box(page, '研究方向').fill('丘陵区水土流失综合治理。')
  await saved(page)

  await section(page, 'posts', '添加一个任职单位')
  await fillUnit(page, /^单位名称/, '示范省水利学会')
  await choose(page, /^关系/, '学会、协会任职')
  await period(page, ['2019', '1'], null)
  await saved(page)

  await section(page, 'education', '添加一段学习经历')
  await fillUnit(page, /^学校或培养单位/, '示范农业大学')
  await box(page, '专业').fill('水土保持')
  await choose(page, /^学历/, '博士研究生毕业')
  await names(page, '导师', '示导师')
  await period(page, ['1998', '9'], ['2003', '6'])
  await saved(page)

  await section(page, 'titles', '添加一项职称或执业资格')
  await choose(page, /^类别/, '职称')
  await pickFound(page, /^技术职称/, '研究员', '研究员')
  await fillMonth(page, '取得时间', '2012', '12')
  await upload(page)
  await saved(page)

  await section(page, 'reviews', '添加一次评审经历')
  await box(page, '评审活动名称').fill('示范市农业科技项目评审')
  await choose(page, /^活动类别/, '科技计划项目与创新载体评审')
  await fillUnit(page, /^组织单位/, '示范市科学技术局')
  await fillMonth(page, '时间', '2023', '4')
  await saved(page)

  await section(page, 'projects', '添加一个项目')
  await box(page, '项目名称').fill(written.project)
  await choose(page, /^级别/, '省部级')
  await choose(page, /^本人角色/, '项目负责人')
  await period(page, ['2024', '1'], null)
  await fillUnit(page, /^承担单位/, written.work)
  await names(page, '项目组成员', `${ownName}、示同事`)
  await saved(page)

  await section(page, 'papers', '添加一篇论文或著作')
  await choose(page, /^类别/, '期刊论文')
  await box(page, '题名').fill(written.paper)
  await names(page, '作者', `${ownName}；示同事`)
  await box(page, '期刊、会议或出版社').fill('示范水土保持学报')
  await fillMonth(page, '发表时间', '2022', '6')
  await saved(page)

  await none(page, 'awards', '没有获得过科技奖励')
  await none(page, 'rights', '没有知识产权')

  await section(page, 'work', '添加一段工作经历')
  await fillUnit(page, /^工作单位/, written.work)
  await box(page, '职务或岗位').fill('研究室主任')
  await choose(page, /^工作性质/, '专业技术、科学研究')
  await period(page, ['2003', '7'], null)
  await saved(page)
}
