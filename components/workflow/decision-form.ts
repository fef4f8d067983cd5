import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { longText } from '@/lib/platform/fields/texts'
import type { OpenEvent } from '@/lib/workflow/machine'

export type Choice = { event: string; opinion: string }

/** What a desk fills in: one of the open events, and a reason where that event owes one. */
export const decisionForm = (events: readonly OpenEvent<string>[]): z.ZodType<unknown, Choice> =>
  z
    .object({
      event: z
        .string({ error: '请选择办理结果' })
        .refine(code => events.some(event => event.event === code && !event.whyNot), '请选择办理结果'),
      opinion: optional(longText('意见', 500)) as z.ZodType<string | null, string>,
    })
    .superRefine((choice, ctx) => {
      const owed = events.find(event => event.event === choice.event)?.opinion === 'required'
      if (owed && !choice.opinion)
        ctx.addIssue({ code: 'custom', path: ['opinion'], message: '请写明理由，对方会看到这段话。' })
    })
