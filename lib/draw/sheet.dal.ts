import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { type DrawStatus, drawMachine } from '@/lib/workflow/draw.machine'
import { drawnForSchema } from './drawn.schema'
import { mayNames } from './names.rules'
import type { CertificateSheet, PublicSeal } from './public-record.dto'
import { publicSeal } from './record.public.dal'
import { publicSheet } from './record-file.public.dal'
import { findRequest } from './request-scope.dal'
import { seesWhole } from './run.rules'
import { passedLabel } from './seal.rules'
import { openSeal } from './seal-open.dal'
import type { PassedOver } from './sealed-seats'

/** Who stands behind a sign on the sheet of the staff. */
export type NamedSign = { sign: string; name: string; unit: string; note: string }

export type StaffSheet = {
  request: { id: string; number: string; title: string; status: DrawStatus; statusLabel: string }
  view: PublicSeal
  /** null as long as the names are sealed, or nothing was drawn */
  sheet: CertificateSheet | null
  /** by 专业组, in the order of the sheet; who came in for somebody stands behind */
  named: { group: string; people: NamedSign[] }[]
}

/**
 * The certificate of a draw as a sheet with the names behind its signs, for those who see draws whole. As long as the names
 * are sealed there is neither.
 * @throws Refusal notFound; tooMany
 */
export async function staffSheet(
  actor: Actor,
  { requestId, number }: { requestId: string; number: string },
): Promise<StaffSheet> {
  const subject = { type: 'draw', id: requestId }
  await allow(actor, 'draw.view', subject)
  const request = seesWhole(actor) ? await findRequest(actor, requestId) : null
  const seal = request && (await sealOf(request.id, number))
  const view = seal && (await publicSeal(actor, number))
  if (!request || !seal || !view) return deny(actor, 'draw.view', subject)
  const { id, title, status } = request
  const head = { id, number: request.number, title, status, statusLabel: drawMachine.labels[status] }
  const open = seal.draw !== null && mayNames(request, now(), { who: 'staff' })
  const sheet = open ? await publicSheet(actor, number) : null
  return { request: head, view, sheet, named: sheet ? await namesOn(actor, seal, sheet) : [] }
}

const sealOf = (requestId: string, number: string) =>
  db().drawSeal.findFirst({
    where: { number, round: { requestId } },
    select: { id: true, draw: { select: { id: true, passed: true, asked: true } } },
  })
type Found = NonNullable<Awaited<ReturnType<typeof sealOf>>>

async function namesOn(actor: Actor, { id, draw }: Found, sheet: CertificateSheet): Promise<StaffSheet['named']> {
  const [{ expertOf, signOf }, seats] = await Promise.all([
    openSeal(actor, db(), id),
    db().drawSeat.findMany({
      where: { drawId: draw!.id, kind: 'panel' },
      orderBy: { rank: 'asc' },
      select: { groupId: true, expertId: true },
    }),
  ])
  const why = new Map((draw!.passed as unknown as PassedOver[]).map(one => [one.sign, one.reason]))
  const signs = sheet.panels.map(({ signs: drawn }, at) => {
    const { groupId } = drawnForSchema.parse(draw!.asked).panels[at]!
    const sitting = seats.flatMap(seat =>
      seat.groupId === groupId && seat.expertId ? [signOf.get(seat.expertId)!] : [],
    )
    return [...drawn, ...sitting.filter(sign => !drawn.includes(sign))]
  })
  const ids = signs.flat().map(sign => expertOf.get(sign)!)
  const experts = await db().expert.findMany({
    where: { accountId: { in: ids } },
    select: { accountId: true, name: true, unitName: true },
  })
  const known = new Map(experts.map(one => [one.accountId, one]))
  return sheet.panels.map(({ name: group, signs: drawn }, at) => ({
    group,
    people: signs[at]!.map(sign => {
      const person = known.get(expertOf.get(sign)!)
      const reason = why.get(sign)
      const note = reason ? `没有邀请：${passedLabel(reason)}` : drawn.includes(sign) ? '' : '按封存的顺序顶上'
      return { sign, name: person?.name ?? '已删除', unit: person?.unitName ?? '', note }
    }),
  }))
}
