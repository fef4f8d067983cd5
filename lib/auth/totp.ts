import 'server-only'
import { Secret, TOTP } from 'otpauth'

/** RFC 6238 as every authenticator understands it: SHA-1, six digits, 30 seconds. */
const settings = { algorithm: 'SHA1', digits: 6, period: 30 } as const
/** Steps of the clock before and after now that count too (trust AU13). */
const WINDOW = 1

const totp = (secret: string) => new TOTP({ ...settings, secret: Secret.fromBase32(secret) })

/** A new secret of 160 bits, in the letters people can type. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** What an authenticator reads from the picture. */
export const totpAddress = (secret: string, names: { issuer: string; label: string }): string =>
  new TOTP({ ...settings, ...names, secret: Secret.fromBase32(secret) }).toString()

const stepAt = (at: Date): number => Math.floor(at.getTime() / 1000 / settings.period)

/** The time step a code belongs to, or null when it is not a code of about now. */
export function stepOf(secret: string, code: string, at: Date): number | null {
  const delta = totp(secret).validate({ token: code, timestamp: at.getTime(), window: WINDOW })
  return delta === null ? null : stepAt(at) + delta
}

/** A code that is good now and later than `lastStep`, the present one first; null when all are used. */
export function freshCode(secret: string, lastStep: number, at: Date): string | null {
  const step = [stepAt(at), stepAt(at) + WINDOW].find(one => one > lastStep)
  return step === undefined ? null : totp(secret).generate({ timestamp: step * settings.period * 1000 })
}
