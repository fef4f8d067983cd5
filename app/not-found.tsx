import { NoRoleMessage } from '@/components/console/no-role'
import { NotFoundMessage } from '@/components/shell/not-found-message'
import { currentSession } from '@/lib/auth/current'
import { homeOf } from '@/lib/auth/home.rules'

/**
 * The same words whether a thing is missing or not yours, so that nobody learns of it by guessing. Somebody of the
 * staff without a role finds every page closed, wherever a link led him: he reads why instead.
 */
export default async function NotFound() {
  const actor = (await currentSession())?.actor
  if (actor?.kind === 'staff' && actor.roles.length === 0) return <NoRoleMessage name={actor.name} />
  return <NotFoundMessage home={actor ? homeOf(actor) : null} />
}
