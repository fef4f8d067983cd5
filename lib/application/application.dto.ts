import type { EligibilityView } from '@/lib/eligibility/eligibility.dto'
import type { Membership } from '@/lib/expert/membership.rules'
import type { Origin } from '@/lib/expert/origin.rules'
import type { FileDto } from '@/lib/file/file.dto'
import type { BarredNamesake } from '@/lib/membership/membership.dto'
import type { Course, Policy, ProfileSection, Recommender } from '@/lib/policy/policy.schema'
import type { SectionProgress } from '@/lib/profile/progress.rules'
import { upgradeSections } from '@/lib/profile/upgrade.rules'
import type { SectionData } from '@/lib/profile/values.rules'
import type { OwnPublicity } from '@/lib/publicity/publicity.dto'
import type { ApplicationEvent, ApplicationStatus } from '@/lib/workflow/application.machine'
import type { HistoryStep } from '@/lib/workflow/history.dto'
import type { Mend, Opening } from './mend.rules'
import type { DeskDecision, NextStep, PathStep, WaitingFor } from './path.rules'

export type SavedSection = { data: SectionData; version: number; savedAt: Date }

/** A stored part of a working copy. */
export const toSaved = (row: { data: unknown; version: number; savedAt: Date }): SavedSection => ({
  data: row.data as SectionData,
  version: row.version,
  savedAt: row.savedAt,
})

/** What the applicant's own form works on. */
export type WorkingCopy = {
  applicationId: string
  number: string
  course: Course
  /** of a change: the version that was in force when it began */
  baseVersionId: string | null
  status: ApplicationStatus
  statusLabel: string
  statusSince: Date
  version: number
  fillable: boolean
  /** why nothing can be changed now, as a sentence; null while it can */
  closed: string | null
  recommender: Recommender
  sections: Partial<Record<ProfileSection, SavedSection>>
  files: FileDto[]
  policy: Policy
  /** what the desk that returned it asked for; none unless it is returned */
  mends: Mend[]
  /** what of each part may be changed because of that; null: everything */
  openings: Partial<Record<ProfileSection, Opening>> | null
}

/** Where an individual stands: his newest application and the one thing he can do now. */
export type OwnApplication = {
  applicationId: string
  number: string
  course: Course
  /** his place in the pool; null for whoever is not in it */
  member: Membership | null
  /** who proposed the change about him, and why */
  proposal: Proposal | null
  status: ApplicationStatus
  statusLabel: string
  statusSince: Date
  unitName: string
  steps: PathStep[]
  next: NextStep
  waiting: WaitingFor | null
  /** the 公示 it stands in */
  publicity: OwnPublicity | null
  progress: SectionProgress[]
  /** what a desk said when it returned or refused the application, while that is its state */
  decision: DeskDecision | null
  history: (HistoryStep & { label: string; toLabel: string })[]
  canWithdraw: boolean
  earlier: {
    id: string
    number: string
    statusLabel: string
    statusSince: Date
    /** why it was refused: a new application is the time to read it again */
    decision: OwnApplication['decision']
  }[]
}

/** A change that a unit or a department proposes (S§7): its name and the reason it gave. */
export type Proposal = { by: 'unit' | 'department'; office: string; reason: string }

/** The reason of a proposal as it is being typed. */
export type SavedReason = { text: string; version: number; savedAt: string | null }

/** What somebody may do about proposing a change of an expert: begin, go on with his own, or why neither. */
export type Proposing = { accountId: string } & (
  | { way: 'begin' }
  | { way: 'continue'; applicationId: string }
  | { way: 'closed'; why: string }
)

/** Whom an expert may choose to recommend him (R8). `department` null: the bureau does it in the place of one. */
export type RecommenderChoice = { chosen: Recommender; unit: string; department: string | null }

/** Facts about the person that sections do not hold; numbers are masked. */
export type PersonFacts = {
  name: string
  sex: string
  docType: string
  docMask: string
  birthDate: string | null
  phoneMask: string
  email: string | null
  region: string
  unitId: string
  unitName: string
}

