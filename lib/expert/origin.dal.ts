import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { db } from '@/lib/platform/db'
import { chinaDay } from '@/lib/platform/time'
import type { Prisma } from '@/prisma/generated/client'
import { type Origin, originWords } from './origin.rules'
import { sourceOf } from './source.rules'

const MOST_LISTS = 5

type Read = { id: string; createdAt: Date }

const entrySelect = {
  kind: true,
  createdAt: true,
  call: { select: { title: true } },
  invitation: { select: { inviterOffice: true, inviterName: true, sentAt: true, reason: true } },
} satisfies Prisma.ApplicationSelect

/**
 * How somebody came into the pool, or is coming: by which list, invitation or call, when, and what the list said of him.
 * Of somebody who is in it the entry counts, else the application that is read; one from before the entry has its own
 * way, and whoever may read that learns nothing of the later one. Its caller has read the person.
 */
export async function originOf(_actor: Actor, accountId: string, application?: Read): Promise<Origin | null> {
  const entries = { accountId, kind: { not: 'change' as const } }
  const admitted = await db().application.findFirst({
    where: { ...entries, status: 'admitted' },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: entrySelect,
  })
  const before = application && admitted && application.createdAt < admitted.createdAt
  const expert = before
    ? null
    : await db().expert.findUnique({ where: { accountId }, select: { source: true, sourceNote: true } })
  if (!expert && !application) return null
  const entry = expert
    ? admitted
    : await db().application.findFirst({ where: { ...entries, id: application?.id }, select: entrySelect })
  const lists = expert
    ? await db().intakeRow.findMany({
        where: { accountId, doneAt: { not: null } },
        orderBy: { doneAt: 'desc' },
        take: MOST_LISTS,
        select: { state: true, doneAt: true, intake: { select: { title: true, source: true } } },
      })
    : []
  const invited = entry?.invitation
  return originWords({
    source: expert ? expert.source : sourceOf(entry?.kind ?? 'first'),
    note: expert?.sourceNote ?? null,
    lists: lists.map(({ state, doneAt, intake }) => ({ ...intake, known: state === 'known', on: chinaDay(doneAt!) })),
    call: entry?.call?.title ?? null,
    invitation: invited
      ? { by: `${invited.inviterOffice}${invited.inviterName}`, on: chinaDay(invited.sentAt), reason: invited.reason }
      : null,
  })
}
