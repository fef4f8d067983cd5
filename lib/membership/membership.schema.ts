import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { uuid, version } from '@/lib/platform/fields/codes'
import { longText } from '@/lib/platform/fields/texts'
import { exitReasons } from '@/lib/policy/membership-policy'

/** What the bureau decides about a place in the pool; the machine knows which of them owes a reason. */
export const decideMemberSchema = z.object({
  id: uuid(),
  version: version(),
  event: z.enum(['suspend', 'resume', 'proposeExit', 'confirmExit', 'rejectExit', 'revokeExit'], {
    error: '请选择办理结果',
  }),
  opinion: optional(longText('理由', 500)).optional(),
  /** he ticked that the expert was told otherwise, where the message did not go out */
  confirmed: z.boolean().optional(),
  /** with an exit under way: how many statements of the expert the deciding person has before him */
  heard: z.int().min(0).optional(),
  /** with a proposal: what proves it and where that is; files may stand for it */
  evidence: optional(longText('证据说明', 500)).optional(),
  /** with a proposal: one of the nine of S§8 */
  reason: z.enum(exitReasons, { error: '请选择出库的原因' }).optional(),
})

/** 提出出库 from the list of who is too old. */
export const proposeOverageSchema = z.object({
  id: uuid(),
  version: version(),
  remark: optional(longText('补充说明', 200)).optional(),
})

export const requestExitSchema = z.object({ version: version(), opinion: optional(longText('说明', 500)).optional() })

export const ownStepSchema = z.object({ version: version() })

/** 陈述申辩. */
export const stateSchema = z.object({ statement: longText('陈述申辩', 2000) })

const runReason = () => longText('理由', 300)
export const confirmRunSchema = z.object({ id: uuid(), version: version(), reason: runReason() })
export const putOffRunSchema = confirmRunSchema

export const proposeAbsenceSchema = z.object({ id: uuid(), version: version() })
