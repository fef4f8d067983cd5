import { answerJson, defineRoute } from '@/lib/access/define-route'
import { receiveUpload } from '@/lib/file/ingest.dal'
import { keptBytes } from '@/lib/file/upload.dal'
import { settleUpload } from '@/lib/file/upload-router'
import { readAddress } from '@/lib/platform/upload-protocol'

/** How many bytes of an upload are kept, so that the browser can go on from there. */
export const HEAD = defineRoute({}, async ({ actor, request }) => {
  const kept = await keptBytes(actor, readAddress(request.url))
  return answerJson(null, 200, { 'x-ut-range-start': String(kept) })
})

/** Bytes of an upload from a position on; the last ones are answered with the attached file. */
export const PUT = defineRoute({}, async ({ actor, request }) => {
  const received = await receiveUpload(actor, readAddress(request.url), request)
  const file = received.state === 'complete' ? received.file : await settleUpload(actor, received)
  return { url: file.href, appUrl: file.href, ufsUrl: file.href, fileHash: file.id, serverData: file }
})
