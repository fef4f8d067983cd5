import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { isSamePerson } from '@/lib/access/same-person'
import { type FileDto, toFileDto } from '@/lib/file/file.dto'
import { heldScope } from '@/lib/file/read-scope'
import { arrived } from '@/lib/file/tie'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { lastExit } from './member.dal'

/**
 * Whether somebody may add or take away files about a place in the pool now: staff while an exit can be proposed, the
 * expert while he is heard. For the gate and the transaction of its caller.
 * @throws Refusal refused with what is the case
 */
export async function assertExitFilesOpen(
  actor: Actor,
  tx: Pick<Tx, 'expert' | 'membershipExit'>,
  memberId: string,
): Promise<void> {
  const expert = await tx.expert.findUnique({ where: { accountId: memberId }, select: { status: true } })
  if (actor.kind === 'individual') {
    const exit = expert?.status === 'leaving' ? await lastExit(actor, tx, memberId) : null
    if (exit?.source !== 'proposed' || exit.outcome !== null)
      throw refused('现在没有需要您陈述申辩的事项，不能上传材料。请刷新页面查看。')
    return
  }
  if (!expert || !['active', 'dormant', 'suspended'].includes(expert.status))
    throw refused('这位专家现在不能提出出库，不能上传证据。请刷新页面查看。')
  if (await isSamePerson(actor, memberId)) throw refused('不能办理本人的在库状态，请由其他管理员办理。')
}

/** What an exit was proposed and answered with, as far as the reader may open it. Its caller has read the exit. */
export async function exitFiles(
  actor: Actor,
  tx: Pick<Tx, 'storedFile'>,
  exitId: string,
): Promise<{ evidence: FileDto[]; answer: FileDto[] }> {
  const rows = await tx.storedFile.findMany({
    where: { ...arrived, exitId, AND: heldScope(actor) },
    orderBy: { id: 'asc' },
  })
  const files = rows.map(toFileDto)
  const of = (purpose: string) => files.filter(file => file.purpose === purpose)
  return { evidence: of('exitEvidence'), answer: of('exitAnswer') }
}

/**
 * Takes away what an exit was proposed and answered with, when it came to nothing or what it is about is erased; the bytes go
 * with the next clean-up. For the transaction of its caller.
 */
export async function freeExitFiles(_actor: Actor, tx: Tx, where: { exitId: string } | { memberId: string }) {
  await tx.storedFile.updateMany({ where: { ...where, removedAt: null }, data: { removedAt: now() } })
}
