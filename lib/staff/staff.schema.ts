import { z } from 'zod'
import { staffLogin } from '@/lib/auth/login.schema'
import { optional } from '@/lib/platform/fields/atom'
import { uuid, version } from '@/lib/platform/fields/codes'
import { email, phone } from '@/lib/platform/fields/contact'
import { personName } from '@/lib/platform/fields/names'
import { newPassword } from '@/lib/platform/fields/password'
import { passwordAgain, passwordFits } from '@/lib/platform/fields/password-pair'
import { longText } from '@/lib/platform/fields/texts'
import { staffRoles } from './role.rules'

export const reasonMax = 200
const reason = (label = '原因') => longText(label, reasonMax, 2)

/** Where somebody sits: `bureau`, `office:<id>` or `department:<id>`. */
const place = () =>
  z
    .string({ error: '请选择所在处室或归口管理部门' })
    .regex(/^(bureau|(office|department):[0-9a-f-]{36})$/, '请从列表中选择所在处室或归口管理部门')
export type PlaceCode = string

/** 开设账号. */
export const createStaffSchema = z.object({
  login: staffLogin(),
  name: personName(),
  phone: optional(phone()),
  email: optional(email()),
  place: place(),
})
export type CreateStaff = z.output<typeof createStaffSchema>

/** 修改资料; a phone that stays empty is not changed. */
export const editStaffSchema = z.object({
  id: uuid(),
  version: version(),
  name: personName(),
  phone: optional(phone('新手机号码')),
  email: optional(email()),
  place: place(),
})
export type EditStaff = z.output<typeof editStaffSchema>

/** 停用、启用、重发激活链接: one account, and why. */
export const staffReasonSchema = z.object({ id: uuid(), version: version(), reason: reason() })
export type StaffReason = z.output<typeof staffReasonSchema>

/** 恢复管理员登录: said on the server's command line. */
export const rescueSchema = z.object({ login: staffLogin(), reason: reason() })
export type Rescue = z.output<typeof rescueSchema>

/** 授权: the whole set of roles somebody is to hold from now on. */
export const changeRolesSchema = z.object({
  id: uuid(),
  version: version(),
  roles: z.array(z.enum(staffRoles), { error: '请刷新页面后再试' }).max(staffRoles.length),
  reason: reason('授权依据'),
})
export type ChangeRoles = z.output<typeof changeRolesSchema>

/** The person behind an activation link sets his password. */
export const activateSchema = z
  .object({ token: z.string().max(200), password: newPassword(), passwordAgain: passwordAgain() })
  .superRefine(passwordFits(() => []))
export type Activate = z.output<typeof activateSchema>
