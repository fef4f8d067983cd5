import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** Takes a file that a page offers by a link. @param label distinguishes it from others of this run @returns its path */
export async function downloaded(page: Page, link: string, label: string): Promise<string> {
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: link, exact: true }).click()
  const path = join(tmpdir(), `journey-${process.pid}-${label}.json`)
  await (await coming).saveAs(path)
  return path
}

/** What the command says of files, with no system at hand. */
export function verified(...paths: string[]): { status: number | null; text: string } {
  const { status, stdout } = spawnSync('npm', ['run', '-s', 'draw:verify', '--', ...paths], { encoding: 'utf8' })
  return { status, text: stdout }
}
