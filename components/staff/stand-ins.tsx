import type { Actor } from '@/lib/access/actor'
import { standsInFor } from '@/lib/access/stand-in'
import { StandInNotice } from './stand-in-notice'

/** At a desk: whose place its reader takes today. */
export async function StandIns({ actor }: { actor: Actor }) {
  return <StandInNotice standsInFor={await standsInFor(actor)} />
}
