import 'server-only'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { isDemo } from '@/lib/platform/env'
import { secretPlace } from './factor'
import { freshCode } from './totp'

/**
 * The code that the authenticator of a demo account would show, so that a demonstration needs no telephone. Null in
 * production and for every other account; empty while the present codes are used up.
 */
export async function demoCode(accountId: string): Promise<string | null> {
  if (!isDemo()) return null
  const factor = await db().secondFactor.findFirst({ where: { accountId, account: { isDemo: true } } })
  if (!factor) return null
  const secret = decryptField(factor.secretCipher, secretPlace(accountId))
  return freshCode(secret, Number(factor.lastStep), now()) ?? ''
}
