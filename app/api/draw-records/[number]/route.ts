import { z } from 'zod'
import { answerJson, defineRoute } from '@/lib/access/define-route'
import { publicSealFile } from '@/lib/draw/record-file.public.dal'
import { contentDisposition } from '@/lib/file/file.rules'

const missing = { code: 'notFound', message: '没有找到这条抽取记录，请核对封存编号。' }

/** The file of a seal that everybody may take now: its digest, then the certificate, or the record of one never drawn from. */
export const GET = defineRoute(
  { params: z.object({ number: z.string().max(100) }) },
  async ({ actor, params: { number } }) => {
    const file = await publicSealFile(actor, number)
    if (!file) return answerJson(missing, 404)
    return new Response(file.text, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': contentDisposition(file.name),
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  },
)
