import { NotFoundMessage } from '@/components/shell/not-found-message'
import { currentSession } from '@/lib/auth/current'
import { homeOf } from '@/lib/auth/home.rules'

/** The same words whether a thing is missing or not yours, so that nobody learns of it by guessing. */
export default async function NotFound() {
  const session = await currentSession()
  return <NotFoundMessage home={session && homeOf(session.actor)} />
}
