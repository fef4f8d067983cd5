import 'server-only'
import { NextRequest } from 'next/server'
import { createRouteHandler, createUploadthing, type FileRouter, UTFiles } from 'uploadthing/next'
import { UploadThingError } from 'uploadthing/server'
import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { unexpected } from '@/lib/access/define-action'
import { allow } from '@/lib/access/gate'
import { Refusal } from '@/lib/platform/errors'
import { callbackUrl, ingestUrl, protocolSignature, protocolToken } from '@/lib/platform/upload-protocol'
import { completeUpload } from './attach.dal'
import type { FileDto } from './file.dto'
import { mimeOf } from './file.rules'
import { uploadInputSchema } from './file.schema'
import type { CheckedUpload } from './ingest.dal'
import { bindKey, openUpload } from './upload.dal'

/**
 * What belongs to one request while uploadthing's handler works on it. The handler runs on a scheduler that all
 * requests share, so that "the current request" of the framework may be another person's inside its callbacks:
 * nothing there may ask for cookies or headers. The request object is passed through faithfully, so the actor hangs
 * on it.
 */
type Exchange = {
  actor: Actor
  fileId?: string
  bound?: true
  checked?: CheckedUpload
  outcome?: FileDto
  failure?: unknown
}
const exchanges = new WeakMap<Request, Exchange>()
/** Announced uploads, by file id, until the handler has told us their key. */
const announced = new Map<string, Exchange>()

const unusable = '上传请求不完整，请刷新页面后重试。'

const define = createUploadthing({
  errorFormatter: error => ({ message: error.cause instanceof Refusal ? error.cause.message : sentenceOf(error) }),
})

const sentenceOf = (error: UploadThingError): string =>
  error.code === 'INTERNAL_SERVER_ERROR' ? unexpected(error.cause, 'upload').message : unusable

/** The protocol's limits are a fence around all purposes; the policy's, in sentences, are judged by `openUpload`. */
const fence = { maxFileSize: '512MB', maxFileCount: 1, contentDisposition: 'attachment' } as const

export const uploadRouter = {
  attachment: define(
    {
      pdf: fence,
      'image/jpeg': fence,
      'image/png': fence,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': fence,
      'application/vnd.ms-excel': fence,
      text: fence,
    },
    { awaitServerData: true, presignedURLTTL: '10m' },
  )
    .input(uploadInputSchema)
    .middleware(async ({ req, input, files }) => {
      const exchange = exchanges.get(req)!
      const [file] = files
      if (!file || files.length > 1) throw refusal(new Refusal('invalid', '请一次上传一个文件。'))
      const { fileId, kind } = await openUpload(exchange.actor, input, file).catch(error => {
        exchange.failure = error
        throw error instanceof Refusal ? refusal(error) : error
      })
      exchange.fileId = fileId
      announced.set(fileId, exchange)
      // the name in the address is not the person's: addresses end up in the logs of proxies
      return { fileId, [UTFiles]: [{ name: `file.${kind}`, size: file.size, type: mimeOf(kind), customId: fileId }] }
    })
    .onUploadComplete(async ({ req, file }) => {
      const exchange = exchanges.get(req)
      if (!exchange?.checked || exchange.checked.fileId !== file.customId)
        throw new Error('not announced in this process')
      try {
        exchange.outcome = await completeUpload(exchange.actor, exchange.checked)
      } catch (error) {
        exchange.failure = error
        throw error
      }
      return exchange.outcome
    }),
} satisfies FileRouter

export type UploadRouter = typeof uploadRouter

function refusal(cause: Refusal): UploadThingError {
  const code = cause.code === 'notFound' ? 'NOT_FOUND' : 'BAD_REQUEST'
  return new UploadThingError({ code, message: cause.message, cause })
}

const metadataCall = z.object({ fileKeys: z.tuple([z.string()]), metadata: z.object({ fileId: z.uuid() }) })

/** Answers the handler's calls to "the service" in this process. Any other address is refused: no request leaves. */
const inProcess = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
  const request = new Request(input, init)
  if (!request.url.startsWith(`${ingestUrl()}/`)) throw new Error('blocked a request to another host')
  if (request.url.endsWith('/route-metadata')) {
    const { fileKeys, metadata } = metadataCall.parse(await request.json())
    const exchange = announced.get(metadata.fileId)
    if (!exchange) throw new Error('metadata without an announced upload')
    await bindKey(exchange.actor, { fileId: metadata.fileId, key: fileKeys[0] })
    exchange.bound = true
  }
  return Response.json({ ok: true })
}

let made: ReturnType<typeof createRouteHandler> | undefined

function handler() {
  made ??= createRouteHandler({
    router: uploadRouter,
    config: {
      token: protocolToken(),
      ingestUrl: ingestUrl(),
      callbackUrl: callbackUrl(),
      isDev: false,
      handleDaemonPromise: 'await',
      // it would log the signed addresses; what goes wrong is logged here
      logLevel: 'None',
      fetch: inProcess,
    },
  })
  return made
}

/**
 * Lets the official handler answer a browser that wants to upload. Nothing of the browser's request is passed on but
 * its query and body: a call back, which headers would make of it, comes from this process only.
 * @throws Refusal signedOut, notFound
 */
export async function announceUpload(actor: Actor, url: string, body: unknown): Promise<Response> {
  await allow(actor, 'file.upload')
  const request = new NextRequest(`${callbackUrl()}${new URL(url).search}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
  const exchange: Exchange = { actor }
  exchanges.set(request, exchange)
  try {
    const answer = await handler().POST(request)
    // the handler has no word for it, and the browser offers to log in and go on
    if (exchange.failure instanceof Refusal && exchange.failure.code === 'signedOut') throw exchange.failure
    if (answer.ok && !exchange.fileId) return Response.json({ message: unusable }, { status: 400 })
    if (answer.ok && !exchange.bound) throw new Error('the upload was announced, but its key was not')
    return answer
  } finally {
    if (exchange.fileId) announced.delete(exchange.fileId)
  }
}

/**
 * Tells the official handler that a file arrived, in this process and signed as the protocol wants it; the handler
 * calls `onUploadComplete`.
 * @returns the attached file
 * @throws Refusal or what else kept it from being attached
 */
export async function settleUpload(actor: Actor, checked: CheckedUpload): Promise<FileDto> {
  const { fileId, key, name, staged } = checked
  const href = `/api/files/${fileId}`
  const body = JSON.stringify({
    status: 'uploaded',
    file: {
      ...{ key, customId: fileId, name, size: staged.size, type: '', fileHash: staged.sha256 },
      ...{ url: href, appUrl: href, ufsUrl: href },
    },
    origin: ingestUrl(),
    metadata: {},
  })
  const request = new NextRequest(`${callbackUrl()}?slug=attachment`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'uploadthing-hook': 'callback',
      'x-uploadthing-signature': protocolSignature(body),
    },
  })
  const exchange: Exchange = { actor, checked }
  exchanges.set(request, exchange)
  const answer = await handler().POST(request)
  if (exchange.outcome) return exchange.outcome
  throw exchange.failure ?? new Error(`the upload handler answered ${answer.status} without completing`)
}
