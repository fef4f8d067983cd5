import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { invalid } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { ReadNotice } from './bank.schema'
import type { OwnConsent, PrivacyNews } from './consent.dto'

type Texts = Awaited<ReturnType<typeof currentPolicy>>['policy']['agreements']

/** Everything somebody was told of and has agreed to, the newest first; with the statements he submitted under. */
export async function ownConsents(actor: Actor): Promise<OwnConsent[]> {
  await allow(actor, 'person.viewOwn')
  const { accountId } = actor as IndividualActor
  const { agreements } = (await currentPolicy()).policy
  const [consents, versions] = await Promise.all([
    db().consent.findMany({ where: { accountId } }),
    db().applicationVersion.findMany({
      // what others propose about him he has not signed
      where: { application: { accountId, proposedBy: null } },
      select: { id: true, statementVersion: true, submittedAt: true },
    }),
  ])
  const statements = versions.map(({ id, statementVersion, submittedAt }) => {
    const title = agreements.statement.title
    return { id, text: title, version: statementVersion, agreedAt: submittedAt, withdrawnAt: null }
  })
  return [...consents, ...statements]
    .sort((a, b) => b.agreedAt.getTime() - a.agreedAt.getTime())
    .map(({ id, text, version, agreedAt, withdrawnAt }) => {
      const known = nameOf(agreements, text)
      const href = known && agreements[known]?.version === version ? `/agreement/${known}` : null
      return { id, title: text, version, at: agreedAt, withdrawnAt, kind: kindOf(known), href }
    })
}

const nameOf = (texts: Texts, title: string): keyof Texts | null =>
  (Object.keys(texts) as (keyof Texts)[]).find(name => texts[name]?.title === title) ?? null

const kindOf = (name: keyof Texts | null): OwnConsent['kind'] =>
  name === 'bank' ? 'own' : name === 'privacy' || name === 'expertNotice' ? 'told' : 'agreed'

/** The version of the 个人信息处理告知 that is in force, when somebody has not been told of it; it holds nothing up. */
export async function privacyNews(actor: Actor): Promise<PrivacyNews | null> {
  await allow(actor, 'person.viewOwn')
  const { accountId } = actor as IndividualActor
  const { title, version } = (await currentPolicy()).policy.agreements.privacy
  const told = await db().consent.findMany({
    where: { accountId, text: title },
    orderBy: { agreedAt: 'desc' },
    select: { version: true },
  })
  if (told.some(one => one.version === version)) return null
  return { title, version, before: told[0]?.version ?? null }
}

/**
 * 已阅读: keeps that somebody was told of the notice's version, once.
 * @throws Refusal invalid when the text has changed meanwhile
 */
export async function readNotice(actor: Actor, input: ReadNotice): Promise<null> {
  await allow(actor, 'person.viewOwn')
  const { accountId } = actor as IndividualActor
  const { title, version } = (await currentPolicy()).policy.agreements.privacy
  if (input.version !== version) throw invalid({}, '告知刚刚又有更新，请刷新页面，阅读最新的版本。')
  return writeTx(actor, async tx => {
    await tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`
    if ((await tx.consent.count({ where: { accountId, text: title, version } })) > 0) return null
    await tx.consent.create({ data: { id: newId(), accountId, text: title, version, agreedAt: now() } })
    await audit(tx, actor, {
      action: 'person.notice',
      objectType: 'person',
      objectId: accountId,
      result: 'done',
      detail: { version },
    })
    return null
  })
}
