import { z } from 'zod'
import { answerJson, defineRoute } from '@/lib/access/define-route'
import { saveDraftSchema } from '@/lib/application/application.schema'
import { saveSection } from '@/lib/application/fill.dal'
import { profileSections } from '@/lib/policy/profile-policy'

/**
 * Autosave of one section of the working copy: 200 with the new version; 409 with what is stored when the browser's
 * version is old. A route and not an action, so that a page of an older build goes on saving (trust D22).
 */
export const PUT = defineRoute(
  {
    params: z.object({ section: z.enum(profileSections) }),
    body: saveDraftSchema,
    maxBytes: 2_000_000,
    signedIn: true,
  },
  async ({ actor, params, body }) => {
    const { saved, ...stored } = await saveSection(actor, { ...body, section: params.section })
    return answerJson(stored, saved ? 200 : 409)
  },
)
