import { z } from 'zod'
import { type DocumentType, documentTypes } from '@/lib/dict'
import { uuid } from '@/lib/platform/fields/codes'
import { phone } from '@/lib/platform/fields/contact'
import { personName } from '@/lib/platform/fields/names'
import { deskPurposes } from './slip.rules'

const checked = z.literal(true, { error: '请当面核对证件原件和手机后勾选' })
const typeCodes = documentTypes.map(([code]) => code) as [DocumentType, ...DocumentType[]]
const docType = z.enum(typeCodes, { error: '请选择核对过的证件' })

/** A member of staff asks for a slip after he has seen the document. */
export const issueSlipSchema = z.object({
  purpose: z.enum(deskPurposes, { error: '请选择用途' }),
  holderName: personName(),
  docType,
  phone: phone(),
  checked,
})
export type IssueSlip = z.output<typeof issueSlipSchema>

/** The same for 首次登录 of somebody a list brought in: his name is known, his phone is the one he has now. */
export const issueClaimSlipSchema = z.object({ accountId: uuid(), docType, phone: phone('现在用的手机号码'), checked })
export type IssueClaimSlip = z.output<typeof issueClaimSlipSchema>

export const slipIdSchema = z.object({ id: uuid() })
export type SlipId = z.output<typeof slipIdSchema>
