import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { db } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { Prisma } from '@/prisma/generated/client'
import { decideMember } from './decide.dal'
import type { AbsenceRow } from './membership.dto'

const SHOWN = 200

type Row = Omit<AbsenceRow, 'absences'> & { absences: { day: string; number: string }[] }

/**
 * Who has stayed away without a word so often as the policy says, of reviews that are over and whose names are open, and
 * about whom nobody has proposed an exit for it since (S§8④).
 */
async function tooOften(least: number, id?: string): Promise<AbsenceRow[]> {
  const only = id ? Prisma.sql`AND e.account_id = ${id}::uuid` : Prisma.empty
  const rows = await db().$queryRaw<Row[]>`
    SELECT e.account_id::text AS id, e.version, e.name, e.unit_name AS "unitName",
      json_agg(json_build_object('day', s.session_from, 'number', r.number) ORDER BY s.session_from) AS absences
    FROM expert e JOIN draw_seat s ON s.expert_id = e.account_id JOIN draw_request r ON r.id = s.request_id
    WHERE s.status = 'absent' AND r.status IN ('held', 'reviewed', 'archived') AND r.unlocked_at IS NOT NULL
      AND e.status IN ('active', 'dormant', 'suspended') ${only}
      AND NOT EXISTS (SELECT 1 FROM membership_exit x
        WHERE x.account_id = e.account_id AND x.reason = 'absence' AND x.at >= s.session_from)
    GROUP BY e.account_id HAVING count(*) >= ${least} ORDER BY count(*) DESC, e.account_id LIMIT ${SHOWN}`
  return rows.map(row => ({
    ...row,
    absences: row.absences.map(({ day, number }) => ({ day: chinaDay(new Date(day)), number })),
  }))
}

/** Experts for whom 无故缺席 is a reason to leave (S§8④): the system names them, and a person proposes the exit. */
export async function listAbsences(actor: Actor): Promise<{ least: number; people: AbsenceRow[] }> {
  await allow(actor, 'membership.list')
  const { policy } = await currentPolicy()
  const least = policy.draw.absencesForExit
  return { least, people: await tooOften(least) }
}

/**
 * 提出出库 for somebody on that list, with the absences as ground and the sign-in records as evidence; like any other
 * proposed exit it waits for his answer and for another manager.
 * @throws Refusal refused when he is no longer on the list; else as `decideMember`
 */
export async function proposeAbsence(
  actor: Actor,
  { id, version }: { id: string; version: number },
): Promise<{ label: string }> {
  await allow(actor, 'membership.propose', { type: 'expert', id })
  const { policy } = await currentPolicy()
  const [row] = await tooOften(policy.draw.absencesForExit, id)
  if (!row) throw refused('这位专家现在不在无故缺席的名单里。请刷新页面查看。')
  const days = row.absences.map(({ day, number }) => `${day}（${number}）`).join('、')
  return decideMember(actor, {
    ...{ id, version, event: 'proposeExit', reason: 'absence' },
    opinion: `接受邀请后无故缺席 ${row.absences.length} 次：${days}。`,
    evidence: `系统中的签到记录：${row.absences.map(({ number }) => number).join('、')}`,
  })
}
