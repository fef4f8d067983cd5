import { defineRoute } from '@/lib/access/define-route'
import { subjectTemplate } from '@/lib/draw/subject-import.dal'
import { workbookResponse } from '@/lib/platform/workbook-response'

/** The Excel template of a list of 评审对象. */
export const GET = defineRoute({ signedIn: true }, async ({ actor }) => workbookResponse(await subjectTemplate(actor)))
