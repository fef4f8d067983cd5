import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { canonicalJson } from '@/lib/platform/canonical'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { roles } from './contributor.rules'
import { mayNames } from './names.rules'
import type { DrawFile } from './published.dal'
import { askedIt, findRequest } from './request-scope.dal'
import { seesWhole } from './run.rules'
import type { SealedRecord } from './seal/certificate'
import { SEAL_FORMAT, type SealFile } from './seal/seal-file'

/**
 * What is fixed with a seal, as a file: the record with its hash and what the three have bound. To be kept by whoever wants
 * to compare it with the certificate later. Nothing in it says who or of what kinds the pool is; as counts stand in it,
 * it is for those who see draws whole, and for whoever asked himself when the names are open.
 * @throws Refusal notFound; refused
 */
export async function sealFile(actor: Actor, sealId: string): Promise<DrawFile> {
  const subject = { type: 'drawSeal', id: sealId }
  await allow(actor, 'draw.view', subject)
  const found = uuid().safeParse(sealId).success
    ? await db().drawSeal.findUnique({
        where: { id: sealId },
        select: {
          number: true,
          record: true,
          seal: true,
          contributions: true,
          round: { select: { requestId: true, requestedById: true } },
        },
      })
    : null
  const request = found && seesWhole(actor) ? await findRequest(actor, found.round.requestId) : null
  if (!found || !request) return deny(actor, 'draw.view', subject)
  if (!mayNames(request, now(), { who: 'staff' }) && (await askedIt(actor, db(), request, found.round)))
    throw refused('您是提出需求的人，名单公开以后才能下载：里面有候选人数。')
  await audit(db(), actor, { action: 'draw.publish', objectType: 'drawSeal', objectId: sealId, result: 'done' })
  const commitments = roles.flatMap(role => {
    const one = found.contributions.find(part => part.role === role)
    return one ? [{ role, commitment: one.commitment }] : []
  })
  const file: SealFile = {
    ...{ format: SEAL_FORMAT, record: JSON.parse(found.record) as SealedRecord, seal: found.seal, commitments },
  }
  return { name: `抽取封存_${found.number}.json`, text: canonicalJson(file) }
}
