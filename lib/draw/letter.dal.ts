import 'server-only'
import { type Actor, signatureOf } from '@/lib/access/actor'
import { recordDenial } from '@/lib/access/denials'
import { allow, auditWho, deny } from '@/lib/access/gate'
import { may, type Permission } from '@/lib/access/permissions'
import { recordReveal } from '@/lib/access/reveal'
import { isSamePerson } from '@/lib/access/same-person'
import { requireStepUp } from '@/lib/auth/step-up'
import { textHash } from '@/lib/platform/canonical'
import { now } from '@/lib/platform/clock'
import { decryptField, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { newReceipt } from '@/lib/platform/ids'
import { chinaTime } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Reveal } from '@/lib/privacy/reveal.schema'
import type { DrawRequest } from '@/prisma/generated/client'
import type { LetterView } from './letter.dto'
import { letterCover, letterPaper, whyNotLetter } from './letter.rules'
import { mayNames } from './names.rules'
import { issuePaper } from './paper.dal'
import type { PrintedPaper } from './paper.dto'
import { paperHead, paperPlaces } from './paper-facts.dal'
import { paperPdf } from './paper-pdf'
import { askedIt, findRequest } from './request-scope.dal'
import { seesWhole } from './run.rules'
import { counting } from './seat.dal'
import { promisedSeats } from './seat.rules'
import type { Unseal } from './unseal.schema'

const place = (id: string) => ({ table: 'draw_letter', id, column: 'key' })

/** Letters of a request, the newest first: one is in use, and says which it took the place of. */
const lettersOf = (requestId: string) =>
  db().drawLetter.findMany({
    where: { requestId },
    include: { paper: true },
    orderBy: [{ paper: { at: 'desc' } }, { paper: { serial: 'desc' } }],
    take: 2,
  })

/** What a letter stands for: which places are expected, when and where. Ids only, so that nobody tries names on it. */
async function listHashOf({ id, sessionFrom, sessionTo, place }: DrawRequest): Promise<string> {
  const seats = await db().drawSeat.findMany({
    where: { AND: [counting, { requestId: id, status: { in: [...promisedSeats] } }] },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  return textHash(JSON.stringify([sessionFrom, sessionTo, place, seats.map(seat => seat.id)]))
}

/** A request within somebody's scope, with why there is no letter of it for him now. @throws Refusal notFound */
async function letterFor(actor: Actor, permission: Permission, id: string) {
  const subject = { type: 'draw', id }
  await allow(actor, permission, subject)
  const request = (await findRequest(actor, id)) ?? (await deny(actor, permission, subject))
  return { request, why: await whyNot(actor, request) }
}

const whyNot = async (actor: Actor, request: DrawRequest): Promise<string | null> =>
  whyNotLetter({
    status: request.status,
    opened: mayNames(request, now(), { who: 'staff' }),
    own: await askedIt(actor, db(), request),
  })

/** 密封函 of one list, for who sees draws whole; null where there is and was none to be made. @throws Refusal notFound */
export async function viewLetter(actor: Actor, id: string): Promise<LetterView | null> {
  const { request, why } = await letterFor(actor, 'draw.view', id)
  const newest = await newestOf(request)
  if (!seesWhole(actor) || (!newest && request.status !== 'confirmed')) return null
  return {
    ...{ id, newest },
    make: may(actor, 'draw.letter') ? why : undefined,
    key: may(actor, 'draw.letterKey') ? (why ?? (newest ? null : noLetter)) : undefined,
  }
}

async function newestOf(request: DrawRequest): Promise<LetterView['newest']> {
  const [letter, before] = await lettersOf(request.id)
  if (!letter) return null
  const { serial, at, byName: by, sha256 } = letter.paper
  const current = letter.listHash === (await listHashOf(request))
  return { serial, at, by, sha256, current, of: before?.paper.serial ?? null }
}

const noLetter = '还没有密封函，由监督人员在这一页生成以后，再来抄写密码。'

/**
 * 密封函 of a confirmed list: made, recorded and handed over, with a second proof, to a supervisor, who does not learn its
 * password. Each one takes the place of the one before, whose password is forgotten.
 * @throws Refusal notFound; refused when there is none to be made, and for who asked; stepUp
 */
export async function makeLetter(actor: Actor, { id }: Unseal): Promise<PrintedPaper> {
  const { request, why } = await letterFor(actor, 'draw.letter', id)
  if (why) throw refused(why)
  const at = now()
  const listHash = await listHashOf(request)
  const places = await paperPlaces(actor, request, at, 'expected', { who: 'letter' })
  const password = newReceipt()
  return issuePaper(actor, request, 'letter', at, head => letterPaper(head, places), {
    password,
    keep: async (tx, paperId) => {
      await requireStepUp(actor, { action: 'draw.letter', objectId: id }, tx)
      await tx.drawLetter.updateMany({ where: { requestId: id, keyCipher: { not: null } }, data: { keyCipher: null } })
      const keyCipher = encryptField(password, place(paperId))
      await tx.drawLetter.create({ data: { paperId, requestId: id, listHash, keyCipher } })
    },
  })
}

/** The cover of the newest letter, for its maker and whoever keeps it: nothing on it is secret. @throws Refusal notFound; refused */
export async function printCover(actor: Actor, { id }: Unseal): Promise<PrintedPaper> {
  const { request } = await letterFor(actor, 'draw.letter', id)
  const [letter] = await lettersOf(id)
  if (!letter) throw refused('还没有密封函，请先生成。')
  const { serial, at, byName: by, sha256 } = letter.paper
  const { policy } = await currentPolicy()
  const head = { ...paperHead(actor, request, at), serial, mark: `${signatureOf(actor).name} ${chinaTime(now())}` }
  const pdf = await paperPdf(letterCover(head, { sha256, by, at: chinaTime(at) }), {
    ...{ site: policy.authority.siteTitle, createdAt: at },
  })
  return { name: `密封函封面_${serial}.pdf`, pdf: pdf.toString('base64') }
}

/**
 * The password of the newest letter, for a 抽取人, who never gets the file: with a reason, a second proof and a day's quota,
 * each time recorded. Not for the person who made the letter, by whichever account.
 * @throws Refusal notFound; refused when there is none, and for who asked or made it; stepUp; tooMany
 */
export async function letterKey(actor: Actor, { id, reason }: Reveal): Promise<{ number: string }> {
  const { request, why } = await letterFor(actor, 'draw.letterKey', id)
  if (why) throw refused(why)
  const [letter] = await lettersOf(request.id)
  if (!letter?.keyCipher) throw refused(noLetter)
  const { paperId, keyCipher, paper } = letter
  if (await isSamePerson(actor, paper.byId)) {
    await recordDenial(auditWho(actor), { action: 'draw.letterKey', objectType: 'draw', objectId: id })
    throw refused('密封函是您生成的，密码要由另一个人保管。')
  }
  const what = `password ${paper.serial}`
  await recordReveal(actor, {
    ...{ action: 'draw.letterKey', subject: { type: 'draw', id }, what, reason, budget: 'letterKey' },
  })
  return { number: decryptField(keyCipher, place(paperId)) }
}
