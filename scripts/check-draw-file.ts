import { readFileSync, writeSync } from 'node:fs'
import { checkPublished } from '@/lib/draw/published'
import { brokenOf } from '@/lib/draw/seal/check'

/** `npm run check-draw -- 文件.json`: reckons a published draw again from its file alone; no database is asked. */
const path = process.argv[2]!
try {
  const { file, checks } = checkPublished(readFileSync(path, 'utf8'))
  const broken = brokenOf(checks)
  const title = file ? `${file.number} 第 ${file.round} 轮第 ${file.attempt} 次，${file.drawnAt}` : path
  const lines =
    file && broken.length === 0
      ? [`  相符：按文件重新算出的 ${file.panels.flat().length} 人就是抽中的人`]
      : broken.map(what => `  不符：${what}`)
  const hashes = file
    ? [
        `  候选名单与要求 ${file.problemHash}`,
        `  随机种子       ${file.seedHash}`,
        `  抽取结果       ${file.selectionHash}`,
      ]
    : []
  const ask = file ? ['请把三行校验值与纸质抽取记录表上的核对一致。'] : []
  writeSync(1, `${[title, ...lines, ...hashes, ...ask].join('\n')}\n`)
  process.exitCode = broken.length === 0 ? 0 : 1
} catch (error) {
  writeSync(2, `${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
