import { answerJson, defineRoute } from '@/lib/access/define-route'
import { saveUnitDraft } from '@/lib/unit/draft.dal'
import { saveUnitDraftSchema } from '@/lib/unit/unit.schema'

/**
 * Autosave of what a unit completes or mends: 200 with the new version; 409 with what is stored when the browser's
 * version is old. A route and not an action, so that a page of an older build goes on saving (trust D22).
 */
export const PUT = defineRoute(
  { body: saveUnitDraftSchema, maxBytes: 32_000, signedIn: true },
  async ({ actor, body }) => {
    const { saved, ...stored } = await saveUnitDraft(actor, body)
    return answerJson(stored, saved ? 200 : 409)
  },
)
