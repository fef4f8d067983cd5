import { z } from 'zod'
import { optional } from '@/lib/platform/fields/atom'
import { longText } from '@/lib/platform/fields/texts'
import type { OpenEvent } from '@/lib/workflow/machine'

export type Choice = { event: string; opinion: string; confirmed: boolean }

/** What a desk fills in: one of the open events, and a reason or a tick where that event owes one. */
export const decisionForm = (events: readonly OpenEvent<string>[]): z.ZodType<unknown, Choice> =>
  z
    .object({
      event: z
        .string({ error: '请选择办理结果' })
        .refine(code => events.some(event => event.event === code && !event.whyNot), '请选择办理结果'),
      opinion: optional(longText('意见', 500)) as z.ZodType<string | null, string>,
      confirmed: z.boolean(),
    })
    .superRefine((choice, ctx) => {
      const chosen = events.find(event => event.event === choice.event)
      if (chosen?.confirm && !choice.confirmed)
        ctx.addIssue({ code: 'custom', path: ['confirmed'], message: `请核对后勾选“${chosen.confirm}”` })
      if (chosen?.opinion === 'required' && !choice.opinion)
        ctx.addIssue({ code: 'custom', path: ['opinion'], message: '请写明理由，对方会看到这段话。' })
    })
