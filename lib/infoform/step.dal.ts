import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import type { WorkingCopy } from '@/lib/application/application.dto'
import { presentContent } from '@/lib/application/content.dal'
import type { FileDto } from '@/lib/file/file.dto'
import { db } from '@/lib/platform/db'
import { asksForStamp, type ScanVerdict, shortHash, whyStampMissing } from './code.rules'
import { stampedForm } from './stamp.dal'

/** How far somebody is with his stamped form. */
export type StampStep = {
  /** nothing is missing in the content, so that the form can be exported; the beginning of its hash */
  ready: { shortHash: string } | null
  files: FileDto[]
  /** null while nothing is uploaded, or what is cannot be judged yet */
  verdict: ScanVerdict | null
  /** why it cannot be submitted yet; null when it can */
  why: string | null
}

/** Where the individual stands with his stamped form; null where the policy asks for none or nothing can be changed. */
export async function stampStep(
  actor: Actor,
  copy: Pick<WorkingCopy, 'applicationId' | 'number' | 'policy' | 'fillable' | 'files' | 'baseVersionId' | 'course'>,
): Promise<StampStep | null> {
  await allow(actor, 'application.viewOwn')
  if (!copy.fillable || !asksForStamp(copy.policy, copy.course)) return null
  const { accountId } = actor as IndividualActor
  const { applicationId: id, number, baseVersionId } = copy
  const application = { id, accountId, number, baseVersionId }
  const { hash } = await presentContent(actor, db(), copy.policy, application)
  const verdict = hash ? ((await stampedForm(actor, db(), application, hash))?.verdict ?? null) : null
  return {
    ready: hash ? { shortHash: shortHash(hash) } : null,
    files: copy.files.filter(file => file.purpose === 'stampedForm'),
    verdict,
    why: whyStampMissing(verdict),
  }
}
