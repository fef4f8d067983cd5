import 'server-only'
import { templateNames } from '@/lib/message/templates'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { channels, env } from '@/lib/platform/env'
import { syncClock } from '@/lib/platform/housekeeping'
import { describeError, log } from '@/lib/platform/log'
import { policySchema } from '@/lib/policy/policy.schema'

/** Why this installation must not start, in one sentence; null when it may. */
export async function whyNotStart(): Promise<string | null> {
  try {
    env()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const { SMS_TEMPLATES = {}, APP_MODE } = env()
  const unknown = Object.keys(SMS_TEMPLATES).filter(name => !(templateNames as string[]).includes(name))
  if (unknown.length > 0)
    return `SMS_TEMPLATES 中的 ${unknown.join('、')} 不是本系统的短信，请改正。可用的名称：${templateNames.join('、')}。`
  const unreadable = await unreadableRules()
  if (unreadable) return unreadable
  if (APP_MODE !== 'production') return null
  const demo = await db().account.count({ where: { isDemo: true } })
  return demo > 0 ? `数据库里有 ${demo} 个演示账号，不能作为正式环境启动。请为正式环境使用新的数据库。` : null
}

/**
 * Rules that the bureau released under an older program are data of its own. Where the program that starts cannot read
 * those in force or to come, it says so before anybody meets an error page.
 */
async function unreadableRules(): Promise<string | null> {
  const newest = await db().policyVersion.findFirst({
    where: { effectiveFrom: { lte: now() }, withdrawal: null },
    orderBy: [{ effectiveFrom: 'desc' }, { id: 'desc' }],
  })
  const coming = await db().policyVersion.findMany({ where: { effectiveFrom: { gt: now() }, withdrawal: null } })
  for (const { id, data } of [...(newest ? [newest] : []), ...coming]) {
    const read = policySchema.safeParse(data)
    if (read.success) continue
    const [issue] = read.error.issues
    return `第 ${id} 版规则与这一版程序不相符（${issue?.path.join('.')}：${issue?.message}），不能启动。请换回原来的程序，在「规则管理」里改好这一项并发布，再升级。`
  }
  return null
}

/** What an operator should know of the ways out of this installation, as sentences for the log. */
export function remarksOnChannels(): string[] {
  const { SMS_TEMPLATES } = env()
  const { sms, email } = channels()
  const remarks: string[] = []
  if (!sms)
    remarks.push(
      email
        ? '没有短信网关（SMS_ADAPTER=none）：验证码发到电子邮箱，没有邮箱的由工作人员办理激活单；业务通知只发给验证过邮箱的人。'
        : '没有短信网关，也没有邮件服务器：注册和找回密码只能由工作人员办理激活单，业务通知发不出去。',
    )
  const missing = SMS_TEMPLATES ? templateNames.filter(name => !(name in SMS_TEMPLATES)) : []
  if (sms === 'http' && missing.length > 0)
    remarks.push(`SMS_TEMPLATES 中没有 ${missing.join('、')}：这些短信按全文发送，只收模板的网关会拒绝。`)
  return remarks
}

/** Ends the process when it must not start; otherwise sets the clock by the database (trust D16). */
export async function checkStart(): Promise<void> {
  try {
    const why = await whyNotStart()
    if (why) return stop(why)
    for (const remark of remarksOnChannels()) log.warn(remark)
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
