import sharp from 'sharp'
import { writeTx } from '@/lib/access/transaction'
import { createArithmetic, solvesArithmetic, speakArithmetic } from '@/lib/auth/arithmetic'
import { answerOf, newQuestion, questionText, readAnswer, readQuestion } from '@/lib/auth/arithmetic.rules'
import { createCaptcha, verifyCaptcha } from '@/lib/auth/captcha'
import { requestCode } from '@/lib/auth/sms-code.dal'
import { setClock } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { refused } from '@/lib/platform/errors'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { visitor } from '../support/accounts'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import { enforce } from '../support/policy'

process.env.CAPTCHA = 'on'
useDatabase()
beforeAll(() => enforce('wuhan', { auth: { ...wuhan.auth, captcha: 'arithmetic' } }))
afterEach(() => setClock(null))

/** What a person reads in the picture. */
async function answerTo(id: string): Promise<string> {
  const { questionCipher } = await db().captchaQuestion.findUniqueOrThrow({ where: { id } })
  const text = decryptField(questionCipher, { table: 'captcha_question', id, column: 'question' })
  return answerOf(readQuestion(text)!)
}

test('every sum has a result from 0 to 18, and is read as it is written', () => {
  for (let one = 0; one < 10; one++)
    for (let other = 0; other < 10; other++)
      for (const sign of [0, 1]) {
        const draws = [one, other, sign]
        const question = newQuestion(() => draws.shift()!)
        expect(Number(answerOf(question))).toBeGreaterThanOrEqual(0)
        expect(readQuestion(questionText(question))).toEqual(question)
      }
  expect([' ８ ', '08', '1 1', '-3', 'x', '', '100'].map(readAnswer)).toEqual(['8', '8', '11', null, null, null, null])
})

test('AU10 the answer is in no part of what the browser gets; the picture is pixels', async () => {
  const actor = visitor()
  const captcha = await createArithmetic(actor)
  expect(Object.keys(captcha).sort()).toEqual(['id', 'kind', 'picture'])
  const bytes = Buffer.from(captcha.picture.replace('data:image/png;base64,', ''), 'base64')
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png' })
  const sound = await speakArithmetic(actor, captcha.id)
  expect(sound.subarray(0, 4).toString()).toBe('RIFF')
  expect(sound.readUInt32LE(40)).toBe(sound.length - 44)
  expect((await speakArithmetic(actor, captcha.id)).equals(sound)).toBe(false)
  await expect(speakArithmetic(visitor(), captcha.id)).rejects.toMatchObject({ code: 'notFound' })
})

test('AU10 a right answer is good once, however many try at once; a wrong one uses the picture up', async () => {
  const actor = visitor()
  const { id } = await createArithmetic(actor)
  const right = `${id}.${await answerTo(id)}`
  const tries = await Promise.all(Array.from({ length: 10 }, () => solvesArithmetic(actor, right)))
  expect(tries.filter(Boolean)).toHaveLength(1)
  const next = await createArithmetic(actor)
  const answer = await answerTo(next.id)
  expect(await solvesArithmetic(actor, `${next.id}.${Number(answer) + 1}`)).toBe(false)
  expect(await solvesArithmetic(actor, `${next.id}.${answer}`)).toBe(false)
})

test('AU10 inside a write that is rolled back a wrong answer uses the picture up, a right one stays good', async () => {
  const actor = visitor()
  const { id } = await createArithmetic(actor)
  const answer = await answerTo(id)
  const attempt = (typed: string) =>
    writeTx(actor, async tx => {
      await verifyCaptcha(actor, `${id}.${typed}`, tx)
      throw refused('已经结束')
    })
  await expect(attempt(answer)).rejects.toMatchObject({ code: 'refused' })
  await expect(attempt(String(Number(answer) + 1))).rejects.toMatchObject({ code: 'invalid' })
  await expect(attempt(answer)).rejects.toMatchObject({ code: 'invalid' })
})

test('AU10 another browser’s picture, an old one and odd payloads are refused', async () => {
  const actor = visitor()
  const { id } = await createArithmetic(actor)
  const right = `${id}.${await answerTo(id)}`
  expect(await solvesArithmetic(visitor(), right)).toBe(false)
  for (const odd of [null, undefined, [], {}, '', 'off', '.', `${id}.`, `${id}`, `.${right}`, 'x'.repeat(9000)])
    await expect(verifyCaptcha(actor, odd)).rejects.toMatchObject({ fieldErrors: { captcha: [expect.any(String)] } })
  setClock(new Date(Date.now() + 5 * 60_000 + 1000))
  expect(await solvesArithmetic(actor, right)).toBe(false)
  setClock(null)
  expect(await solvesArithmetic(actor, right)).toBe(true)
})

test('the policy decides: a code is sent for the sum, and not without it', async () => {
  const actor = visitor()
  const input = { phone: fixturePhone(7601), purpose: 'register' } as const
  await expect(requestCode(actor, input)).rejects.toMatchObject({ fieldErrors: { captcha: [expect.any(String)] } })
  const captcha = await createCaptcha(actor)
  if (!('kind' in captcha)) throw new Error('the policy asks for a sum')
  await requestCode(actor, { ...input, captcha: `${captcha.id}.${await answerTo(captcha.id)}` })
})

test('after all of it everything holds that must', async () => {
  expect(await brokenInvariants()).toEqual([])
})
