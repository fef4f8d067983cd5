import 'server-only'
import { z } from 'zod'
import { systemActor } from '@/lib/access/actor'
import { sealAudit } from '@/lib/audit/audit.dal'
import { recordDeniedSums } from '@/lib/audit/denied.dal'
import { clearDraws } from '@/lib/draw/clear.dal'
import { keepConflicts } from '@/lib/draw/conflict.dal'
import { remindFeedback } from '@/lib/draw/feedback-remind.dal'
import { keepSeats } from '@/lib/draw/notify.dal'
import { keepSeals } from '@/lib/draw/seal-keep.dal'
import { markConcerns } from '@/lib/draw/seat-concern.dal'
import { readTies } from '@/lib/draw/tie.dal'
import { readWords } from '@/lib/expert/words.dal'
import { keepExports } from '@/lib/export/make.dal'
import { cleanUploads } from '@/lib/file/clean.dal'
import { scanWaiting } from '@/lib/file/scan.dal'
import { clearIntakes, keepIntakes } from '@/lib/intake/run.dal'
import { clearInvitations } from '@/lib/invite/clear.dal'
import { remindInvitations } from '@/lib/invite/remind.dal'
import { keepMembership } from '@/lib/membership/run.dal'
import { deliverMessage } from '@/lib/message/message.dal'
import { removeExpired, syncClock } from '@/lib/platform/housekeeping'
import { startRunner } from '@/lib/platform/jobs/runner'
import { continuePreviews } from '@/lib/policy/console/preview.dal'
import { clearObjections } from '@/lib/publicity/clear.dal'
import { finishPublicity } from '@/lib/publicity/finish.dal'
import { keepReports } from '@/lib/statistics/report.dal'

const delivery = z.object({ messageId: z.uuid() })

/** Everything the worker process does: messages, sealing of the audit trail, clean-up. */
export function startWorker(): Promise<{ stop(): Promise<void> }> {
  return startRunner(
    { 'deliver-message': payload => deliverMessage(systemActor('deliver-message'), delivery.parse(payload).messageId) },
    [
      { name: 'clock', everyMs: 60_000, run: syncClock },
      { name: 'seal', everyMs: 2_000, run: () => sealAudit(systemActor('seal-audit')) },
      { name: 'denied', everyMs: 60_000, run: () => recordDeniedSums(systemActor('denied-sums')) },
      { name: 'expired', everyMs: 3_600_000, run: removeExpired },
      { name: 'publicity', everyMs: 30_000, run: () => finishPublicity(systemActor('finish-publicity')) },
      { name: 'objections-clear', everyMs: 3_600_000, run: () => clearObjections(systemActor('finish-publicity')) },
      { name: 'exports', everyMs: 5_000, run: () => keepExports(systemActor('exports')) },
      { name: 'words', everyMs: 30_000, run: () => readWords(systemActor('read-words')) },
      { name: 'ties', everyMs: 30_000, run: () => readTies(systemActor('read-ties')) },
      { name: 'conflicts', everyMs: 30_000, run: () => keepConflicts(systemActor('find-conflicts')) },
      { name: 'policy', everyMs: 5_000, run: () => continuePreviews(systemActor('policy-preview')) },
      { name: 'scan', everyMs: 30_000, run: () => scanWaiting(systemActor('scan-files')) },
      { name: 'membership', everyMs: 3_600_000, run: () => keepMembership(systemActor('membership')) },
      { name: 'intake', everyMs: 2_000, run: () => keepIntakes(systemActor('intake')) },
      { name: 'intake-clear', everyMs: 3_600_000, run: () => clearIntakes(systemActor('intake')) },
      { name: 'reports', everyMs: 3_600_000, run: () => keepReports(systemActor('yearly-reports')) },
      { name: 'invitations', everyMs: 3_600_000, run: () => remindInvitations(systemActor('invitations')) },
      { name: 'invitations-clear', everyMs: 3_600_000, run: () => clearInvitations(systemActor('invitations')) },
      { name: 'draw-seats', everyMs: 5_000, run: () => keepSeats(systemActor('draw-seats')) },
      { name: 'draw-seals', everyMs: 5_000, run: () => keepSeals(systemActor('draw-seals')) },
      { name: 'draw-concerns', everyMs: 30_000, run: () => markConcerns(systemActor('draw-concerns')) },
      { name: 'draw-feedback', everyMs: 3_600_000, run: () => remindFeedback(systemActor('draw-seats')) },
      { name: 'draws-clear', everyMs: 3_600_000, run: () => clearDraws(systemActor('draw-seats')) },
      { name: 'uploads', everyMs: 3_600_000, run: () => cleanUploads(systemActor('clean-uploads')) },
    ],
  )
}
