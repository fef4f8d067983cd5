import { readFileSync } from 'node:fs'
import { closeDb } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { madeUpPhone, makeIndividual } from '@/prisma/seed/factory'

const ROUNDS = Number(process.env.ROUNDS ?? 200)
const FIRST = 3000
const password = 'Measuring-Answers-1'

/**
 * Asks the running system about known and unknown phones in turn, as strangers from ever new addresses: a login with a
 * wrong password, a code for a registration, a code for 找回密码. Tells whether the answers differ in anything, and the
 * medians of their times (trust AU1). For a database that is thrown away and a system started with CAPTCHA=off and
 * TRUST_PROXY=1: `DATA_DIR=… PORT=… NEXT_DIST_DIR=… node scripts/run.mjs scripts/measure-answers.ts`
 */
async function main(): Promise<void> {
  for (let n = 0; n < ROUNDS; n++)
    await makeIndividual({ name: '测时', serial: FIRST + n, phone: madeUpPhone(FIRST + n), password }).catch(() => null)
  const code = actionId('requestCodeAction')
  const ways: Record<string, (phone: string, n: number) => Promise<Answer>> = {
    login: (phone, n) => login(phone, n),
    'code to register': (phone, n) => act(code, { phone, purpose: 'register' }, n),
    'code to recover': (phone, n) => act(code, { phone, purpose: 'recover', kind: 'individual' }, n),
  }
  for (const [name, ask] of Object.entries(ways)) {
    const known: Answer[] = []
    const unknown: Answer[] = []
    for (let n = 0; n < ROUNDS; n++) {
      const pair = [
        async () => void known.push(await ask(madeUpPhone(FIRST + n), 2 * n)),
        async () => void unknown.push(await ask(madeUpPhone(FIRST + 3000 + n), 2 * n + 1)),
      ]
      // whoever comes second finds things warm; so they take turns
      for (const one of n % 2 ? pair.reverse() : pair) await one()
    }
    const kinds = (answers: Answer[]) => [...new Set(answers.map(answer => answer.what))].sort().join(' | ')
    const medians = [known, unknown].map(answers => median(answers.map(answer => answer.ms)))
    const same = kinds(known) === kinds(unknown) ? 'same' : `DIFFERENT: ${kinds(known)} AND ${kinds(unknown)}`
    process.stdout.write(
      `${name}, ${ROUNDS} each: ${same}; median ${medians[0]!.toFixed(1)} ms known, ${medians[1]!.toFixed(1)} ms unknown, ` +
        `difference ${(medians[0]! - medians[1]!).toFixed(1)} ms\n`,
    )
  }
}

type Answer = { what: string; ms: number }
let visits = 0

async function send(path: string, headers: Record<string, string>, body: string): Promise<Answer> {
  const n = visits++
  const address = `10.${Math.floor(n / 60_000)}.${Math.floor(n / 250) % 250}.${n % 250}`
  const started = performance.now()
  const answer = await fetch(env().PUBLIC_URL + path, {
    method: 'POST',
    headers: { origin: env().PUBLIC_URL, 'x-forwarded-for': address, ...headers },
    body,
    redirect: 'manual',
  })
  const text = await answer.text()
  const ms = performance.now() - started
  const cookies = answer.headers.getSetCookie().map(cookie => cookie.split('=')[0])
  return { what: `${answer.status} ${text.length} ${text} ${cookies}`.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, ''), ms }
}

async function login(name: string, _: number): Promise<Answer> {
  const first = await fetch(`${env().PUBLIC_URL}/api/auth/csrf`)
  const { csrfToken } = (await first.json()) as { csrfToken: string }
  const cookie = first.headers
    .getSetCookie()
    .map(one => one.split(';')[0])
    .join('; ')
  const body = { kind: 'individual', name, password: 'Wrong-Secret-00', csrfToken, json: 'true' }
  return send('/api/auth/callback/credentials', { cookie, 'content-type': 'application/json' }, JSON.stringify(body))
}

const act = (id: string, input: object, n: number): Promise<Answer> =>
  send(
    '/login',
    {
      'next-action': id,
      'content-type': 'text/plain;charset=UTF-8',
      cookie: `browser=${Buffer.from(String(n).padStart(16, '0')).toString('base64url')}`,
    },
    JSON.stringify([input]),
  )

function actionId(name: string): string {
  const file = `${process.env.NEXT_DIST_DIR || '.next'}/server/server-reference-manifest.json`
  const { node } = JSON.parse(readFileSync(file, 'utf8')) as { node: Record<string, { exportedName?: string }> }
  const id = Object.keys(node).find(key => node[key]!.exportedName === name)
  if (!id) throw new Error(`${name} is not in the build`)
  return id
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!

main()
  .catch(error => {
    process.stderr.write(`${error}\n`)
    process.exitCode = 1
  })
  .finally(() => closeDb())