/** A submitted version, frozen: what reviewers read. Stored as JSON; hashed over its canonical form. */
export type Snapshot = {
  person: PersonFacts
  sections: Partial<Record<ProfileSection, SectionData>>
  files: SnapshotFile[]
  /** the stamped 专家信息表 that was submitted with it, where the policy asks for one; no part of the content hash */
  form?: StampedForm
}

/** `code`: whether the QR code on it said the very content hash, or could not be read. */
export type StampedForm = { fileId: string; name: string; sha256: string; code: 'match' | 'unreadable' }

/** A file as a version keeps it; `section` and `rowId` say what it proves, both null for the whole application. */
export type SnapshotFile = {
  id: string
  name: string
  size: number
  sha256: string
  section: ProfileSection | null
  rowId: string | null
}

/** A stored version as it reads today; one from before there were ten sections is brought into their shape. */
export function toSnapshot(stored: unknown): Snapshot {
  const { person, sections, files, form } = stored as Snapshot
  return {
    ...(form && { form }),
    person,
    sections: upgradeSections(sections),
    files: files.map(file => ({ ...file, section: file.section ?? null, rowId: file.rowId ?? null })),
  }
}

/** One row of a queue. */
export type QueueRow = {
  id: string
  course: Course
  number: string
  name: string
  unitName: string
  title: string
  disciplines: string[]
  status: ApplicationStatus
  statusLabel: string
  statusSince: Date
  submittedAt: Date | null
  version: number
  /** working days since it came to this desk, and the aim; null when nobody waits */
  waitedDays: number | null
  overdue: boolean
  aimDays: number | null
  /** it lies with the bureau in the place of a department (F7) */
  standIn: boolean
  /** the department it was sent to, or its unit's */
  department: string | null
  /** it waits at the reader's own desk */
  mine: boolean
  /** how many 入库条件 are not met, of what waits at that desk; null where that was not asked, or nothing is judged */
  openConditions: number | null
}

/** An earlier application that came to nothing; `id` is null where the reader may not open it. */
export type EarlierApplication = {
  id: string | null
  number: string
  status: ApplicationStatus
  statusLabel: string
  statusSince: Date
  by: { who: string; office: string } | null
  opinion: string | null
}

export type SubmittedVersion = { number: number; hash: string; at: Date; snapshot: Snapshot }

/** One application as a reviewer reads it. */
export type ApplicationView = {
  id: string
  course: Course
  proposal: Proposal | null
  /** who invited its person into the pool, and why */
  invitation: { by: string; reason: string } | null
  /** how its person came into the pool, or is coming: by which list, invitation or call */
  origin: Origin | null
  /** the reader may propose a change about its person; null where that is nothing to him */
  proposing: Proposing | null
  number: string
  /** of the applicant */
  name: string
  status: ApplicationStatus
  statusLabel: string
  statusSince: Date
  version: number
  /** the version that is read: the newest unless another was asked for */
  submitted: SubmittedVersion | null
  /** the one before it; null for the first */
  previous: SubmittedVersion | null
  /** of a change: what was in force when it began, to which it is compared */
  base: SubmittedVersion | null
  /** all that were submitted, the newest first */
  versions: { number: number; at: Date }[]
  history: (HistoryStep & { label: string; toLabel: string })[]
  /** the department it was sent to; null before, and where the bureau stands in */
  department: string | null
  /** the bureau decides in the place of a department */
  standIn: boolean
  earlier: EarlierApplication[]
  /** for the bureau: somebody of the same name and birthday who left and is still barred */
  barredNamesake: BarredNamesake | null
  /** the conditions of the pool, judged; null where the policy has none */
  eligibility: EligibilityView | null
  events: {
    event: ApplicationEvent
    label: string
    opinion: 'required' | 'optional' | 'none'
    confirm?: string
    whyNot: string | null
  }[]
}
