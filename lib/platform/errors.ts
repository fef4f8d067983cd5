import type { Tx } from './db'

/** Why a request was refused; `message` is a Chinese sentence for the user, `code` is for programs. */
export type RefusalCode =
  | 'signedOut'
  | 'notFound'
  | 'refused'
  | 'conflict'
  | 'invalid'
  | 'tooMany'
  | 'keyReused'
  | 'confirm'
  | 'stepUp'
  | 'busy'

/** What somebody must prove himself again for: one deed on one thing. */
export type Deed = { action: string; objectId: string }

/** An expected refusal. Everything else that is thrown is a defect and is answered with an error number. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly fieldErrors?: Record<string, string[]>,
    /** an attempt beyond somebody's reach: `writeTx` audits it once the transaction is rolled back */
    readonly denied?: { action: string; objectType: string; objectId: string },
    /** what is left behind all the same: written by `writeTx` in a transaction of its own after the rollback */
    readonly after?: (tx: Tx) => Promise<void>,
    /** with `stepUp`: what the proof is for */
    readonly deed?: Deed,
  ) {
    super(message)
  }
}

export const signedOut = () => new Refusal('signedOut', '您还没有登录，或登录已过期。请重新登录后继续。')
/** Missing and forbidden look alike, so that nobody learns of an object by guessing its id. */
export const notFound = () => new Refusal('notFound', '没有找到这条记录，或者您没有查看它的权限。')
export const refused = (message: string) => new Refusal('refused', message)
export const conflict = (message: string) => new Refusal('conflict', message)
/** Somebody else holds what is needed, for longer than anybody waits: nothing was done, and trying again will do. */
export const busy = (message: string) => new Refusal('busy', message)
export const tooMany = (message: string) => new Refusal('tooMany', message)
/** Errors beside fields: name of the field → sentences. */
export const invalid = (fieldErrors: Record<string, string[]>, message = '有内容需要修改，请看标出的地方。') =>
  new Refusal('invalid', message, fieldErrors)
