import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { encode } from 'next-auth/jwt'
import { createSession } from '@/lib/auth/session'
import { closeDb, db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { makeUnit } from '@/prisma/seed/factory'

const MB = 1024 * 1024
const SIZE = Number(process.env.UPLOAD_MB ?? 300) * MB - 4096

/**
 * Sends one big PDF through the running system that shares DATA_DIR and PORT with this command, as a browser does, and
 * tells how the memory of the web process grew meanwhile. For a database that is thrown away: it puts a policy with
 * two reviews of units in force.
 * `DATA_DIR=… PORT=… node scripts/run.mjs scripts/measure-upload.ts`
 */
async function main(): Promise<void> {
  const unit = await unitWithoutCertificate()
  const sid = await createSession(db(), { accountId: unit.accountId, address: '127.0.0.1', userAgent: 'measuring' })
  const token = await encode({ token: { sid }, secret: env().SESSION_SECRET })
  const headers = { cookie: `session=${token}`, origin: env().PUBLIC_URL }
  const pid = webProcess()
  await send(headers, 2 * MB, 'idScan')
  const before = rssOf(pid)
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, rssOf(pid))
  }, 50)
  const started = Date.now()
  const { hash, id } = await send(headers, SIZE, 'unitCertificate')
  clearInterval(watch)
  const seconds = (Date.now() - started) / 1000
  const row = await db().storedFile.findUniqueOrThrow({ where: { id: id ?? '' } })
  if (row.sha256 !== hash || Number(row.size) !== SIZE) throw new Error('what arrived is not what was sent')
  process.stdout.write(
    `${(SIZE / MB).toFixed(0)} MB in ${seconds.toFixed(1)} s, hash right; web process ${before.toFixed(0)} MB before, ` +
      `${peak.toFixed(0)} MB at most, ${rssOf(pid).toFixed(0)} MB after\n`,
  )
}

async function unitWithoutCertificate() {
  const { policy } = await currentPolicy()
  const unitRegistration = { ...policy.unitRegistration, reviews: 2 as const }
  const data = { ...policy, unitRegistration } as object
  await db().policyVersion.create({
    data: { preset: policy.preset, data, hash: 'measuring', effectiveFrom: new Date(), createdBy: 'measuring' },
  })
  // every process keeps the policy for some seconds
  await new Promise(resolve => setTimeout(resolve, 6000))
  const serial = 7000 + (Date.now() % 1000)
  const admin = { name: '测管', phone: `1990000${serial}`, password: randomBytes(12).toString('base64url') }
  const unit = await makeUnit({ name: `测量用第${Date.now()}研究所`, serial, status: 'submitted', admin })
  await db().unit.update({ where: { id: unit.unitId }, data: { status: 'incomplete' } })
  return unit
}

async function send(headers: Record<string, string>, size: number, purpose: string) {
  const name = 'measuring.pdf'
  const announced = await fetch(`${env().PUBLIC_URL}/api/uploadthing?actionType=upload&slug=attachment`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ input: { purpose }, files: [{ name, size, type: 'application/pdf' }] }),
  })
  // the first one only wakes the route up, and is of a purpose that units have not
  if (!announced.ok && purpose === 'idScan') return { hash: '', id: null }
  const [{ url }] = (await announced.json()) as [{ url: string }]
  const hash = createHash('sha256')
  const answer = await fetch(url, {
    method: 'PUT',
    headers: { ...headers, range: 'bytes=0-', 'content-type': 'multipart/form-data; boundary=measuring' },
    body: form(size, hash),
    duplex: 'half',
  } as unknown as RequestInit)
  const told = (await answer.json()) as { serverData?: { id: string }; message?: string }
  if (!told.serverData) throw new Error(`${answer.status} ${told.message}`)
  return { hash: hash.digest('hex'), id: told.serverData.id }
}

/** A PDF of one empty page and a long stream of noise, piece by piece, as the one part of a form. */
function form(size: number, hash: ReturnType<typeof createHash>): ReadableStream<Uint8Array> {
  const start = Buffer.from(
    '%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\n' +
      'endobj\n8 0 obj\n<< /Subtype /Image >>\nstream\n',
  )
  const end = Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n')
  let left = size - start.length - end.length
  const noise = randomBytes(MB).map(byte => (byte === 0x2f ? 0x2e : byte))
  const part = '--measuring\r\ncontent-disposition: form-data; name="file"; filename="blob"\r\n\r\n'
  const tell = (controller: ReadableStreamDefaultController<Uint8Array>, bytes: Buffer | Uint8Array) => {
    hash.update(bytes)
    controller.enqueue(bytes)
  }
  return new ReadableStream({
    start(controller) {
      controller.enqueue(Buffer.from(part))
      tell(controller, start)
    },
    pull(controller) {
      if (left > 0) {
        const piece = noise.subarray(0, Math.min(left, noise.length))
        left -= piece.length
        return tell(controller, piece)
      }
      tell(controller, end)
      controller.enqueue(Buffer.from('\r\n--measuring--\r\n'))
      controller.close()
    },
  })
}

const rssOf = (pid: string): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

/** The web process of the system with this PORT. */
function webProcess(): string {
  const found = readdirSync('/proc').find(pid => {
    if (!/^\d+$/.test(pid)) return false
    try {
      const isWeb = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('scripts/web.mjs')
      return isWeb && readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`PORT=${process.env.PORT}`)
    } catch {
      return false
    }
  })
  if (!found) throw new Error('no web process with this PORT is running')
  return found
}

main()
  .catch(error => {
    process.stderr.write(`${error}\n`)
    process.exitCode = 1
  })
  .finally(() => closeDb())
