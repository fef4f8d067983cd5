import { z } from 'zod'
import { atom, optional, readText } from '@/lib/platform/fields/atom'
import { uuid, version } from '@/lib/platform/fields/codes'
import { longText, shortText } from '@/lib/platform/fields/texts'
import { tidyLines } from '@/lib/platform/text'

export const TITLE_MAX = 120
export const BODY_MAX = 20_000

const invisible = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/gu

/**
 * Markdown. Text pasted from word processors is full of signs that nobody sees and nobody could find again:
 * unlike in a name they mean nothing here, so they are dropped instead of refused.
 */
export const bodyText = (label: string) =>
  atom(label, text =>
    readText(text, {
      label,
      max: BODY_MAX,
      lines: true,
      tidy: typed => tidyLines(typed).replace(invisible, ''),
    }),
  )

/** The shape of a category's code; that the policy has it is asked on the server. */
const category = () =>
  atom('栏目', code => (/^[a-z]{1,40}$/.test(code) ? { value: code } : { problem: '请选择栏目' }), '请选择')

/** Save a notice, new (`id` empty) or known, and publish it in the same step if asked to. */
export const saveNoticeSchema = z.object({
  id: optional(uuid()),
  version: version(),
  category: category(),
  title: shortText('标题', TITLE_MAX),
  body: bodyText('正文'),
  publish: z.boolean({ error: '页面上的内容不对，请刷新页面后再试' }),
})
export type SaveNotice = z.output<typeof saveNoticeSchema>

export const withdrawNoticeSchema = z.object({
  id: uuid(),
  version: version(),
  opinion: longText('撤下的原因', 200),
})
export type WithdrawNotice = z.output<typeof withdrawNoticeSchema>
