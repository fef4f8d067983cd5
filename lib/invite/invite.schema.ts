import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { uuid, version } from '@/lib/platform/fields/codes'
import { email, phone } from '@/lib/platform/fields/contact'
import { personName } from '@/lib/platform/fields/names'
import { longText, shortText } from '@/lib/platform/fields/texts'

/** 邀请入库: whom, and why. The invited reads the reason. */
export const sendInvitationSchema = z.object({
  name: personName('姓名'),
  phone: phone('手机号码'),
  /** where the link goes without an SMS gateway */
  email: optional(email()).optional(),
  unitName: shortText('工作单位', 100, 2),
  reason: longText('邀请理由', 300, 5),
})
export type SendInvitation = z.output<typeof sendInvitationSchema>

/** Of one invitation, as the bureau saw it. */
export const invitationDeedSchema = z.object({ id: uuid(), version: version() })
export type InvitationDeed = z.output<typeof invitationDeedSchema>

/** The link, which is all that somebody needs who has it. */
export const linkToken = () => z.string({ error: '请从短信中重新打开链接' }).min(1).max(200)

export const acceptInvitationSchema = z.object({ token: linkToken() })

export const declineInvitationSchema = z.object({
  token: linkToken(),
  reason: optional(longText('谢绝的原因', 200)).optional(),
})
export type DeclineInvitation = z.output<typeof declineInvitationSchema>
