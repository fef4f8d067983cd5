import 'server-only'
import { createTransport } from 'nodemailer'
import { env } from '@/lib/platform/env'
import { email } from '@/lib/platform/fields/contact'
import { DeliveryError } from './delivery-error'
import type { MessageToSend } from './message.rules'

/** Longer than the single limits below together would be needed by no mail server that works. */
const WHOLE_MS = 30_000

const address = email()
const loopback = /^(localhost|127\.|\[?::1)/

/**
 * Hands an e-mail to the mail server: plain text only. Address, subject and text were made free of line breaks where
 * they came from; here they are checked again, because a header must not be forged whatever the database holds
 * (trust IN24). The Message-ID is the message's id on every attempt.
 * @throws DeliveryError
 */
export async function sendByMail(mail: MessageToSend): Promise<void> {
  const { SMTP_URL, SMTP_FROM, SMS_HTTP_TIMEOUT_MS, PUBLIC_URL } = env()
  const to = address.safeParse(mail.to)
  if (!to.success || to.data !== mail.to) throw new DeliveryError('smtp:address')
  const [head, ...rest] = mail.text.split('\n')
  const url = new URL(SMTP_URL!)
  const transport = createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (url.protocol === 'smtps:' ? 465 : 587),
    secure: url.protocol === 'smtps:',
    // text and codes cross the network encrypted, or not at all
    requireTLS: url.protocol === 'smtp:' && !loopback.test(url.hostname),
    auth: url.username ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } : undefined,
    connectionTimeout: SMS_HTTP_TIMEOUT_MS,
    greetingTimeout: SMS_HTTP_TIMEOUT_MS,
    socketTimeout: SMS_HTTP_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  let timer: NodeJS.Timeout | undefined
  try {
    const late = new Promise<never>((_, fail) => {
      timer = setTimeout(() => fail(new DeliveryError('timeout')), WHOLE_MS)
    })
    const sent = transport.sendMail({
      from: { name: '', address: SMTP_FROM! },
      to: { name: '', address: to.data },
      subject: head!.replace(/[\p{Cc}\p{Cf}]+/gu, ' '),
      text: rest.join('\n').trimStart(),
      messageId: `<${mail.id}@${new URL(PUBLIC_URL).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    await Promise.race([sent, late])
  } catch (error) {
    throw error instanceof DeliveryError ? error : new DeliveryError(codeOf(error))
  } finally {
    clearTimeout(timer)
    transport.close()
  }
}

function codeOf(error: unknown): string {
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  if (code === 'EAUTH') return 'smtpLogin'
  if (code === 'ETLS') return 'smtpTls'
  if (code === 'ETIMEDOUT') return 'timeout'
  if (responseCode) return `smtp:${responseCode}`
  return 'unreachable'
}
