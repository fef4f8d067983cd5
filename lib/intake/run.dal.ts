import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { alone } from '@/lib/platform/bulk'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { describeError, log } from '@/lib/platform/log'
import { checkIntake } from './check.dal'
import { enterIntake } from './enter.dal'
import { clearRows, lockIntake, removeList } from './intake.dal'

/**
 * The worker's part of lists: reads what is to be checked and enters what is confirmed, one list after the other, and
 * never two workers one list.
 */
export async function keepIntakes(actor: Actor): Promise<void> {
  await allow(actor, 'intake.run')
  const open = await db().intake.findMany({
    where: { status: { in: ['checking', 'entering'] } },
    select: { id: true },
    orderBy: { statusSince: 'asc' },
  })
  for (const { id } of open)
    try {
      await alone(`intake:${id}`, async bulk => {
        const intake = await db().intake.findUniqueOrThrow({ where: { id } })
        if (intake.status === 'checking') await checkIntake(actor, bulk, intake)
        else if (intake.status === 'entering') await enterIntake(actor, id)
      })
    } catch (error) {
      // the next turn tries again; the other lists do not wait for it
      log.error({ where: 'intake', intake: id, ...describeError(error) }, 'a list could not be worked on')
    }
}

const DAY = 24 * 3_600_000
const KEPT_DAYS = 30

/** Thirty days after its last step nothing personal is left of a list, whatever became of it (docs/security.md). */
export async function clearIntakes(actor: Actor): Promise<void> {
  await allow(actor, 'intake.run')
  const old = new Date(now().getTime() - KEPT_DAYS * DAY)
  const due = await db().intake.findMany({
    where: {
      clearedAt: null,
      statusSince: { lt: old },
      status: { in: ['draft', 'checked', 'stopped', 'done', 'dropped'] },
    },
    select: { id: true },
  })
  for (const { id } of due)
    await db().$transaction(async tx => {
      const intake = await lockIntake(actor, tx, id)
      // somebody went on with it meanwhile
      if (!intake || intake.clearedAt || intake.statusSince >= old || intake.status === 'entering') return
      const rows = await clearRows(actor, tx, id, 'all')
      // what was wrong with a cell may quote it
      const gone = [{ column: '', text: '名单中的个人信息已按期删除' }]
      await tx.intakeRow.updateMany({ where: { intakeId: id, state: 'faulty' }, data: { faults: gone } })
      await removeList(actor, tx, id)
      await tx.intake.update({ where: { id }, data: { clearedAt: now() } })
      await audit(tx, actor, {
        action: 'intake.clear',
        objectType: 'intake',
        objectId: id,
        result: 'done',
        detail: { rows },
      })
    })
}
