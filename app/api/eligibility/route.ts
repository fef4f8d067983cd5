import { answerJson, defineRoute } from '@/lib/access/define-route'
import { judgeOwnCopy } from '@/lib/eligibility/own.dal'

export const dynamic = 'force-dynamic'

/** The conditions of the pool over the person's own working copy, as it is saved now. */
export const GET = defineRoute({ signedIn: true }, async ({ actor }) => answerJson(await judgeOwnCopy(actor)))
