import type { Actor } from '@/lib/access/actor'
import { facetsOf } from '@/lib/expert/facets.dal'
import { filterOf, type PoolParams, type PoolSpec } from '@/lib/expert/pool.rules'
import { FacetPanel } from './facet-panel'

type CountedFacetsProps = { actor: Actor; base: string; spec: PoolSpec; params: PoolParams }

/** Counts while the list is already there: it need not wait for them. */
export async function CountedFacets({ actor, ...list }: CountedFacetsProps) {
  return <FacetPanel {...list} facets={await facetsOf(actor, filterOf(list.params))} />
}
