import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { dict } from '@/lib/dict'
import { fullName, isDiscipline } from '@/lib/dict/tree'
import { snapshotFiles } from '@/lib/file/file.dal'
import { canonicalJson } from '@/lib/platform/canonical'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { maskDocument, maskPhone } from '@/lib/platform/fields/masks'
import { sha256 } from '@/lib/platform/ids'
import type { Policy, ProfileSection } from '@/lib/policy/policy.schema'
import { missingOf, profileProgress, type SectionProgress, strictSections } from '@/lib/profile/progress.rules'
import { rowsOf, type SectionData } from '@/lib/profile/values.rules'
import { type PersonFacts, type Snapshot, type SnapshotFile, toSnapshot } from './application.dto'
import { reasonPart } from './application.schema'

/** What a version says: everything that is stamped and signed. The scan of the form itself is kept beside it. */
export type Content = Pick<Snapshot, 'person' | 'sections' | 'files'>

export type Present = Pick<Snapshot, 'sections' | 'files'> & {
  progress: SectionProgress[]
  /** the version in force that a change begins from */
  base: Snapshot | null
  content: Content | null
  hash: string | null
  changedAt: Date | null
}

/**
 * The working copy as it would be submitted now, with its content hash; `content` is null while something is missing.
 * The same function freezes it, so that the form somebody exports carries the very hash of the version it becomes.
 * The caller has established that the actor may see it.
 */
export async function presentContent(
  actor: Actor,
  tx: Tx,
  policy: Policy,
  application: { id: string; accountId: string; baseVersionId: string | null },
): Promise<Present> {
  const rows = await tx.applicationSection.findMany({
    where: { applicationId: application.id, section: { not: reasonPart } },
  })
  const sections: Snapshot['sections'] = {}
  for (const row of rows) sections[row.section as ProfileSection] = row.data as SectionData
  const files = await snapshotFiles(actor, tx, application.id)
  const progress = profileProgress(policy, { sections, files, isDiscipline })
  const times = rows.map(row => row.savedAt.getTime())
  const changedAt = times.length > 0 ? new Date(Math.max(...times)) : null
  const base = application.baseVersionId ? await versionSnapshot(actor, tx, application.baseVersionId) : null
  const present = { progress, sections, files, base, changedAt }
  if (missingOf(progress).length > 0) return { ...present, content: null, hash: null }
  const strict = { ...(base ? noLongerAsked(policy, base.sections) : {}), ...strictSections(policy, sections) }
  const content: Content = {
    person: await personFacts(actor, tx, application.accountId),
    sections: strict,
    files: files.filter(file => provesSomething(strict, file)),
  }
  return { ...present, content, hash: contentHash(actor, content) }
}

/**
 * The content hash: SHA-256 over the JSON of person, sections and evidence with keys in order. The stamped form is no
 * part of it, because it carries it.
 */
export function contentHash(_actor: Actor, { person, sections, files }: Content): string {
  return sha256(canonicalJson({ person, sections, files }))
}

/** Whether a file belongs to what is submitted: the paper of a row that was deleted does not. */
const provesSomething = (sections: Snapshot['sections'], { section, rowId }: SnapshotFile): boolean =>
  !section || (section in sections && (rowId === null || rowsOf(sections[section]).some(row => row.id === rowId)))

/** What is known of the person beside the sections, with masked numbers. */
export async function personFacts(_actor: Actor, tx: Tx, accountId: string): Promise<PersonFacts> {
  const account = await tx.account.findUniqueOrThrow({
    where: { id: accountId },
    include: {
      person: true,
      affiliations: { where: { endedAt: null }, include: { unit: true }, orderBy: { since: 'desc' } },
    },
  })
  const person = account.person!
  const unit = account.affiliations[0]?.unit
  const phone = decryptField(account.phoneCipher!, { table: 'account', id: account.id, column: 'phone' })
  const document = decryptField(person.docCipher, { table: 'person', id: account.id, column: 'doc' })
  return {
    name: person.name,
    sex: dict('sex').name(person.sex),
    docType: dict('documentType').name(person.docType),
    docMask: maskDocument(document),
    birthDate: person.birthDate?.toISOString().slice(0, 10) ?? null,
    phoneMask: maskPhone(phone),
    email: account.email,
    region: person.regionCode ? fullName('region', person.regionCode) : '',
    unitId: unit?.id ?? '',
    unitName: unit?.name ?? '',
  }
}

/** A version as it was frozen. */
export async function versionSnapshot(
  _actor: Actor,
  tx: Pick<Tx, 'applicationVersion'>,
  id: string,
): Promise<Snapshot> {
  return toSnapshot((await tx.applicationVersion.findUniqueOrThrow({ where: { id } })).snapshot)
}

/** Parts of the version in force that nobody is asked for any more stay as they are. */
const noLongerAsked = (policy: Policy, sections: Snapshot['sections']): Snapshot['sections'] =>
  Object.fromEntries(
    Object.entries(sections).filter(([section]) => !policy.profile.sections.includes(section as ProfileSection)),
  )
