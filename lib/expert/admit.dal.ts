import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { toSnapshot } from '@/lib/application/application.dto'
import { keepTies } from '@/lib/draw/tie.dal'
import { whyNotReenter } from '@/lib/membership/exit.rules'
import { lastExit, lockMember, moveMember } from '@/lib/membership/member.dal'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { storedDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { disciplinesOf, mainTitle, NO_TITLE } from '@/lib/profile/facts.rules'
import { plainFacts } from '@/lib/workflow/membership.machine'
import { recordBeginning } from '@/lib/workflow/transition.dal'
import type { Expert } from '@/prisma/generated/client'
import { type ExpertSource, sourceOf } from './source.rules'
import { keepWords } from './words.dal'
import { wordsOf } from './words.rules'

type Admitted = { id: string; accountId: string; kind: string }

/**
 * Puts the person behind an admitted application into the pool, or renews his entry, from the version that was
 * decided on. A change renews what the pool is searched by and leaves when he came in, and his state, as they are; who
 * left the pool comes back with a new entry. Part of the deciding transaction; nothing else writes what the pool holds.
 * @throws Refusal refused for a change of somebody who left meanwhile, or an entry before the end of his bar
 */
export async function admitExpert(actor: Actor, tx: Tx, application: Admitted): Promise<void> {
  await allow(actor, 'expert.admit', { type: 'application', id: application.id })
  const { accountId } = application
  const before = await lockMember(actor, tx, accountId)
  const { versionId, columns, sections } = await contentOf(tx, application)
  const data = { versionId, ...columns }
  const source = sourceOf(application.kind)
  if (!before) await enter(actor, tx, accountId, { ...data, source })
  else {
    if (before.status === 'left') await enterAgain(actor, tx, before, application.kind, source)
    await tx.expert.update({ where: { accountId }, data })
  }
  await keepWords(actor, tx, accountId, versionId, wordsOf(sections))
  await keepTies(actor, tx, accountId, versionId, sections)
  await tx.expertDiscipline.deleteMany({ where: { expertId: accountId } })
  await tx.expertDiscipline.createMany({
    data: disciplinesOf(sections).map((code, position) => ({ expertId: accountId, position, code })),
  })
}

type Content = Awaited<ReturnType<typeof contentOf>>

/** What the pool is searched by, of the version that was decided on. */
async function contentOf(tx: Tx, application: Admitted) {
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
  const columns = {
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
  return { versionId: version.id, columns, sections }
}

async function enter(
  actor: Actor,
  tx: Tx,
  accountId: string,
  data: Content['columns'] & { versionId: string; source: ExpertSource },
): Promise<void> {
  const at = now()
  const status = 'active' as const
  const { id: policyVersionId } = await currentPolicy()
  await tx.expert.create({ data: { accountId, ...data, status, statusSince: at, admittedAt: at, activatedAt: at } })
  await recordBeginning(actor, tx, { type: 'membership', id: accountId, status, policyVersionId, event: 'admit' })
}

async function enterAgain(actor: Actor, tx: Tx, before: Expert, kind: string, source: ExpertSource): Promise<void> {
  if (kind === 'change') throw refused('这位专家已经出库，变更不能再审核通过，请选择审核不通过。')
  const at = now()
  const { accountId } = before
  const exit = await lastExit(actor, tx, accountId)
  await moveMember(actor, tx, before, {
    event: 'readmit',
    facts: { ...plainFacts(at), barred: whyNotReenter(storedDay(exit?.reentryFrom ?? null), at) },
    policyVersionId: (await currentPolicy()).id,
  })
  const entry = { admittedAt: at, activatedAt: at, leaveOn: null, source, sourceNote: null }
  await tx.expert.update({ where: { accountId }, data: entry })
}
