import { z } from 'zod'
import { defineRoute } from '@/lib/access/define-route'
import { intakeReport } from '@/lib/intake/report.dal'
import { workbookResponse } from '@/lib/platform/workbook-response'

/** What of a list does not come in, as an Excel file. */
export const GET = defineRoute({ params: z.object({ id: z.uuid() }), signedIn: true }, async ({ actor, params }) =>
  workbookResponse(await intakeReport(actor, params.id)),
)
