import 'server-only'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { syncClock } from '@/lib/platform/housekeeping'
import { describeError, log } from '@/lib/platform/log'

/** Why this installation must not start, in one sentence; null when it may. */
export async function whyNotStart(): Promise<string | null> {
  try {
    env()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  if (env().APP_MODE !== 'production') return null
  const demo = await db().account.count({ where: { isDemo: true } })
  return demo > 0 ? `数据库里有 ${demo} 个演示账号，不能作为正式环境启动。请为正式环境使用新的数据库。` : null
}

/** Ends the process when it must not start; otherwise sets the clock by the database (trust D16). */
export async function checkStart(): Promise<void> {
  try {
    const why = await whyNotStart()
    if (why) return stop(why)
    await syncClock()
    setInterval(() => void syncClock().catch(error => log.warn(describeError(error), 'clock not set')), 60_000).unref()
  } catch (error) {
    log.error(describeError(error), 'start check failed')
    stop('连接不上数据库，或数据库结构还没有升级（npm run migrate），网站不能启动。')
  }
}

function stop(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
