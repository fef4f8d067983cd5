import { readFileSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import { verifyFiles } from '@/lib/draw/seal/verify-files'

const usage = '用法：npm run -s draw:verify -- 证书.json，后面可以再写上回执、封存摘要或封存文件，与证书对照。'

/** The text of a file. @throws Error with a sentence for whoever gave it */
function textOf(path: string): string {
  try {
    return readFileSync(resolve(process.env.DRAW_FROM ?? '.', path), 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Error(`读不到 ${path}（${code}）。请核对文件名和所在的目录。`)
  }
}

const isHash = (value: string) => /^[0-9a-f]{64}$/.test(value)

/**
 * `npm run -s draw:verify -- certificate.json receipt.json …`: reckons a certificate again from its file alone, and compares
 * receipts and what was sealed with it; see docs/certificate.md.
 */
function main(paths: readonly string[]): number {
  if (paths.length === 0) throw new Error(usage)
  const { title, note, facts, checks, next, compare } = verifyFiles(paths.map(textOf))
  const broken = checks.filter(({ passed }) => !passed)
  const good = checks.length > 0 && broken.length === 0
  const hashes = facts.filter(({ value }) => isHash(value))
  const lines = [
    title,
    ...(note ? [note] : []),
    ...checks.map(({ passed, title: name, sentence }) => `  ${passed ? '相符' : '不符'}：${name}。${sentence}`),
    ...hashes.map(({ label, value }) => `  ${label} ${value}`),
    ...(good ? [next ?? `核验通过，共 ${checks.length} 项。${compare ?? ''}`] : []),
    ...(broken.length > 0 ? [`核验不通过：${broken.map(one => one.title).join('、')}。`] : []),
  ]
  writeSync(1, `${lines.join('\n')}\n`)
  return good && !next ? 0 : 1
}

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  writeSync(2, `✗ ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
