import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import { tooMany } from '@/lib/platform/errors'

/** OWASP's figures for Argon2id (2; the package's enum exists for types only): 19 MiB, two passes, one lane. */
const settings = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Hashing takes 20 ms of one core and 19 MiB each: more at once would only make everybody wait longer. */
const AT_ONCE = 3
const MAX_WAITING = 200

let running = 0
const waiting: (() => void)[] = []

/** @throws Refusal tooMany when so many wait already that the answer would come too late */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MAX_WAITING) throw tooMany('现在登录的人太多，请过几秒再试。')
    await new Promise<void>(resolve => waiting.push(resolve))
  } else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

/** The Argon2id hash of a password, in PHC form. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, settings))

/** A hash nobody has the password of, for accounts that do not exist. */
const DUMMY = '$argon2id$v=19$m=19456,t=2,p=1$ZHVtbXktc2FsdC0xNmJ5dA$qJUVUzhtVsn0BqDKYUAoS+nXnxqSlm9ZQB1vgLbkNV4'

/**
 * Compares a password with a hash. Without a hash the same work is done in vain, so that the time does not tell
 * whether an account exists (trust AU1).
 * @param hashOf the hash, or what finds it once it is this comparison's turn
 */
export function verifyPassword(
  hashOf: string | null | undefined | (() => Promise<string | null | undefined>),
  password: string,
): Promise<boolean> {
  return inTurn(async () => {
    const stored = typeof hashOf === 'function' ? await hashOf() : hashOf
    const fits = await verify(stored ?? DUMMY, password).catch(() => false)
    return stored ? fits : false
  })
}
