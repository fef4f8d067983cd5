import { writeSync } from 'node:fs'
import { systemActor } from '@/lib/access/actor'
import { closeDb } from '@/lib/platform/db'
import { rescueStaff } from '@/lib/staff/rescue.dal'
import { roleLabels } from '@/lib/staff/role.rules'
import { rescueSchema } from '@/lib/staff/staff.schema'

const usage = `用法：npm run rescue -- <登录名> "<原因>"
例如：npm run rescue -- sysadmin "手机和恢复码丢失，已由安全管理员当面核对证件"
只用于系统、安全、审计管理员：没有别人能在网页上帮助他的时候。
`

const next = (revoked: string, kept: string): string => {
  if (revoked)
    return `为防止冒用，原有角色（${revoked}）已收回。本人设置密码、绑定身份验证器以后，请安全管理员核对身份，在「角色授权」里重新授予。`
  if (kept) return `没有别的安全管理员能重新授权，所以角色（${kept}）保留。请审计管理员在「审计记录」里核对这次操作。`
  return '这个账号没有角色。本人设置密码、绑定身份验证器以后，请安全管理员在「角色授权」里授予。'
}

/** The operator's way to let a locked-out administrator in again: prints one link, once. */
try {
  const [login, reason] = process.argv.slice(2)
  const input = rescueSchema.safeParse({ login, reason })
  if (!input.success) throw new Error(`${input.error.issues[0]!.message}。\n${usage}`)
  const made = await rescueStaff(systemActor('rescue'), input.data)
  const kept = made.revoked.length > 0 ? [] : made.roles
  writeSync(
    1,
    `
${made.name}（${input.data.login}）的密码、二次验证、恢复码、登记的手机和全部登录已作废，并已记入审计。
请把下面的链接当面交给本人，由本人打开并设置密码。${made.hours} 小时内有效，只能用一次，不再显示：

  ${made.link}

${next(roleLabels(made.revoked), roleLabels(kept))}
`,
  )
  await closeDb()
} catch (error) {
  writeSync(2, `${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
