import { answerJson, defineRoute } from '@/lib/access/define-route'
import { saveOwnDraft } from '@/lib/person/complete.dal'
import { savePersonDraftSchema } from '@/lib/person/data.schema'

/** Autosave of 完善信息: 200 with the new version; 409 with what is stored when the browser's version is old. */
export const PUT = defineRoute(
  { body: savePersonDraftSchema, maxBytes: 20_000, signedIn: true },
  async ({ actor, body }) => {
    const { saved, ...stored } = await saveOwnDraft(actor, body)
    return answerJson(stored, saved ? 200 : 409)
  },
)
