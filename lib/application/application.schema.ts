import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { uuid, version } from '@/lib/platform/fields/codes'
import { manySchema, previewManySchema } from '@/lib/platform/fields/many'
import { longText } from '@/lib/platform/fields/texts'
import { recommenders } from '@/lib/policy/policy.schema'
import { profileSections } from '@/lib/policy/profile-policy'
import { deskEvents } from '@/lib/workflow/application.machine'

/** What a desk decides; the opinion is judged by the machine, which knows whether it is owed. */
export const decideSchema = z.object({
  id: uuid(),
  version: version(),
  event: z.enum(deskEvents, { error: '请选择审核结果' }),
  opinion: optional(longText('意见', 500)).optional(),
  /** with a return: the parts and rows that shall be mended, and only those then open */
  mend: z
    .array(
      z.object({
        section: z.enum(profileSections, { error: '请刷新页面后再试' }),
        rowId: uuid().nullable(),
        remark: optional(longText('修改要求', 200)),
      }),
    )
    .max(100, '一次最多指定 100 处，请合并到整个部分')
    .optional(),
  confirmed: z.boolean().optional(),
})

const recommender = () => z.enum(recommenders, { error: '请选择由谁推荐' })

/** 批量推荐, 批量同意, 批量退回: one opinion for many. */
export const decideManySchema = manySchema(['recommend', 'approve'], 'return')
export const previewManyApplicationsSchema = previewManySchema(['recommend', 'approve', 'return'])

export const chooseRecommenderSchema = z.object({ applicationId: uuid(), recommender: recommender() })

export const submitSchema = z.object({
  applicationId: uuid(),
  /** whom the page named beside the button, where the policy lets the expert choose */
  recommender: recommender().optional(),
  statementVersion: z.string({ error: '请刷新页面后再提交' }).max(20),
  agreed: z.literal(true, { error: '请阅读承诺书并勾选同意' }),
})

export const withdrawSchema = z.object({
  applicationId: uuid(),
  opinion: optional(longText('撤回原因', 500)).optional(),
})

export const restartSchema = z.object({})

/** `callId`: the 征集批次 whose button was pressed. */
export const beginSchema = z.object({ callId: optional(uuid()).optional() })

export const startChangeSchema = z.object({})

export const startProposalSchema = z.object({ accountId: uuid() })

export const submitProposalSchema = z.object({
  applicationId: uuid(),
  reason: longText('变更理由', 500),
})

export const declineSchema = z.object({
  applicationId: uuid(),
  opinion: optional(longText('原因', 500)).optional(),
})

/** What the reason of a proposal is called among the parts of its working copy; no section of the profile. */
export const reasonPart = 'reason'

const odd = '内容的格式不对，请刷新页面后再试'

/** The body of the autosave of a reason: as it was typed, bounded; only signs that cannot be stored are taken out. */
export const saveReasonSchema = z.object({
  applicationId: uuid(),
  version: version(),
  data: z.object(
    {
      reason: z
        .string({ error: odd })
        .max(2000, '内容太长了，最多 2000 个字，请精简')
        .transform(text => text.toWellFormed().replace(/[^\P{Cc}\n\t]/gu, '')),
    },
    { error: odd },
  ),
})

/** The body of an autosave; `data` is judged by the lenient schema of its section (decision 003). */
export const saveDraftSchema = z.object({
  applicationId: uuid(),
  version: version(),
  data: z.record(z.string(), z.unknown(), { error: '内容的格式不对，请刷新页面后再试' }),
})
