import { z } from 'zod'
import { bodyText, TITLE_MAX } from '@/lib/notice/notice.schema'
import { optional } from '@/lib/platform/fields/atom'
import { disciplineCode, uuid, version } from '@/lib/platform/fields/codes'
import { plainDate } from '@/lib/platform/fields/dates'
import { longText, shortText } from '@/lib/platform/fields/texts'

export const MOST_DISCIPLINES = 20

/** Save a 征集批次, new (`id` empty) or known, and publish it in the same step if asked to. */
export const saveCallSchema = z
  .object({
    id: optional(uuid()),
    version: version(),
    title: shortText('标题', TITLE_MAX),
    body: bodyText('正文'),
    opensOn: optional(plainDate('开始日期')),
    closesOn: plainDate('截止日期'),
    afterwards: z.enum(['closed', 'open'], { error: '请选择截止以后怎样办理' }),
    disciplines: z.array(disciplineCode('学科')).max(MOST_DISCIPLINES, `最多选 ${MOST_DISCIPLINES} 个学科`),
    publish: z.boolean({ error: '页面上的内容不对，请刷新页面后再试' }),
  })
  .superRefine(({ opensOn, closesOn }, ctx) => {
    if (opensOn && closesOn && opensOn > closesOn)
      ctx.addIssue({ code: 'custom', path: ['closesOn'], message: '截止日期不能早于开始日期' })
  })
export type SaveCall = z.output<typeof saveCallSchema>

/** 延长截止时间: the public reads the reason. */
export const extendCallSchema = z.object({
  id: uuid(),
  version: version(),
  closesOn: plainDate('新的截止日期'),
  reason: longText('延长的原因', 200, 2),
})
export type ExtendCall = z.output<typeof extendCallSchema>

export const withdrawCallSchema = z.object({ id: uuid(), version: version(), opinion: longText('撤下的原因', 200) })
export type WithdrawCall = z.output<typeof withdrawCallSchema>
