import 'server-only'
import type { Actor, UnitActor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { affiliationScope } from '@/lib/access/scope'
import { proposingAbout } from '@/lib/application/proposal.dal'
import { dict } from '@/lib/dict'
import { fullName } from '@/lib/dict/tree'
import { filesOf } from '@/lib/file/file.dal'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { type AffiliationStatus, affiliationMachine } from '@/lib/workflow/affiliation.machine'
import { historyOf } from '@/lib/workflow/history.dal'
import { openEvents, stepLabel } from '@/lib/workflow/machine'
import { type PersonDetail, type PersonView, toPersonRow } from './affiliation.dto'
import { masksOf, type WithPerson, withPerson } from './with-person'

/**
 * One person of the unit with his data, his papers and what can be decided now. Of somebody who has left only what the
 * unit itself did remains.
 * @throws Refusal notFound for people of other units
 */
export async function viewPerson(actor: Actor, id: string): Promise<PersonView> {
  const subject = { type: 'affiliation', id }
  await allow(actor, 'affiliation.list', subject)
  const row = uuid().safeParse(id).success
    ? await db().affiliation.findFirst({ where: { AND: [{ id }, affiliationScope(actor)] }, include: withPerson })
    : null
  if (!row) return deny(actor, 'affiliation.list', subject)
  const facts = { locked: row.lockedAt !== null, own: await isSamePerson(actor, row.accountId), bound: null }
  const history = (await historyOf(actor, 'affiliation', id)).map(step => ({
    ...step,
    label: stepLabel(affiliationMachine, step),
    toLabel: affiliationMachine.labels[step.to as AffiliationStatus],
  }))
  return {
    ...toPersonRow(row, masksOf(row)),
    since: row.since,
    proposing: await proposingAbout(actor, row.accountId),
    lock: row.lockedAt && { since: row.lockedAt, reason: row.lockReason! },
    detail: row.endedAt ? null : { ...detailOf(row), files: await filesOf(actor, papersOf(row)) },
    history: row.endedAt ? history.filter(step => step.office === (actor as UnitActor).unitName) : history,
    events: openEvents(affiliationMachine, row.status, actor, facts),
  }
}

const papersOf = (row: WithPerson) => ({ purpose: ['idScan', 'titleProof'] as const, personId: row.accountId })

function detailOf(row: WithPerson): Omit<PersonDetail, 'files'> {
  const person = row.account.person!
  return {
    docType: dict('documentType').name(person.docType),
    sex: dict('sex').name(person.sex),
    birthDate: person.birthDate?.toISOString().slice(0, 10) ?? null,
    region: person.regionCode ? fullName('region', person.regionCode) : '',
    email: row.account.email,
    education: dict('education').name(person.education),
    degree: dict('degree').name(person.degree),
    title: dict('title').name(person.titleCode),
  }
}
