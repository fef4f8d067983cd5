import { z } from 'zod'
import { personName } from '@/lib/platform/fields/names'
import { newPassword } from '@/lib/platform/fields/password'
import { passwordAgain, passwordFits } from '@/lib/platform/fields/password-pair'
import { staffLogin } from './login.schema'

/** The three administrators who share the power over the system (三员分立), in the order they are asked for. */
export const administrators = [
  {
    role: 'systemAdmin',
    label: '系统管理员',
    duty: '开设和停用工作人员账号，维护系统运行。看不到业务数据和审计记录。',
  },
  { role: 'securityAdmin', label: '安全管理员', duty: '给账号授权、管理安全策略。不能开设账号。' },
  { role: 'auditAdmin', label: '审计管理员', duty: '查看审计记录。不能修改任何内容。' },
] as const
export type AdministratorRole = (typeof administrators)[number]['role']

const administrator = z
  .object({
    login: staffLogin(),
    name: personName(),
    password: newPassword(),
    passwordAgain: passwordAgain(),
  })
  .superRefine(passwordFits(input => [input.login, input.name]))

/** First start: a login for each of three different people. */
export const setupSchema = z
  .object({
    token: z.string().max(200),
    systemAdmin: administrator,
    securityAdmin: administrator,
    auditAdmin: administrator,
  })
  .superRefine((input, ctx) => {
    const differ = { login: '登录名', name: '姓名', password: '密码' } as const
    for (const [field, label] of Object.entries(differ) as [keyof typeof differ, string][])
      administrators.forEach(({ role }, at) => {
        const twin = administrators.slice(0, at).find(before => input[before.role][field] === input[role][field])
        if (twin)
          ctx.addIssue({
            code: 'custom',
            path: [role, field],
            message: `${label}不能和${twin.label}相同，三位管理员应是三个人`,
          })
      })
  })
export type Setup = z.output<typeof setupSchema>
