import { z } from 'zod'
import { defineRoute } from '@/lib/access/define-route'
import { intakeKinds } from '@/lib/intake/columns.rules'
import { intakeTemplate } from '@/lib/intake/report.dal'
import { workbookResponse } from '@/lib/platform/workbook-response'

/** The Excel template of a list of experts. */
export const GET = defineRoute(
  { params: z.object({ kind: z.enum(intakeKinds) }), signedIn: true },
  async ({ actor, params }) => workbookResponse(await intakeTemplate(actor, params.kind)),
)
