import { checkAuditFile } from './lib/audit-file.mjs'
import { Sentence, say, tell } from './lib/say.mjs'

/** `npm run check-archive -- 文件…`: checks archived audit events without the system; several files in their order. */
function main(paths) {
  if (paths.length === 0) throw new Sentence('请给出归档文件，几个文件按先后顺序写：npm run check-archive -- 文件 文件')
  let before
  for (const path of paths) {
    const found = checkAuditFile(path, before)
    say(`完整：${path}，第 ${found.first} 至 ${found.last} 条，${found.firstAt} 至 ${found.lastAt}
  最后一条的封存值 ${found.hash}
  文件校验值 ${found.sha256}`)
    before = found
  }
  say('请把封存值和校验值与「审计记录」页上登记的核对一致。')
}

try {
  main(process.argv.slice(2))
} catch (error) {
  process.exitCode = tell(error)
}
