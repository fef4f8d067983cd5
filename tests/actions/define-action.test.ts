import { readdirSync } from 'node:fs'
import { redirect } from 'next/navigation'
import { encode } from 'next-auth/jwt'
import { symbols } from 'pino'
import { z } from 'zod'
import type { SignedInActor } from '@/lib/access/actor'
import { defineAction } from '@/lib/access/define-action'
import type { ActionResult } from '@/lib/access/result'
import { phoneTaken } from '@/lib/access/unique'
import { createSession } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { conflict } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { log } from '@/lib/platform/log'
import { makeUnit } from '@/prisma/seed/factory'
import { registeredPerson } from '../support/applications'
import { useDatabase } from '../support/database'
import { fixtureId, fixturePhone } from '../support/fixtures-ids'
import { inRequest } from '../support/next-headers'
import { newPerson } from '../support/people'
import { makeReviewer, nextSerial, unitOf } from '../support/units'

jest.mock('next/headers', () => jest.requireActual('../support/next-headers'))
process.env.PUBLIC_URL = 'http://127.0.0.1:3000'
useDatabase()

type Action = (input: never) => Promise<ActionResult<unknown>>

/** Calls an action as the browser's page does, with the headers of its request. */
function call<I, T>(action: (input: I) => Promise<ActionResult<T>>, input: I, headers: Record<string, string> = {}) {
  const own = { origin: env().PUBLIC_URL, ...headers }
  return inRequest(new Request(env().PUBLIC_URL, { headers: own }), () => action(input))
}

async function cookieOf(actor: SignedInActor): Promise<string> {
  const sid = await createSession(db(), { accountId: actor.accountId, address: '127.0.0.1', userAgent: 'test' })
  return `session=${await encode({ token: { sid }, secret: env().SESSION_SECRET })}`
}

describe('requests of other sites (AU18)', () => {
  let runs = 0
  const action = defineAction(z.object({}), async () => {
    runs += 1
    return 'done'
  })
  beforeEach(() => {
    runs = 0
  })

  test('our own page is served', async () => {
    expect(await call(action, {})).toEqual({ ok: true, data: 'done' })
    expect(runs).toBe(1)
  })

  test.each<[string, Record<string, string | undefined>]>([
    ['another site', { origin: 'https://evil.example' }],
    ['a site that calls itself nothing', { origin: 'null' }],
    ['no origin', { origin: undefined }],
    ['an empty origin', { origin: '' }],
    ['another port', { origin: 'http://127.0.0.1:3001' }],
    ['another scheme', { origin: 'https://127.0.0.1:3000' }],
    ['a host that begins like ours', { origin: 'http://127.0.0.1:3000.evil.example' }],
    ['two origins', { origin: 'http://127.0.0.1:3000, https://evil.example' }],
    [
      'another site with matching forwarded headers',
      {
        origin: 'https://evil.example',
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
      },
    ],
    ['no origin, but our referer', { origin: undefined, referer: 'http://127.0.0.1:3000/login' }],
  ])('%s is refused before anything runs', async (_, headers) => {
    const request = new Request(env().PUBLIC_URL)
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) request.headers.set(name, value)
    const answer = await inRequest(request, () => action({}))
    expect(answer).toMatchObject({ ok: false, code: 'refused', message: expect.stringContaining('请从本系统的网址') })
    expect(runs).toBe(0)
  })
})

describe('what a run ends with', () => {
  const ending = (run: () => Promise<unknown>) => call(defineAction(z.object({}), run), {})

  test('a refusal is said as it is', async () => {
    const answer = await ending(async () => {
      throw conflict('沈鉴已于刚才办理。')
    })
    expect(answer).toEqual({ ok: false, code: 'conflict', message: '沈鉴已于刚才办理。', fieldErrors: undefined })
  })

  test('a redirect goes through', async () => {
    await expect(
      ending(async () => {
        redirect('/login')
      }),
    ).rejects.toThrow('NEXT_REDIRECT')
  })

  test('what the database found twice becomes a sentence beside its field', async () => {
    const person = await newPerson()
    const { phoneIndex } = await db().account.findUniqueOrThrow({ where: { id: person.accountId } })
    const samePhone = await ending(() =>
      db().account.create({
        data: { id: newId(), kind: 'individual', name: '某', phoneIndex, phoneCipher: 'x', passwordHash: 'x' },
      }),
    )
    expect(samePhone).toMatchObject({ ok: false, code: 'invalid', fieldErrors: { phone: [phoneTaken] } })
    const serial = nextSerial()
    const unit = (name: string, phone: number) =>
      makeUnit({ name, serial, status: 'active', admin: { name: '某', phone: fixturePhone(phone), password: 'x' } })
    await unit('示范甲', 7001)
    const sameCode = await ending(() => unit('示范乙', 7002))
    expect(sameCode).toMatchObject({
      code: 'invalid',
      fieldErrors: { creditCode: [expect.stringMatching(/已经注册/)] },
    })
  })

  describe('a failure nobody foresaw', () => {
    const lines: string[] = []
    const stream = Reflect.get(log, symbols.streamSym)
    beforeAll(() => {
      log.level = 'error'
      Reflect.set(log, symbols.streamSym, { write: (line: string) => lines.push(line) })
    })
    afterAll(() => {
      log.level = 'silent'
      Reflect.set(log, symbols.streamSym, stream)
    })
    beforeEach(() => {
      lines.length = 0
    })
    const phone = fixturePhone(4321)
    const document = fixtureId(321)

    const failures: [string, () => Promise<unknown>][] = [
      [
        'an error of ours that names somebody',
        async () => {
          throw new Error(`no such person: ${phone}, ${document}`)
        },
      ],
      [
        'an error whose message looks like a stack',
        async () => {
          throw new Error(`failed\n    at ${phone} (${document})`)
        },
      ],
      ['a value the database refuses', () => db().$queryRaw`SELECT ${`${phone} ${document}`}::int`],
      [
        'a row the database refuses',
        () =>
          db().account.create({
            data: { id: newId(), kind: 'individual', name: `言成 ${document}`, passwordHash: phone },
          }),
      ],
      [
        'a command the database layer refuses',
        () => db().account.findMany({ where: { name: phone, nonsense: document } as never }),
      ],
      ['something that is no error', () => Promise.reject(`${phone} ${document}`)],
    ]
    test.each(failures)('%s: a number for the person, no personal data in answer and log (PR11)', async (_, run) => {
      const answer = await ending(run)
      expect(answer).toEqual({
        ok: false,
        code: 'unexpected',
        message: expect.stringMatching(/^系统暂时出了点问题，您填写的内容还在。.*编号 [2-9A-Z]{4}-[2-9A-Z]{4}。$/),
      })
      const number = /编号 (\S+)。/.exec((answer as { message: string }).message)![1]
      expect(lines).toHaveLength(1)
      expect(JSON.parse(lines[0]!)).toMatchObject({ level: 50, number, where: 'action', msg: 'unexpected failure' })
      for (const secret of [phone, document, '言成']) expect(lines[0]).not.toContain(secret)
    })
  })
})

