import type { Page } from 'playwright-core'
import { loggedIn } from './support'

/** Another of the staff agrees to a slip that somebody asked for. @param address the page of the slip in the bureau */
export async function confirmSlip(address: string): Promise<Page> {
  const { page } = await loggedIn('bureauReviewer2')
  await page.goto(address)
  await page.getByRole('button', { name: '确认', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '确认', exact: true }).click()
  await page.getByText('由申请的那名工作人员打印').first().waitFor()
  return page
}

/** Whoever asked for the slip prints it. @returns the code on the paper: two groups of five digits */
export async function printSlip(page: Page): Promise<string> {
  await page.reload()
  await page.getByRole('button', { name: '打印激活单' }).click()
  await page.getByRole('button', { name: '显示并打印' }).click()
  const paper = page.getByRole('article', { name: '激活单' })
  return /\d{5} \d{5}/.exec(await paper.innerText())![0]
}
