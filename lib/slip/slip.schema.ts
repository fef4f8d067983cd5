import { z } from 'zod'
import { type DocumentType, documentTypes } from '@/lib/dict'
import { uuid } from '@/lib/platform/fields/codes'
import { phone } from '@/lib/platform/fields/contact'
import { personName } from '@/lib/platform/fields/names'
import { slipPurposes } from './slip.rules'

const typeCodes = documentTypes.map(([code]) => code) as [DocumentType, ...DocumentType[]]

/** A member of staff asks for a slip after he has seen the document. */
export const issueSlipSchema = z.object({
  purpose: z.enum(slipPurposes, { error: '请选择用途' }),
  holderName: personName(),
  docType: z.enum(typeCodes, { error: '请选择核对过的证件' }),
  phone: phone(),
  checked: z.literal(true, { error: '请当面核对证件原件和手机后勾选' }),
})
export type IssueSlip = z.output<typeof issueSlipSchema>

export const slipIdSchema = z.object({ id: uuid() })
export type SlipId = z.output<typeof slipIdSchema>
