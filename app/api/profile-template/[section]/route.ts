import { z } from 'zod'
import { defineRoute } from '@/lib/access/define-route'
import { workbookResponse } from '@/lib/platform/workbook-response'
import { profileSections } from '@/lib/policy/profile-policy'
import { profileTemplate } from '@/lib/profile/import.dal'

/** The Excel template of a section, as the policy in force asks for it. */
export const GET = defineRoute(
  { params: z.object({ section: z.enum(profileSections) }), signedIn: true },
  async ({ actor, params }) => workbookResponse(await profileTemplate(actor, params.section)),
)
