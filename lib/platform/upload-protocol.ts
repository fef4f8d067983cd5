import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from './env'
import { refused } from './errors'

/**
 * The server side of uploadthing's protocol, played by this application itself: the addresses it signs point at
 * `/api/ingest`, its calls back are answered in this process, and nothing ever goes to another host.
 */
export const ingestUrl = (): string => `${env().PUBLIC_URL}/api/ingest`
export const callbackUrl = (): string => `${env().PUBLIC_URL}/api/uploadthing`

const apiKey = (): string => `sk_${env().UPLOAD_SECRET}`

/** The token uploadthing's handler is configured with; its key signs addresses and calls. */
export function protocolToken(): string {
  return Buffer.from(JSON.stringify({ apiKey: apiKey(), appId: 'expert-pool', regions: ['local'] })).toString('base64')
}

/** The signature the handler asks for, over an address or a body. */
export const protocolSignature = (text: string): string =>
  `hmac-sha256=${createHmac('sha256', apiKey()).update(text).digest('hex')}`

/**
 * Opens an address that the handler signed. The signature covers everything before it, byte for byte, with the public
 * origin whatever host the request came through. Time and owner are judged by the rows, not here.
 * @throws Refusal refused for an address that was changed or is not ours
 */
export function readAddress(requestUrl: string): { fileId: string; key: string } {
  const address = verified(requestUrl)
  if (!address) throw refused('上传地址不对，可能被改动过。请刷新页面，重新选择文件上传。')
  return address
}

function verified(requestUrl: string): { fileId: string; key: string } | null {
  const { pathname, search, searchParams } = new URL(requestUrl)
  const signed = `${env().PUBLIC_URL}${pathname}${search}`
  const end = signed.lastIndexOf('&signature=')
  if (end < 0) return null
  const given = Buffer.from(searchParams.get('signature') ?? '')
  const right = Buffer.from(protocolSignature(signed.slice(0, end)))
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null
  const fileId = searchParams.get('x-ut-custom-id')
  const key = pathname.split('/').at(-1)
  return fileId && key ? { fileId, key } : null
}
