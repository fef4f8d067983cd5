import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { conflict, invalid } from '@/lib/platform/errors'
import { rewriteImage } from '@/lib/platform/image'
import { drain, receivePart } from '@/lib/platform/multipart'
import { inspectPdf } from '@/lib/platform/pdf'
import { scan } from '@/lib/platform/scanner'
import { SealBroken } from '@/lib/platform/sealed-block'
import { fileStore, type Staged } from '@/lib/platform/storage'
import { refuseUpload, type Writer } from './attach.dal'
import type { FileDto } from './file.dto'
import { isContentOf, isList, kindOfContent, kindOfName, notWhatItSays } from './file.rules'
import { readStampedForm } from './stamped'
import { claimUpload, type OpenClaim, quarantine, recordBytes, type UploadAddress } from './upload.dal'

const CHECKPOINT_BYTES = 1024 * 1024
const MAX_DRAIN = 32 * 1024 * 1024

/** Bytes that arrived whole and passed their checks, not yet attached to anything. */
export type CheckedUpload = Writer & {
  state: 'checked'
  key: string
  name: string
  staged: Staged
  scanned: boolean
  codes: string[]
}

/**
 * Takes the body of a PUT: appends it to what is kept, and once all announced bytes are there, checks them. An
 * interrupted body leaves its bytes for the next request. A repetition after success answers with the attached file.
 * Between the last byte and the end of the checks the file is quarantined; it stays so if the virus scanner gives no
 * answer (trust IN15).
 * @throws Refusal with a sentence for the person; the address stays usable after a conflict
 */
export async function receiveUpload(
  actor: Actor,
  address: UploadAddress,
  request: Request,
): Promise<{ state: 'complete'; file: FileDto } | CheckedUpload> {
  try {
    const claim = await claimUpload(actor, address, positionOf(request))
    if (claim.state === 'complete') return claim
    await receiveBytes(actor, claim, request)
    await quarantine(actor, claim)
    const checked = await inTurn(() => check(claim))
    if ('fault' in checked) {
      await refuseUpload(actor, claim, checked.reason)
      throw invalid({ file: [checked.fault] }, checked.fault)
    }
    const { fileId, writer, name } = claim
    return { state: 'checked', fileId, writer, name, key: address.key, ...checked }
  } finally {
    await drain(request, MAX_DRAIN)
  }
}

/** `Range: bytes=N-` says from which byte on the body goes. */
function positionOf(request: Request): number {
  const range = /^bytes=(\d{1,15})-$/.exec(request.headers.get('range') ?? '')
  if (!range) throw conflict('上传的进度对不上，请点「重试」继续。')
  return Number(range[1])
}

async function receiveBytes(actor: Actor, claim: OpenClaim, request: Request): Promise<void> {
  const start = positionOf(request)
  if (start === claim.size) return
  const partial = await fileStore().writePartial(claim.fileId, start, claim.size)
  let received = start
  let recorded = start
  const record = async () => {
    const kept = await partial.sync()
    await recordBytes(actor, claim, kept)
    recorded = kept
  }
  try {
    const end = await receivePart(request, claim.size - start, async chunk => {
      await partial.write(chunk)
      received += chunk.length
      if (received - recorded >= CHECKPOINT_BYTES) await record()
    })
    if (end === 'tooLong') {
      await refuseUpload(actor, claim, 'length')
      const sentence = '文件的实际大小与选择时不一致，请重新选择文件后上传。'
      throw invalid({ file: [sentence] }, sentence)
    }
    await record()
  } finally {
    await partial.close()
  }
  if (received !== claim.size) throw conflict('文件还没有传完，请点「重试」继续。')
}

type Checked = { staged: Staged; scanned: boolean; codes: string[] } | { fault: string; reason: 'content' | 'virus' }

/** Our own checks first, then the virus scanner over the very bytes that will be kept. */
async function check(claim: OpenClaim): Promise<Checked> {
  const staged = await checkContent(claim)
  if (typeof staged === 'string') return { fault: staged, reason: 'content' }
  try {
    const verdict = await scan(await staged.stream())
    if (verdict !== 'infected') {
      const { codes, fault } = await readStampedForm(claim, staged)
      if (!fault) return { staged, scanned: verdict === 'clean', codes }
      await staged.discard()
      return { fault, reason: 'content' }
    }
  } catch (error) {
    await staged.discard()
    throw error
  }
  await staged.discard()
  return { fault: infected, reason: 'virus' }
}

/**
 * Extension, declared type and content agree by now or here (trust IN11). The bytes are first written anew, where no
 * other request writes: what is checked is exactly what is stored, whatever still happens to the partial.
 * @returns the bytes to keep, or a sentence
 */
async function checkContent(claim: OpenClaim): Promise<Staged | string> {
  const kind = kindOfName(claim.name)!
  const bytes = fileStore().readPartial(claim.fileId, claim.size)
  try {
    if (isList(kind)) return await checkList(claim, kind, bytes)
    return await (kind === 'pdf' ? checkPdf(claim, bytes) : checkPicture(claim, kind, bytes))
  } catch (error) {
    if (error instanceof SealBroken) return '文件在传输中损坏了，请重新选择文件上传。'
    throw error
  }
}

async function checkPdf({ fileId, size }: OpenClaim, bytes: AsyncIterable<Buffer>): Promise<Staged | string> {
  const staged = await fileStore().stage(fileId, size, bytes)
  const { source } = staged
  try {
    const fault = kindOfContent(source.slice(0, 16)) === 'pdf' ? await inspectPdf(source) : notWhatItSays('pdf')
    if (fault === null) return staged
    await staged.discard()
    return fault
  } catch (error) {
    await staged.discard()
    throw error
  }
}

/** What is in a list is the reader's to judge, which trusts nothing of it (lib/platform/sheet-reader). */
async function checkList(
  { fileId, size }: OpenClaim,
  kind: 'xlsx' | 'csv',
  bytes: AsyncIterable<Buffer>,
): Promise<Staged | string> {
  const staged = await fileStore().stage(fileId, size, bytes)
  if (isContentOf(kind, staged.source.slice(0, 16))) return staged
  await staged.discard()
  return notWhatItSays(kind)
}

/** Pictures are small (`whyNotOffer`) and are made anew in memory. */
async function checkPicture(
  { fileId }: OpenClaim,
  kind: 'jpg' | 'png',
  bytes: AsyncIterable<Buffer>,
): Promise<Staged | string> {
  const blocks: Buffer[] = []
  for await (const block of bytes) blocks.push(block)
  const picture = Buffer.concat(blocks)
  if (kindOfContent(picture) !== kind) return notWhatItSays(kind)
  const made = await rewriteImage(picture, kind)
  return typeof made === 'string' ? made : fileStore().stage(fileId, made.length, [made])
}

const infected = '在这个文件中发现了病毒，不能上传。请先给电脑杀毒，再重新制作这个文件。'

const SIDE_BY_SIDE = 2
let running = 0
const waiting: (() => void)[] = []

/** Checks take time and, for pictures, memory; so only a few run at a time. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= SIDE_BY_SIDE) await new Promise<void>(resolve => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