describe('whatever is sent, the answer is a refusal and never a failure (IN1)', () => {
  const actions: [string, Action][] = []
  let before: unknown
  const cookies: string[] = ['']
  /** These take no command: whatever comes with them counts as not said. */
  const withoutCommand = [
    'logoutAction',
    'endOtherSessionsAction',
    'offerTotpAction',
    'viewStepUpAction',
    'cancelPhoneAction',
    // what it is told may be left out
    'beginApplicationAction',
  ]

  beforeAll(async () => {
    const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.actions.ts'))
    for (const file of files)
      for (const [name, action] of Object.entries(await import(`../../lib/${file}`)))
        if (!withoutCommand.includes(name)) actions.push([name, action as Action])
    const unit = await unitOf('active')
    for (const actor of [await makeReviewer('沈鉴'), unit, await registeredPerson(unit)])
      cookies.push(await cookieOf(actor))
    before = await contents()
  })

  const contents = async () => {
    const tables = await db().$queryRaw<{ name: string }[]>`
      SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND relname NOT IN ('audit_event', 'rate_limit', 'session', 'idempotent_reply')`
    const counts = []
    for (const { name } of tables.sort((a, b) => a.name.localeCompare(b.name)))
      counts.push([
        name,
        await db().$queryRawUnsafe(
          `SELECT count(*)::int AS n, md5(string_agg(t::text, '' ORDER BY t::text)) AS h FROM "${name}" t`,
        ),
      ])
    return counts
  }

  const deep = (depth: number): unknown => (depth === 0 ? 'x' : { a: deep(depth - 1) })
  const values: [string, unknown][] = [
    ['a number', 7],
    ['a negative number', -1],
    ['a large number', 1e308],
    ['no number', Number.NaN],
    ['a big integer', 10n ** 40n],
    ['true', true],
    ['null', null],
    ['a list', ['x']],
    ['a list of lists', [[[]]]],
    ['an object', { id: 'x' }],
    ['a deep object', deep(500)],
    ['a date', new Date(Number.NaN)],
    ['a megabyte', '长'.repeat(350_000)],
    ['NUL', 'a\0b'],
    ['a lone surrogate', 'a\ud800b'],
    ['direction signs', '\u202eabc\u2066'],
    ['a prototype', JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}')],
    ['SQL', `'; DROP TABLE account; --`],
    ['an empty text', ''],
  ]
  const whole: [string, unknown][] = [['nothing', undefined], ['a text', 'x'], ...values]
  const keys =
    'id version event opinion applicationId statementVersion agreed name phone smsCode password passwordAgain current kind session token captcha purpose docType docNumber email regionCode unitId nature legalPerson creditCode contactName address contactPhone title body category publish fileId logins accounts data section accountId reason method code offer to oldCode newCode docTail action objectId _key'.split(
      ' ',
    )

  const known = ['invalid', 'signedOut', 'notFound', 'refused', 'conflict', 'tooMany', 'keyReused', 'stepUp']
  async function refuses(input: unknown): Promise<void> {
    for (const [name, action] of actions)
      for (const cookie of cookies) {
        const answer = await call(action, input as never, { cookie })
        if (answer.ok) throw new Error(`${name} took it`)
        expect([name, known]).toEqual([name, expect.arrayContaining([answer.code])])
        for (const sentence of Object.values(answer.fieldErrors ?? {}).flat())
          expect([name, sentence]).toEqual([
            name,
            expect.stringMatching(/^(?!.*\b(Invalid|expected|undefined)\b).*\p{Script=Han}/u),
          ])
      }
  }

  test('all actions are there', () => {
    expect(actions.length).toBeGreaterThan(12)
  })

  test.each(whole)('%s as the whole command', (_, input) => refuses(input))

  test.each(values)('%s in every field', async (_, value) => {
    await refuses(Object.fromEntries(keys.map(key => [key, value])))
    expect(Object.prototype).not.toHaveProperty('admin')
  })

  test('after all of it no table holds anything else than before', async () => {
    expect(await contents()).toEqual(before)
  })
})
