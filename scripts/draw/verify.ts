import { readFileSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import { verifyFile } from '@/lib/draw/seal/verify-file'

/** `npm run -s draw:verify -- certificate.json`: reckons a certificate again from its file alone; see docs/certificate.md. */
function main(path: string | undefined): number {
  if (!path) throw new Error('请给出证书文件：npm run -s draw:verify -- certificate.json')
  const { title, note, checks } = verifyFile(readFileSync(resolve(process.env.DRAW_FROM ?? '.', path), 'utf8'))
  const broken = checks.filter(({ passed }) => !passed)
  const good = checks.length > 0 && broken.length === 0
  const lines = [
    title,
    ...(note ? [note] : []),
    ...checks.map(({ passed, title: name, sentence }) => `  ${passed ? '相符' : '不符'}：${name}。${sentence}`),
    ...(good ? [`核验通过，共 ${checks.length} 项。`] : []),
    ...(broken.length > 0 ? [`核验不通过：${broken.map(one => one.title).join('、')}。`] : []),
  ]
  writeSync(1, `${lines.join('\n')}\n`)
  return good ? 0 : 1
}

try {
  process.exitCode = main(process.argv[2])
} catch (error) {
  writeSync(2, `✗ ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
