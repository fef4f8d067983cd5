import { z } from 'zod'
import { defineRoute } from '@/lib/access/define-route'
import { addressKey } from '@/lib/auth/address.rules'
import { spend } from '@/lib/auth/limits'
import { cleanText } from '@/lib/platform/list-params'
import { findUnits } from '@/lib/unit/unit.public.dal'

export const dynamic = 'force-dynamic'

/** `?q=…`: registered units for the picker of a person who registers. Public, therefore rationed by address. */
export const GET = defineRoute({ query: z.object({ q: z.string().catch('') }) }, async ({ actor, query }) => {
  await spend('unitSearchAddress', addressKey(actor.request.address))
  return findUnits(cleanText(query.q))
})
