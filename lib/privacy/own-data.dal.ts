import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { db } from '@/lib/platform/db'
import { countFiles } from './own-applications.dal'
import type { OwnDataCounts } from './own-data.rules'
import { countInvitations } from './own-invitations.dal'

/** How much of each kind is kept of the individual, for 我的数据. */
export async function countOwnData(actor: Actor): Promise<OwnDataCounts> {
  await allow(actor, 'person.viewOwn')
  const { accountId } = actor as IndividualActor
  const [applications, versions, affiliations, files, bank, messages, sessions, invitations, reviews] =
    await Promise.all([
      db().application.count({ where: { accountId } }),
      db().applicationVersion.count({ where: { application: { accountId } } }),
      db().affiliation.count({ where: { accountId } }),
      countFiles(actor, db()),
      db().personBank.count({ where: { accountId } }),
      db().message.count({ where: { accountId } }),
      db().session.count({ where: { accountId } }),
      countInvitations(actor, db()),
      db().drawSeat.count({ where: { expertId: accountId, notifiedAt: { not: null } } }),
    ])
  return { applications, versions, affiliations, files, bank: bank > 0, messages, sessions, invitations, reviews }
}
