import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { spend } from '@/lib/auth/limits'
import { requireStepUp, sessionOf } from '@/lib/auth/step-up'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { ownConsents } from './consent.dal'
import { leftWith } from './left.dal'
import { accountData, messageData, sessionData } from './own-account.dal'
import { affiliationData, applicationData, fileData, membershipData } from './own-applications.dal'
import { leaveData } from './own-draws.dal'
import { invitationData } from './own-invitations.dal'
import { creditData, reviewData } from './own-reviews.dal'
import { shownTo } from './shown.dal'

/** After so long somebody else may sit at the screen: the download asks for a proof. */
export const FRESH_LOGIN_MINUTES = 15

export type OwnData = Awaited<ReturnType<typeof exportOwnData>>

/**
 * Everything the system holds of the individual who asks (trust PR7), for a file. Recorded; five a day; a log-in older
 * than a quarter of an hour is proved again, by the second factor or, without one, the password.
 * @throws Refusal stepUp; tooMany
 */
export async function exportOwnData(actor: Actor, kind: 'json' | 'pdf') {
  await allow(actor, 'person.export')
  const { accountId } = actor as IndividualActor
  const { authority } = (await currentPolicy()).policy
  await db().$transaction(async tx => {
    if (!(await hasFreshLogin(actor, tx)))
      await requireStepUp(actor, { action: 'person.export', objectId: accountId }, tx)
    await spend('ownData', accountId)
    const event = { action: 'person.export', objectType: 'person', objectId: accountId } as const
    await audit(tx, actor, { ...event, result: 'done', detail: { kind } })
  })
  const consents = await ownConsents(actor)
  // all of one moment
  return db().$transaction(
    async tx => ({
      format: 'expert-pool/own-data/1',
      site: authority.siteTitle,
      authority: authority.name,
      createdAt: now(),
      ...(await accountData(actor, tx)),
      affiliations: await affiliationData(actor, tx),
      applications: await applicationData(actor, tx),
      membership: await membershipData(actor, tx),
      invitations: await invitationData(actor, tx),
      reviews: await reviewData(actor, tx),
      credit: await creditData(actor, tx),
      draws: await leaveData(actor, tx),
      files: await fileData(actor, tx),
      consents: consents.map(({ title, version, at, withdrawnAt }) => ({ title, version, at, withdrawnAt })),
      shownTo: await shownTo(actor, tx),
      exports: await leftWith(actor, tx),
      messages: await messageData(actor, tx),
      sessions: await sessionData(actor, tx),
    }),
    { isolationLevel: 'RepeatableRead', timeout: 20_000 },
  )
}

async function hasFreshLogin(actor: Actor, tx: Tx): Promise<boolean> {
  const session = await tx.session.findUnique({ where: { idHash: sessionOf(actor) }, select: { createdAt: true } })
  return session !== null && now().getTime() - session.createdAt.getTime() <= FRESH_LOGIN_MINUTES * 60_000
}
