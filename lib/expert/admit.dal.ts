import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { toSnapshot } from '@/lib/application/application.dto'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { disciplinesOf, mainTitle, NO_TITLE } from '@/lib/profile/facts.rules'

/**
 * Puts the person behind an admitted application into the pool, or renews his entry, from the version that was
 * decided on. A change renews what the pool is searched by and leaves when he came in, and whether he is active, as they
 * are. Part of the deciding transaction; nothing else writes the pool.
 */
export async function admitExpert(
  _actor: Actor,
  tx: Tx,
  application: { id: string; accountId: string; kind: string },
): Promise<void> {
  const version = await tx.applicationVersion.findFirstOrThrow({
    where: { applicationId: application.id },
    orderBy: { number: 'desc' },
  })
  const { sections } = toSnapshot(version.snapshot)
  const person = await tx.person.findUniqueOrThrow({ where: { accountId: application.accountId } })
  // read again: since the decision began, the unit may have been merged into another
  const { unit } = await tx.application.findUniqueOrThrow({
    where: { id: application.id },
    select: { unit: { select: { id: true, name: true, regionCode: true } } },
  })
  const title = mainTitle(sections)
  const at = now()
  const columns = {
    versionId: version.id,
    unitId: unit.id,
    unitName: unit.name,
    name: person.name,
    nameChars: [...person.name],
    pinyin: person.pinyin,
    initials: person.initials,
    sex: person.sex,
    birthDate: person.birthDate,
    regionCode: person.regionCode ?? unit.regionCode,
    titleCode: title?.titleCode ?? NO_TITLE,
    titleLevel: title?.level ?? 'none',
  }
  const entry = { status: 'active' as const, statusSince: at, admittedAt: at, activatedAt: at }
  await tx.expert.upsert({
    where: { accountId: application.accountId },
    create: { accountId: application.accountId, ...columns, ...entry },
    update: { ...columns, ...(application.kind === 'change' ? {} : entry), version: { increment: 1 } },
  })
  await tx.expertDiscipline.deleteMany({ where: { expertId: application.accountId } })
  await tx.expertDiscipline.createMany({
    data: disciplinesOf(sections).map((code, position) => ({ expertId: application.accountId, position, code })),
  })
}
