import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { codes } from '@/lib/dict/tree'
import { countExperts } from '@/lib/expert/pool.dal'
import { filterOf, type PoolFilter, poolSpec } from '@/lib/expert/pool.rules'
import { type ListParams, listHref, parseListParams, type RawParams } from '@/lib/platform/list-params'

const rawOf = (query: string): RawParams => {
  const read = new URLSearchParams(query)
  return Object.fromEntries([...read.keys()].map(key => [key, read.getAll(key)]))
}

/**
 * Filters as an address has them: read like the list reads its own, so that nothing else can be asked for, and written
 * again in one form without page and order.
 */
export async function readQuery(_actor: Actor, query: string): Promise<{ filter: PoolFilter; query: string }> {
  const spec = poolSpec(codes)
  const params = parseListParams(rawOf(query), spec)
  const plain: ListParams = { ...params, sort: 'admitted', order: 'desc', size: 20, after: null, before: [], page: 1 }
  return { filter: filterOf(params), query: listHref('', spec, plain).replace(/^\?/, '') }
}

/** How many experts meet the conditions of a request now. */
export const countQuery = async (actor: Actor, query: string): Promise<{ count: number; more: boolean }> =>
  countExperts(actor, (await readQuery(actor, query)).filter)
