import { z } from 'zod'
import { defineRoute } from '@/lib/access/define-route'
import { contentDisposition } from '@/lib/file/file.rules'
import { expertForm } from '@/lib/infoform/form.dal'

/** 专家信息表 as a download. */
export const GET = defineRoute(
  { params: z.object({ applicationId: z.string().max(100) }), signedIn: true },
  async ({ actor, params }) => {
    const { name, bytes } = await expertForm(actor, params.applicationId)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'application/pdf',
        'content-length': String(bytes.length),
        'content-disposition': contentDisposition(name),
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  },
)
