import { answerJson, defineRoute } from '@/lib/access/define-route'
import { saveRoundDraftSchema } from '@/lib/draw/draft.schema'
import { saveRoundDraft } from '@/lib/draw/round-draft.dal'

/** Autosave of the form of a 补抽: 200 with the new version; 409 with what is stored when the browser's is old. */
export const PUT = defineRoute(
  { body: saveRoundDraftSchema, maxBytes: 300_000, signedIn: true },
  async ({ actor, body }) => {
    const { saved, ...stored } = await saveRoundDraft(actor, body)
    return answerJson(stored, saved ? 200 : 409)
  },
)
