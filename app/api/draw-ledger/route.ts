import { defineRoute } from '@/lib/access/define-route'
import { publicLedger } from '@/lib/draw/ledger.public.dal'
import { contentDisposition } from '@/lib/file/file.rules'

/** 封存总账: the list of all seals, for everybody. */
export const GET = defineRoute({}, async ({ actor }) => {
  const { name, text } = await publicLedger(actor)
  return new Response(text, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': contentDisposition(name),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
})
