import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Lottery } from '@/lib/draw/engine/select'
import { problemHash, selectionHash } from '@/lib/draw/problem'
import { type Published, publishProblem } from '@/lib/draw/published'
import { certificateText } from '@/lib/draw/seal/make'
import { signed } from '@/lib/draw/seal/signs'
import { textHash } from '@/lib/platform/canonical'
import { certificateFor, salt, smallProblem, twoPanels } from '../rules/draw/seal/cases'
import { baseUrl } from '../support/system'
import { expectAccessible, expectNoSideScroll, useBrowser, visitor } from './support'

useBrowser()

const keep = (name: string, content: string) => {
  const path = join(tmpdir(), name)
  writeFileSync(path, content)
  return path
}

/** The record of a draw of today, as the system gives it out. */
function recordFile(): Published {
  const { problem } = signed(smallProblem, salt)
  const seed = '9'.repeat(64)
  const selection = new Lottery(problem).draw(seed)
  return {
    ...{ format: 'expert-pool-draw-1', number: 'CQ2026-0007', round: 1, attempt: 1, drawnAt: '2026-11-22 10:00' },
    ...{ voided: false, engineVersion: selection.engineVersion, seed, seedHash: textHash(seed) },
    ...{ problemHash: problemHash(problem), selectionHash: selectionHash(selection), ...publishProblem(problem) },
    panels: selection.panels.map(panel => [...panel]),
  }
}

test('anybody checks both kinds of files in his own browser; a changed one is named; nothing is sent', async () => {
  const { page } = await visitor()
  await page.goto(`${baseUrl}/verify`)
  await page.getByText('还没有选择文件').waitFor()
  await expectAccessible(page)
  const sent: string[] = []
  page.on('request', request => request.method() !== 'GET' && sent.push(request.url()))
  const choose = (path: string) => page.locator('input[type=file]').setInputFiles(path)

  const text = certificateText(await certificateFor(twoPanels))
  await choose(keep('certificate.json', text))
  await page.getByText('核验通过').waitFor()
  await page.getByText('14 人的名单与封存的根值相符。').waitFor()
  await page.getByText('材料组：应抽 4 人，抽中 4 人').waitFor()
  await expectAccessible(page)

  await choose(keep('changed.json', text.replace(/"size":4/, '"size":3')))
  await page.getByText('核验不通过').waitFor()
  expect(await page.getByRole('alert').filter({ hasText: '核验不通过' }).innerText()).toContain(
    '封存值：封存的内容与封存值不符',
  )

  const record = recordFile()
  await choose(keep('record.json', JSON.stringify(record)))
  await page.getByText('抽取记录 CQ2026-0007 第 1 轮第 1 次，5 项都与重新计算的结果相符').waitFor()
  await choose(keep('other.json', JSON.stringify({ ...record, seed: '8'.repeat(64) })))
  await page.getByText('随机种子：种子与校验值不符').waitFor()

  await choose(keep('table.json', 'PK'))
  await page.getByText('这是 PDF、表格或压缩文件', { exact: false }).waitFor()
  expect(sent).toEqual([])
})

test('on a phone, pasted, by keyboard alone', async () => {
  const { page } = await visitor({ phone: true })
  await page.goto(`${baseUrl}/verify`)
  await page.getByText('没有文件，粘贴内容').press('Enter')
  const text = certificateText(await certificateFor(smallProblem))
  await page.getByLabel('文件内容').fill(text)
  await page.getByRole('button', { name: '核验粘贴的内容' }).press('Enter')
  await page.getByText('核验通过').waitFor()
  await expectNoSideScroll(page)
  await expectAccessible(page)
})
