import 'server-only'
import { createHmac } from 'node:crypto'
import { now } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { DeliveryError } from './delivery-error'
import { composeRequest, type GatewaySettings, judgeAnswer } from './gateway.rules'
import type { MessageToSend } from './message.rules'

/** An answer longer than this is none of a gateway's. */
const LONGEST_ANSWER = 64 * 1024

export type HttpGateway = GatewaySettings & { url: string; timeoutMs: number }

function gatewayOf(): HttpGateway {
  const settings = env()
  return {
    url: settings.SMS_HTTP_URL!,
    timeoutMs: settings.SMS_HTTP_TIMEOUT_MS,
    token: settings.SMS_HTTP_TOKEN,
    secret: settings.SMS_HTTP_SECRET,
    signature: settings.SMS_SIGNATURE,
    format: settings.SMS_HTTP_FORMAT,
    templates: settings.SMS_TEMPLATES,
  }
}

/**
 * Hands an SMS to an HTTP gateway. The id is the same on every attempt, so that a gateway can drop repeats after a
 * success whose answer was lost (trust DU4). Being sent elsewhere is a failure: a log-in page that answers 200 would
 * otherwise pass for a delivery, and the text would go to another house.
 * @throws DeliveryError
 */
export async function sendByHttp(sms: MessageToSend, gateway: HttpGateway = gatewayOf()): Promise<void> {
  const request = composeRequest(sms, gateway, now())
  const headers: Record<string, string> = { ...request.headers, 'content-type': request.contentType }
  if (request.sign) {
    const { header, over, encoding, prefix } = request.sign
    headers[header.toLowerCase()] = prefix + createHmac('sha256', gateway.secret!).update(over).digest(encoding)
  }
  const { status, text } = await post(gateway, headers, request.body)
  const problem = judgeAnswer(status, text, gateway.format?.success)
  if (problem) throw new DeliveryError(problem)
}

async function post(
  gateway: HttpGateway,
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(gateway.timeoutMs),
    })
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel()
      throw new DeliveryError('redirected')
    }
    return { status: response.status, text: await readShort(response) }
  } catch (error) {
    if (error instanceof DeliveryError) throw error
    const late = error instanceof Error && error.name === 'TimeoutError'
    throw new DeliveryError(late ? 'timeout' : 'unreachable')
  }
}

/** The beginning of an answer; what is too long counts as empty. */
async function readShort(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > LONGEST_ANSWER) return ''
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
