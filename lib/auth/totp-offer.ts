import 'server-only'
import QRCode from 'qrcode'
import { z } from 'zod'
import { now } from '@/lib/platform/clock'
import { decryptField, encryptField } from '@/lib/platform/crypto'
import { invalid } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { newTotpSecret, stepOf, totpAddress } from './totp'

const MINUTES = 30
const offerSchema = z.object({ secret: z.string(), until: z.number() })
const place = (accountId: string) => ({ table: 'totp_offer', id: accountId, column: 'secret' })

/**
 * A secret to put into an authenticator. Nothing is stored until its first code comes back: `token` is the secret
 * again, encrypted for this account, good for half an hour.
 */
export type TotpOffer = { token: string; picture: string; secret: string }

export async function newOffer(account: { id: string; name: string }): Promise<TotpOffer> {
  const secret = newTotpSecret()
  const { policy } = await currentPolicy()
  const address = totpAddress(secret, { issuer: policy.authority.siteTitle, label: account.name })
  const svg = await QRCode.toString(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
  const until = now().getTime() + MINUTES * 60_000
  return {
    token: encryptField(JSON.stringify({ secret, until }), place(account.id)),
    picture: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
    secret: secret.match(/.{1,4}/g)!.join(' '),
  }
}

/**
 * Opens an offer with the first code of the authenticator.
 * @returns the secret and the time step of the code
 * @throws Refusal invalid beside `code`
 */
export function acceptOffer(
  accountId: string,
  input: { offer: string; code: string },
): { secret: string; step: number } {
  const problem = (sentence: string) => invalid({ code: [sentence] }, sentence)
  const offer = open(accountId, input.offer)
  if (!offer || offer.until < now().getTime()) throw problem('这个二维码已失效，请刷新页面后重新扫描。')
  const step = stepOf(offer.secret, input.code, now())
  if (step === null) throw problem('动态验证码不对。请确认扫描的是本页的二维码，手机时间准确，再填写最新的 6 位数字。')
  return { secret: offer.secret, step }
}

function open(accountId: string, token: string): z.output<typeof offerSchema> | null {
  try {
    return offerSchema.parse(JSON.parse(decryptField(token, place(accountId))))
  } catch {
    return null
  }
}
