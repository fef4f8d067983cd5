import { answerJson, defineRoute } from '@/lib/access/define-route'
import { saveReasonSchema } from '@/lib/application/application.schema'
import { saveReason } from '@/lib/application/reason.dal'

/** Autosave of the reason of a proposal: 200 with the new version; 409 with what is stored when the browser's is old. */
export const PUT = defineRoute(
  { body: saveReasonSchema, maxBytes: 20_000, signedIn: true },
  async ({ actor, body }) => {
    const { saved, ...stored } = await saveReason(actor, body)
    return answerJson(stored, saved ? 200 : 409)
  },
)
