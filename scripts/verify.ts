import { writeSync } from 'node:fs'
import { systemActor } from '@/lib/access/actor'
import { closeDb } from '@/lib/platform/db'
import { verify } from '@/lib/verify/verify.dal'

/** The operator's look through the whole database: what must hold, and what does not. Only reads. */
try {
  const { checked, broken } = await verify(systemActor('verify'))
  await closeDb()
  const lines = broken.flatMap(({ sentence, what }) => [`不成立：${sentence}`, ...what.map(one => `    ${one}`)])
  const end =
    broken.length === 0
      ? `核对了 ${checked} 项，全部成立。`
      : `核对了 ${checked} 项，${broken.length} 项不成立。系统正在办理业务时，刚刚发生的变化可能被误报，请过一分钟再核对一次；仍不成立的，请保留这份输出并联系技术支持。`
  writeSync(1, `${[...lines, end].join('\n')}\n`)
  process.exit(broken.length === 0 ? 0 : 1)
} catch (error) {
  writeSync(2, `${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(2)
}
