import type { SignedInActor } from '@/lib/access/actor'

/** The first page of somebody's own area. */
export function homeOf(actor: Pick<SignedInActor, 'kind'> & { roles?: readonly string[] }): string {
  if (actor.kind === 'individual') return '/expert'
  if (actor.kind === 'unitAdmin') return '/unit'
  if (actor.roles?.includes('bureauReviewer')) return '/bureau'
  if (actor.roles?.includes('departmentReviewer')) return '/department'
  if (actor.roles?.includes('bureauManager') || actor.roles?.includes('supervisor')) return '/bureau'
  // who asks, draws, calls or pays begins with what waits for him
  if (actor.roles?.some(role => role.startsWith('draw'))) return '/bureau'
  if (actor.roles?.includes('noticeEditor')) return '/bureau/notices'
  return '/admin'
}
