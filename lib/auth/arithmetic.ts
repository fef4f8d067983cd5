import 'server-only'
import { randomInt } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import { decryptField, encryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { notFound } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { addressKey } from './address.rules'
import { answerOf, newQuestion, questionText, readAnswer, readQuestion } from './arithmetic.rules'
import { keyed } from './keyed'
import { spend } from './limits'
import { drawSum } from './sum-picture'
import { speak } from './voice'

const MINUTES = 5

/** What the browser gets: a picture of the question. The answer is on the server, hashed. */
export type ArithmeticCaptcha = { kind: 'arithmetic'; id: string; picture: string }

const place = (id: string) => ({ table: 'captcha_question', id, column: 'question' })
const browserOf = (actor: Actor): string => keyed('browser', actor.kind === 'anonymous' ? actor.browser : actor.kind)
const hashOf = (id: string, answer: string): string => keyed('captcha', `${id}|${answer}`)

/** A new question for this browser, good for five minutes and one answer. @throws Refusal tooMany */
export async function createArithmetic(actor: Actor): Promise<ArithmeticCaptcha> {
  await spend('captchaPicture', addressKey(actor.request.address))
  const id = newId()
  const question = newQuestion(below => randomInt(below))
  await db().captchaQuestion.create({
    data: {
      id,
      browser: browserOf(actor),
      questionCipher: encryptField(questionText(question), place(id)),
      answerHash: hashOf(id, answerOf(question)),
      expiresAt: new Date(now().getTime() + MINUTES * 60_000),
    },
  })
  return {
    kind: 'arithmetic',
    id,
    picture: `data:image/png;base64,${(await drawSum(questionText(question))).toString('base64')}`,
  }
}

/**
 * Takes an answer, `<id>.<what was typed>`: the first one to a question decides, right or wrong (trust AU10).
 */
export async function solvesArithmetic(actor: Actor, payload: unknown, on: Tx = db()): Promise<boolean> {
  const found = typeof payload === 'string' ? /^([0-9a-f-]{36})\.([^.]{1,20})$/.exec(payload) : null
  const answer = found && readAnswer(found[2]!)
  if (!found || answer === null) return false
  const [id, at] = [found[1]!, now()]
  const answered = await on.captchaQuestion.updateManyAndReturn({
    where: { id, browser: browserOf(actor), usedAt: null, expiresAt: { gt: at } },
    data: { usedAt: at },
    select: { answerHash: true },
  })
  return answered[0]?.answerHash === hashOf(id, answer)
}

/** The question as speech, for who cannot read the picture. @throws Refusal notFound when it is not this browser's */
export async function speakArithmetic(actor: Actor, id: string): Promise<Buffer> {
  const row = await db().captchaQuestion.findFirst({
    where: { id, browser: browserOf(actor), usedAt: null, expiresAt: { gt: now() } },
  })
  const question = row && readQuestion(decryptField(row.questionCipher, place(id)))
  if (!question) throw notFound()
  await spend('captchaPicture', addressKey(actor.request.address))
  return speak(question)
}
