import type { FileDto } from '@/lib/file/file.dto'
import type { ApplicationStatus } from '@/lib/workflow/application.machine'
import type { HistoryStep } from '@/lib/workflow/history.dto'
import type { OpenEvent } from '@/lib/workflow/machine'
import type { ObjectionEvent, ObjectionStatus } from '@/lib/workflow/objection.machine'
import type { Wait } from '@/lib/workflow/wait.rules'
import type { ObjectionKind } from './objection.schema'

export const kindLabels: Readonly<Record<ObjectionKind, string>> = {
  person: '个人实名',
  unit: '单位',
  anonymous: '匿名',
}

/** What whoever has the receipt may follow; nothing of who decides, and nothing of himself. */
export type FollowedObjection = {
  receipt: string
  batchTitle: string
  expertName: string
  kindLabel: string
  filedAt: Date
  status: ObjectionStatus
  statusLabel: string
  result: string | null
  decidedAt: Date | null
}

/** In whose name, and that it came on paper. */
export const kindWords = (kind: ObjectionKind, written: boolean): string =>
  written ? `${kindLabels[kind]}（书面）` : kindLabels[kind]

/** One line of the bureau's list. */
export type ObjectionRow = {
  id: string
  expertName: string
  unitName: string
  batchNumber: string
  kindLabel: string
  status: ObjectionStatus
  statusLabel: string
  filedAt: Date
  lastDay: string
  /** 还有 1 天: what is left of its 公示, where it waits and that is two days or less */
  soon: string | null
  /** how long it has been waiting for its answer, against the aim; null once it is decided */
  wait: Wait | null
}

/** An objection as it is decided on; who objected is shown to nobody else. */
export type ObjectionView = ObjectionRow & {
  receipt: string
  batchId: string
  applicationId: string
  applicationStatus: ApplicationStatus
  applicationStatusLabel: string
  /** 来件日期 of one on paper */
  arrivedOn: string | null
  by: {
    name: string
    phoneMask: string | null
    /** proved in the place of the phone, which is then only what he wrote */
    emailMask: string | null
    unitName: string | null
  } | null
  grounds: string
  files: FileDto[]
  version: number
  history: (HistoryStep & { label: string; toLabel: string })[]
  events: OpenEvent<ObjectionEvent>[]
}
