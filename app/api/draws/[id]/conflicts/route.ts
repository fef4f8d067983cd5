import { z } from 'zod'
import { defineRoute } from '@/lib/access/define-route'
import { joinerSchema } from '@/lib/draw/avoidance.schema'
import { checkOne } from '@/lib/draw/conflict-check.dal'
import { uuid } from '@/lib/platform/fields/codes'

const params = z.object({ id: uuid() })

/** The conflicts of one expert with a request, without inviting him (G5). Each question is recorded. */
export const GET = defineRoute(
  { params, query: z.object({ expertId: uuid() }), signedIn: true },
  ({ actor, params: { id }, query: { expertId } }) => checkOne(actor, { requestId: id, expertId }),
)

/** Whether somebody who joins late concerns anybody who is drawn: how many, never who. */
export const POST = defineRoute({ params, body: joinerSchema, signedIn: true }, ({ actor, params: { id }, body }) =>
  checkOne(actor, { ...body, requestId: id }),
)
