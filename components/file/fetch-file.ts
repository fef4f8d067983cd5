/** Why a file could not be fetched, as a sentence for the person. */
export class FetchFailed extends Error {}

const broken = '网络不稳定，文件没有打开。请稍后再试，或者下载后查看。'

/** What is asked for first: enough to know what it is, and the whole of most pictures. */
const FIRST = 256 * 1024
/** Tries of one request, and how long to wait before the next. */
const pauses = [500, 1500, null]

/** A file behind the gate of which only the parts that are needed are fetched. */
export type RemoteFile = {
  type: string
  size: number
  /** its beginning, or all of it */
  first: Uint8Array<ArrayBuffer>
  /** Bytes from a place up to another. @throws FetchFailed */
  read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>
}

/**
 * Opens a file through the gate by its first bytes; each further part passes the gate again.
 * @throws FetchFailed with a sentence
 */
export async function openRemote(href: string, signal: AbortSignal): Promise<RemoteFile> {
  const { bytes, type, size } = await part(href, 0, FIRST, signal)
  const read = async (from: number, to: number) =>
    to <= bytes.length ? bytes.slice(from, to) : (await part(href, from, to, signal)).bytes
  return { type, size, first: bytes, read }
}

/** All of a file that was opened, telling how far it is from 0 to 100. @throws FetchFailed */
export async function readWhole(file: RemoteFile, report: (percent: number) => void): Promise<Blob> {
  const parts: BlobPart[] = [file.first]
  const step = 1024 * 1024
  for (let from = file.first.length; from < file.size; from += step) {
    report(Math.floor((from / file.size) * 100))
    parts.push(await file.read(from, Math.min(file.size, from + step)))
  }
  return new Blob(parts, { type: file.type })
}

type Part = { bytes: Uint8Array<ArrayBuffer>; type: string; size: number }

async function part(href: string, from: number, to: number, signal: AbortSignal): Promise<Part> {
  for (const pause of pauses) {
    const got = await attempt(href, from, to, signal)
    if (got) return got
    if (pause === null || signal.aborted) break
    await new Promise(resolve => setTimeout(resolve, pause))
  }
  throw new FetchFailed(broken)
}

/** @returns null where another try may help */
async function attempt(href: string, from: number, to: number, signal: AbortSignal): Promise<Part | null> {
  const headers = { range: `bytes=${from}-${to - 1}` }
  const answer = await fetch(href, { headers, signal, cache: 'no-store' }).catch(() => null)
  if (!answer || answer.status >= 500) return null
  if (!answer.ok) {
    const told = (await answer.json().catch(() => null)) as { message?: string } | null
    throw new FetchFailed(told?.message ?? broken)
  }
  const bytes = await answer.arrayBuffer().catch(() => null)
  if (!bytes) return null
  const type = answer.headers.get('content-type') ?? ''
  // somewhere on the way the wish for a part may get lost; then everything comes
  if (answer.status !== 206) return { bytes: new Uint8Array(bytes.slice(from, to)), type, size: bytes.byteLength }
  const size = Number(/\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.[1])
  return bytes.byteLength === Math.min(to, size) - from ? { bytes: new Uint8Array(bytes), type, size } : null
}
