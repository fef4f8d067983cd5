import { z } from 'zod'
import { defineRoute } from '@/lib/access/define-route'
import { profileSections } from '@/lib/policy/profile-policy'
import { profileTemplate } from '@/lib/profile/import.dal'

/** The Excel template of a section, as the policy in force asks for it. */
export const GET = defineRoute(
  { params: z.object({ section: z.enum(profileSections) }), signedIn: true },
  async ({ actor, params }) => {
    const { name, bytes } = await profileTemplate(actor, params.section)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': `attachment; filename="template.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  },
)
