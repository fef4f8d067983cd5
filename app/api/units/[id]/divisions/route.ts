import { z } from 'zod'
import { defineRoute } from '@/lib/access/define-route'
import { uuid } from '@/lib/platform/fields/codes'
import { listDivisions } from '@/lib/unit/division.dal'

export const dynamic = 'force-dynamic'

/** The 院系、部门 of a registered unit, for whoever chooses one. */
export const GET = defineRoute({ params: z.object({ id: uuid() }) }, async ({ actor, params }) => ({
  divisions: await listDivisions(actor, params.id),
}))
