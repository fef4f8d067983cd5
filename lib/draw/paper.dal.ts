import 'server-only'
import { createHash } from 'node:crypto'
import { type Actor, accountOf, signatureOf } from '@/lib/access/actor'
import { audit } from '@/lib/access/gate'
import { may } from '@/lib/access/permissions'
import { now } from '@/lib/platform/clock'
import { db, type Tx } from '@/lib/platform/db'
import { conflict, refused } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { chinaTime } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { drawMachine } from '@/lib/workflow/draw.machine'
import type { DrawRequest } from '@/prisma/generated/client'
import { mayNames } from './names.rules'
import type { PaperRow, PapersView, PrintedPaper } from './paper.dto'
import {
  openKinds,
  type PaperContent,
  type PaperHead,
  type PaperKind,
  paperLabel,
  recordPaper,
  serialOf,
  signInPaper,
  whyNotPaper,
} from './paper.rules'
import type { PrintPaper } from './paper.schema'
import { paperAttempts, paperHead, paperPlaces } from './paper-facts.dal'
import { paperPdf } from './paper-pdf'
import { askedIt } from './request-scope.dal'
import { doorOpen } from './seat.rules'
import { requestFor } from './seat-list.dal'
import { sealedWords } from './unseal.dal'

/** Prints of a request, the newest first: who printed what and when. For callers who have asked the gate. */
export async function papersOf(_actor: Actor, requestId: string, kind?: PaperKind): Promise<PaperRow[]> {
  const rows = await db().drawPaper.findMany({
    where: { requestId, kind },
    orderBy: [{ at: 'desc' }, { serial: 'desc' }],
    take: 200,
  })
  return rows.map(({ id, serial, byName, at, sha256, ...row }) => ({
    ...{ id, serial, at, sha256, by: byName, label: paperLabel(row.kind) },
  }))
}

/** What decides whether a paper can be printed now, by this person. */
async function factsFor(actor: Actor, request: DrawRequest) {
  const { id, status, sessionFrom } = request
  const at = now()
  const open = mayNames(request, at, { who: 'staff' }) || (sessionFrom !== null && doorOpen(sessionFrom, at))
  return {
    ...{ status, draws: await db().draw.count({ where: { round: { requestId: id } } }) },
    own: !open && (await askedIt(actor, db(), request)),
  }
}

/** What can be printed of a request now, and every print of it so far. @throws Refusal notFound */
export async function viewPapers(actor: Actor, id: string): Promise<PapersView> {
  const request = await requestFor(actor, 'draw.view', id)
  const facts = await factsFor(actor, request)
  const kinds = may(actor, 'draw.print') ? openKinds : []
  const { number, title, status, sessionFrom, place } = request
  return {
    ...{ id, number, title, status, sessionFrom, place, statusLabel: drawMachine.labels[status] },
    sealed: mayNames(request, now(), { who: 'staff' }) ? null : await sealedWords(actor, request),
    kinds: kinds.map(kind => ({ kind, label: paperLabel(kind), whyNot: whyNotPaper(kind, facts) })),
    papers: await papersOf(actor, id),
  }
}

/**
 * Prints 抽取记录表 or 签到表 as they may be read at this moment, with a serial of its own.
 * @throws Refusal notFound; refused before there is anything to print, and 签到表 to whoever asked before the day
 */
export async function printPaper(actor: Actor, { id, kind }: PrintPaper): Promise<PrintedPaper> {
  const request = await requestFor(actor, 'draw.print', id)
  const why = whyNotPaper(kind, await factsFor(actor, request))
  if (why) throw refused(why)
  const at = now()
  const places = await paperPlaces(actor, request, at, kind === 'record' ? 'living' : 'expected')
  const attempts = kind === 'record' ? await paperAttempts(actor, request, at) : []
  return issuePaper(actor, request, kind, at, head =>
    kind === 'record' ? recordPaper(head, attempts, places) : signInPaper(head, places),
  )
}

/** How often a serial that somebody else took meanwhile is tried again. */
const TRIES = 5

/**
 * Gives a paper its serial, draws it, and records that it was printed, by whom, and what its bytes were. Nothing is held
 * while it is drawn: who comes second to a serial draws it once more with the next. For callers who have asked the gate.
 * @param seal.password the file opens with it alone, whatever stands in it
 * @param seal.keep what else is written with the paper
 * @throws Refusal conflict when others print all the time
 */
export async function issuePaper(
  actor: Actor,
  request: DrawRequest,
  kind: PaperKind,
  at: Date,
  compose: (head: PaperHead) => PaperContent,
  seal?: { password: string; keep: (tx: Tx, paperId: string) => Promise<void> },
): Promise<PrintedPaper> {
  const { policy } = await currentPolicy()
  const { name } = signatureOf(actor)
  const head = { ...paperHead(actor, request, at), mark: `${name} ${chinaTime(at)}` }
  for (let tried = 0; tried < TRIES; tried++) {
    const serial = serialOf(request.number, (await db().drawPaper.count({ where: { requestId: request.id } })) + 1)
    const about = { site: policy.authority.siteTitle, createdAt: at, password: seal?.password }
    const bytes = await paperPdf(compose({ ...head, serial }), about)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const done = await db().$transaction(async tx => {
      const by = { byId: accountOf(actor) ?? '', byName: name, at }
      const id = newId()
      const data = { id, serial, requestId: request.id, kind, sha256, ...by }
      const { count } = await tx.drawPaper.createMany({ data, skipDuplicates: true })
      if (count === 0) return false
      await seal?.keep(tx, id)
      await audit(tx, actor, {
        ...{ action: 'draw.print', objectType: 'draw', objectId: request.id, result: 'done' },
        detail: { serial, paper: kind, named: head.sealed === null || seal !== undefined, sha256 },
      })
      return true
    })
    if (done) return { name: `${paperLabel(kind)}_${serial}.pdf`, pdf: bytes.toString('base64') }
  }
  throw conflict('另有人正在打印，请稍后再试。')
}
