import { z } from 'zod'
import { defineRoute } from '@/lib/access/define-route'
import { addressKey } from '@/lib/auth/address.rules'
import { spend } from '@/lib/auth/limits'
import { cleanText } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { findUnits } from '@/lib/unit/unit.public.dal'

export const dynamic = 'force-dynamic'

const query = z.object({ q: z.string().catch(''), page: z.coerce.number().int().min(1).max(5).catch(1) })

/**
 * `?q=…&page=…`: registered units for the picker. Public, therefore rationed by address, a further page at five times
 * the price. Who finds nothing is told whom to call (A4).
 */
export const GET = defineRoute({ query }, async ({ actor, query: { q, page } }) => {
  const key = addressKey(actor.request.address)
  const price = page === 1 ? 1 : 5
  await spend('unitSearchAddress', key, price)
  await spend('unitSearchDay', key, price)
  const found = await findUnits(cleanText(q), page)
  if (found.total > 0) return found
  return { ...found, contacts: (await currentPolicy()).policy.authority.contacts }
})
