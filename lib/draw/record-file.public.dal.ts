import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { spend } from '@/lib/auth/limits'
import { canonicalJson } from '@/lib/platform/canonical'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { roles } from './contributor.rules'
import { mayNames } from './names.rules'
import type { CertificateSheet } from './public-record.dto'
import type { DrawFile } from './published.dal'
import type { ShownSeal } from './reckon-file'
import { makeFile } from './reckon-place'
import { publicSeal } from './record.public.dal'
import type { SealedRecord } from './seal/certificate'
import { digestOf } from './seal/digest-file'
import { SEAL_FORMAT, type SealFile } from './seal/seal-file'
import { shownSeal, storedSeal } from './seal-open.dal'

/**
 * The file of a seal that everybody may take: as long as the names are sealed its hashes (封存摘要), because the counts of its
 * record are not for whoever asked; then the certificate, or the record of a seal that nothing was drawn from.
 * @returns null where there is no such seal
 * @throws Refusal tooMany
 */
export async function publicSealFile(actor: Actor, number: string): Promise<DrawFile | null> {
  const found = await sealBy(number)
  if (!found) return null
  const { id, draw, round } = found
  if (!mayNames(round.request, now(), { who: 'staff' })) return boundFile(id, true)
  if (!draw) return boundFile(id, false)
  const from = await drawnSeal(actor, id)
  return { name: `抽取证书_${number}.json`, text: await makeFile({ make: 'certificate', from }) }
}

const sealBy = async (number: string) =>
  number.length > 100
    ? null
    : db().drawSeal.findUnique({
        where: { number },
        select: { id: true, draw: { select: { id: true } }, round: { select: { request: true } } },
      })

async function boundFile(id: string, digest: boolean): Promise<DrawFile> {
  const row = await db().drawSeal.findUniqueOrThrow({
    where: { id },
    select: { number: true, record: true, seal: true, contributions: true },
  })
  const record = JSON.parse(row.record) as SealedRecord
  const commitments = roles.flatMap(role => {
    const one = row.contributions.find(part => part.role === role)
    return one ? [{ role, commitment: one.commitment }] : []
  })
  if (digest)
    return { name: `封存摘要_${row.number}.json`, text: canonicalJson(digestOf(record, row.seal, commitments)) }
  const file: SealFile = { format: SEAL_FORMAT, record, seal: row.seal, commitments }
  return { name: `抽取封存_${row.number}.json`, text: canonicalJson(file) }
}

/** A seal that was drawn from, to make its certificate of. The caller has looked whether it may be read. */
async function drawnSeal(actor: Actor, id: string): Promise<ShownSeal> {
  await spend('drawRecord', actor.request.address)
  return shownSeal(actor, await storedSeal(actor, db(), id))!
}

/**
 * The certificate of a draw as a sheet for people; null as long as it is not for everybody, and where there is none.
 * @throws Refusal tooMany
 */
export async function publicSheet(actor: Actor, number: string): Promise<CertificateSheet | null> {
  const view = await publicSeal(actor, number)
  if (view?.file !== 'certificate') return null
  const { id } = (await sealBy(number))!
  return { view, ...(await makeFile({ make: 'sheet', from: await drawnSeal(actor, id) })) }
}
