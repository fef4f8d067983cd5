import { answerJson, defineRoute } from '@/lib/access/define-route'
import { saveDrawDraft } from '@/lib/draw/draft.dal'
import { saveDrawDraftSchema } from '@/lib/draw/draft.schema'

/** Autosave of the form of a request: 200 with the new version; 409 with what is stored when the browser's is old. */
export const PUT = defineRoute(
  { body: saveDrawDraftSchema, maxBytes: 300_000, signedIn: true },
  async ({ actor, body }) => {
    const { saved, ...stored } = await saveDrawDraft(actor, body)
    return answerJson(stored, saved ? 200 : 409)
  },
)
