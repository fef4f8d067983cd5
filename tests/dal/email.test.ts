import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { systemActor } from '@/lib/access/actor'
import { deliverMessage } from '@/lib/message/message.dal'
import { problemInWords } from '@/lib/message/message.rules'
import { enqueueEmail, enqueueSms } from '@/lib/message/outbox'
import { encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { newId } from '@/lib/platform/ids'
import { makeIndividual } from '../support/accounts'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'

useDatabase()

const mails: { to: string[]; raw: string }[] = []
let refuse = false
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  onAuth: ({ username, password }, _, done) =>
    password === 'made up: p@ss' ? done(null, { user: username }) : done(new Error('wrong')),
  onRcptTo: (_, __, done) => (refuse ? done(Object.assign(new Error('no'), { responseCode: 452 })) : done()),
  onData: (stream, session, done) => {
    const chunks: Buffer[] = []
    stream.on('data', chunk => chunks.push(chunk))
    stream.on('end', () => {
      mails.push({ to: session.envelope.rcptTo.map(one => one.address), raw: Buffer.concat(chunks).toString() })
      done()
    })
  },
})

/** @returns its address, with a login */
async function listen(): Promise<string> {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.server.address() as AddressInfo
  return `smtp://sender:${encodeURIComponent('made up: p@ss')}@127.0.0.1:${port}`
}

beforeAll(async () => {
  const SMTP_URL = await listen()
  Object.assign(process.env, { SMS_ADAPTER: 'none', SMTP_URL, SMTP_FROM: 'no-reply@expert.example.cn' })
})
afterAll(() => new Promise<void>(done => server.close(done)))
beforeEach(() => {
  mails.length = 0
  refuse = false
})

const worker = systemActor('deliver-message')
const site = '示范专家库'
const newest = () => db().message.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })

async function written(to: string, opinion = '材料不全') {
  await db().$transaction(tx =>
    enqueueEmail(tx, { to, template: 'application.refused', params: { site, opinion }, dedupeKey: newId() }),
  )
  return newest()
}

/** Headers with continuation lines joined, and the decoded text. */
function read(raw: string): { headers: string[]; text: string } {
  const [head, ...rest] = raw.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  const text = /base64/i.test(head!) ? Buffer.from(body, 'base64').toString() : body
  return { headers: head!.replace(/\r\n[ \t]+/g, ' ').split('\r\n'), text }
}
const decoded = (header: string) =>
  header.replace(/=\?UTF-8\?B\?([^?]+)\?=\s*/gi, (_, words: string) => Buffer.from(words, 'base64').toString())

test('an e-mail is plain text with the name of the site, and has the message’s id on every attempt', async () => {
  const message = await written('zhang.san@example.com')
  expect(message).toMatchObject({ channel: 'email', toMask: 'z***@example.com', status: 'queued' })
  expect(JSON.stringify(message)).not.toContain('zhang.san')
  refuse = true
  await expect(deliverMessage(worker, message.id)).rejects.toThrow()
  expect(problemInWords((await newest()).lastError)).toContain('452')
  refuse = false
  await deliverMessage(worker, message.id)
  const { headers, text } = read(mails[0]!.raw)
  expect(mails[0]!.to).toEqual(['zhang.san@example.com'])
  expect(headers).toContainEqual(expect.stringMatching(/^From: no-reply@expert\.example\.cn$/))
  expect(headers).toContainEqual(expect.stringContaining(`Message-ID: <${message.id}@`))
  expect(headers).toContainEqual(expect.stringMatching(/^Content-Type: text\/plain/))
  expect(headers.map(decoded)).toContainEqual(expect.stringContaining(`【${site}】入库审核不通过`))
  expect(text).toContain('材料不全')
  expect(text).toContain(`—— ${site}`)
})

test('IN24 what somebody typed makes no header, no line and no second recipient', async () => {
  const evil = '一\r\nBcc: other@example.com\r\n\r\n.\r\nRCPT TO:<x@example.com>'
  await db().$transaction(tx =>
    enqueueEmail(tx, {
      to: 'a@example.com',
      template: 'application.refused',
      params: { site: `库\r\nBcc: other@example.com`, opinion: evil },
      dedupeKey: newId(),
    }),
  )
  await deliverMessage(worker, (await newest()).id)
  expect(mails[0]!.to).toEqual(['a@example.com'])
  const { headers, text } = read(mails[0]!.raw)
  expect(headers.filter(header => /^bcc/i.test(header))).toEqual([])
  expect(text).not.toMatch(/^(Bcc|RCPT)/m)
})

test('IN24 an address that is none, however it came into the database, is not handed over', async () => {
  const { id } = await written('b@example.com')
  const forged = encryptField('b@example.com\r\nBcc: c@example.com', { table: 'message', id, column: 'to' })
  await db().message.update({ where: { id }, data: { toCipher: forged } })
  await expect(deliverMessage(worker, id)).rejects.toThrow()
  expect(mails).toEqual([])
  await db().$executeRaw`SELECT graphile_worker.remove_job(${id})`
  await db().message.delete({ where: { id } })
})

test('a wrong login of ours and a mail server that is gone are said in words', async () => {
  expect(problemInWords('smtpLogin')).toContain('口令')
  const message = await written('d@example.com')
  await new Promise<void>(done => server.close(done))
  await expect(deliverMessage(worker, message.id)).rejects.toThrow()
  expect((await newest()).lastError).toBe('unreachable')
  // somebody else may have its port by now
  env().SMTP_URL = await listen()
})

test('without a gateway an SMS goes to the proved e-mail address; without one it is kept as given up', async () => {
  const proved = await makeIndividual()
  const other = await makeIndividual()
  await db().account.update({ where: { id: proved.id }, data: { email: 'p@example.com', emailProvedAt: new Date() } })
  await db().account.update({ where: { id: other.id }, data: { email: 'q@example.com' } })
  for (const { id, phone } of [proved, other])
    await db().$transaction(tx =>
      enqueueSms(tx, {
        to: phone,
        accountId: id,
        template: 'application.admitted',
        params: { site },
        dedupeKey: newId(),
      }),
    )
  const [first, second] = await Promise.all(
    [proved, other].map(({ id }) => db().message.findFirstOrThrow({ where: { accountId: id } })),
  )
  expect(first).toMatchObject({ channel: 'email', status: 'queued', toMask: 'p***@example.com' })
  expect(second).toMatchObject({ channel: 'sms', status: 'dead', lastError: 'noGateway' })
  expect(await brokenInvariants()).toEqual([])
})
