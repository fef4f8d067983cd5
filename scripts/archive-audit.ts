import { writeSync } from 'node:fs'
import { basename } from 'node:path'
import { systemActor } from '@/lib/access/actor'
import { forgetArchived, writeArchive } from '@/lib/audit/archive.dal'
import { archiveBefore, keptDays, LEAST_DAYS, USUAL_DAYS } from '@/lib/audit/archive.rules'
import { now } from '@/lib/platform/clock'
import { closeDb } from '@/lib/platform/db'
import { checkAuditFile } from './lib/audit-file.mjs'

const usage = `用法：npm run archive-audit -- <数据库管理员的地址> <存放归档文件的目录> [保留天数]
例如：npm run archive-audit -- postgresql://postgres:口令@主机:5432/数据库 /srv/audit 366
保留天数不写时是 ${USUAL_DAYS}，不能少于 ${LEAST_DAYS}。
`

/**
 * The operator's archiving of old audit events: written to a file, the file read again by the independent check, and only
 * then taken out of the database, with the address of its administrator.
 */
try {
  const [url, directory, days] = process.argv.slice(2)
  if (!url || !/^postgres(ql)?:\/\//.test(url) || !directory) throw new Error(usage)
  const kept = keptDays(days)
  if (typeof kept === 'string') throw new Error(`${kept}\n${usage}`)
  process.env.DATABASE_URL = url
  const actor = systemActor('archive')
  const before = archiveBefore(kept, now())
  const path = await writeArchive(actor, before, directory)
  if (path === null) writeSync(1, `没有 ${kept} 天以前的审计记录，不需要归档。\n`)
  else {
    const found = checkAuditFile(path)
    const count = await forgetArchived(actor, before, { name: basename(path), found })
    writeSync(
      1,
      `已归档 ${count} 条审计记录（第 ${found.first} 至 ${found.last} 条），文件重新读过、核对无误后才从数据库中移出。
文件：${path}
文件校验值（SHA-256，不含最后一行）：${found.sha256}
最后一条的封存值：${found.hash}
请把文件复制到至少两处不同的地方保存。以后随时可以用 npm run check-archive -- 文件 核对。
`,
    )
  }
  await closeDb()
} catch (error) {
  writeSync(2, `${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
