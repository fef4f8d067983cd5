import { z } from 'zod'
import { answerJson, defineRoute } from '@/lib/access/define-route'
import { changeReasonSchema } from '@/lib/draw/subject.schema'
import { importSubjects, MOST_BYTES } from '@/lib/draw/subject-import.dal'
import { uuid } from '@/lib/platform/fields/codes'
import { readBody } from '@/lib/platform/read-body'

const tooLarge = { code: 'tooLarge', message: '文件超过 8 MB，没有读取。请只保留要导入的内容，或分成几个文件。' }

const decoded = (text: string | null): string | null => {
  try {
    return decodeURIComponent(text ?? '')
  } catch {
    return null
  }
}

/**
 * A list of 评审对象 (Excel, CSV, or rows out of a spreadsheet) as a report row by row; with `save=1` it is taken. The body
 * is the list itself; the reason of a change stands in a header, percent-encoded.
 */
export const POST = defineRoute(
  { params: z.object({ id: uuid() }), query: z.object({ save: z.literal('1').optional() }), signedIn: true },
  async ({ actor, params: { id }, query: { save }, request }) => {
    const bytes = await readBody(request, MOST_BYTES)
    if (!bytes) return answerJson(tooLarge, 413)
    const reason = changeReasonSchema.safeParse(decoded(request.headers.get('x-change-reason')))
    if (!reason.success) return answerJson({ code: 'invalid', message: '变更的原因最多 500 字。' }, 422)
    return importSubjects(actor, id, bytes, save === '1', reason.data)
  },
)
