import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { deservesEvent } from '@/lib/access/denials'
import { allow, audit, auditWho } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { blindIndex } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { refused, tooMany } from '@/lib/platform/errors'
import { maskName } from '@/lib/platform/fields/masks'
import { sha256 } from '@/lib/platform/ids'
import { activate } from './activation'
import { addressKey } from './address.rules'
import { captchaIsOff, solvesCaptcha } from './captcha'
import { isOwnAddress } from './code-core'
import { factorsOf, stageFacts } from './factor'
import { homeOf } from './home.rules'
import { keyed } from './keyed'
import { count, forget, isSpent, spend } from './limits'
import { LOCK_MINUTES, MAX_FAILURES, tryPassword } from './lock'
import type { CodeLogin, Login, LoginRefusal } from './login.schema'
import { claimFirst, isStale } from './phone.rules'
import { actorOfAccount, createSession, endSession } from './session'
import { consumeCode } from './sms-code.dal'
import { noteSpray, sprayLevel } from './spray'
import { stageAfter, stagePaths } from './stage.rules'

/** Where a login comes from: the device, and the session this browser had so far. */
export type Visit = { userAgent: string; sid: string | null }
export type LoginOutcome = { ok: true; sid: string; accountId: string; home: string } | ({ ok: false } & LoginRefusal)

/** Why an attempt failed, for the audit trail; what the visitor is told does not depend on most of them. */
type Reason = 'unknown' | 'wrong' | 'locked' | 'disabled' | 'unusable' | 'captcha' | 'tooMany'

const wrong = `账号或密码不对，请核对后再试。连续输错 ${MAX_FAILURES} 次，账号会锁定 ${LOCK_MINUTES} 分钟。`
const sentences: Record<Reason, string> = {
  unknown: wrong,
  wrong,
  locked: wrong,
  unusable: wrong,
  disabled: '这个账号已停用。如有疑问，请联系我们。',
  captcha: '请先完成安全验证，再点登录。',
  tooMany: '登录失败的次数太多了，请 10 分钟后再试；忘记密码可以找回。',
}

type Candidate = { id: string; name: string; passwordHash: string; disabledAt: Date | null }

/**
 * Logs somebody in: captcha after the first failure, the password, the lock, a new session row. Known and unknown
 * names get the same answer for the same work (trust AU1); the right password during a lock is as wrong as any
 * (AU4). Exactly one audit event for each success and each failure; the question "which person" leaves none.
 * @returns the secret of the new session, or why not
 * @throws Refusal tooMany when too many passwords are being checked at once
 */
export async function login(actor: Actor, input: Login, visit: Visit): Promise<LoginOutcome> {
  await allow(actor, 'session.start')
  const keys = { name: keyed('limit', `${input.kind}:${input.name}`), address: addressKey(actor.request.address) }
  const spray = await sprayLevel(input.password)
  if (spray === 'stop' || (await isSpent('loginAddress', keys.address))) return fail(actor, input, 'tooMany')
  const suspicious =
    spray === 'slow' || (await isSpent('captchaName', keys.name)) || (await isSpent('captchaAddress', keys.address))
  if (suspicious && !(await solvesCaptcha(actor, input.captcha))) return fail(actor, input, 'captcha')

  const candidates = await candidatesFor(input)
  const chosen = candidates.length > 1 ? candidates.find(one => one.id === input.person) : candidates[0]
  const guess = await tryPassword(chosen, input.password)
  if (candidates.length > 1 && !chosen) {
    await spend('whichAddress', keys.address)
    return whichOf(candidates, suspicious)
  }
  if (guess.fits && chosen) {
    const outcome = await enter(actor, input, chosen, visit)
    if (typeof outcome !== 'string') {
      await forget('captchaName', keys.name)
      return outcome
    }
    return fail(actor, input, outcome, chosen)
  }
  await Promise.all([
    count('loginAddress', keys.address),
    count('captchaAddress', keys.address),
    count('captchaName', keys.name),
    noteSpray(actor, { name: keys.name, password: input.password }),
  ])
  return fail(actor, input, chosen ? (guess.open ? 'wrong' : 'locked') : 'unknown', chosen, guess.locked)
}

/** The accounts a typed name stands for: one or none, or all administrators of the unit a code leads to. */
async function candidatesFor(input: Login): Promise<Candidate[]> {
  const select = { id: true, name: true, passwordHash: true, disabledAt: true } as const
  if (input.kind === 'staff') return db().account.findMany({ where: { kind: 'staff', login: input.name }, select })
  if (input.kind === 'unitAdmin' && input.name.length === 18) {
    // the code of a unit that was merged leads to the one it went into, whose home says so
    const unit = { OR: [{ creditCode: input.name }, { mergedFrom: { some: { creditCode: input.name } } }] }
    return db().account.findMany({
      where: { kind: 'unitAdmin', unitAdmin: { endedAt: null, unit } },
      select,
      orderBy: { createdAt: 'asc' },
      take: 20,
    })
  }
  return db().account.findMany({ where: { kind: input.kind, phoneIndex: blindIndex('phone', input.name) }, select })
}

function whichOf(candidates: Candidate[], captcha: boolean): LoginOutcome {
  const people = candidates.map(one => ({ id: one.id, name: maskName(one.name) }))
  return { ok: false, code: 'which', message: '这个单位有多位管理员，请选择您是哪一位，再点登录。', captcha, people }
}

/** Opens the door for a right password, unless the account was changed or disabled meanwhile. */
async function enter(actor: Actor, input: Login, chosen: Candidate, visit: Visit): Promise<LoginOutcome | Reason> {
  const at = now()
  return db().$transaction(async tx => {
    const opened = await tx.account.updateMany({
      where: { id: chosen.id, passwordHash: chosen.passwordHash, disabledAt: null },
      data: { lastLoginAt: at },
    })
    if (opened.count === 0) return chosen.disabledAt ? 'disabled' : 'wrong'
    return begin(actor, tx, { accountId: chosen.id, kind: input.kind, done: 'password' }, visit)
  })
}

/**
 * Begins the session, whole or half, and ends the one the browser had. `unusable` where the account makes no actor.
 */
async function begin(
  actor: Actor,
  tx: Tx,
  who: { accountId: string; kind: Login['kind']; done: 'password' | 'smsCode' },
  visit: Visit,
): Promise<LoginOutcome | 'unusable'> {
  const { accountId, kind, done } = who
  const person = await actorOfAccount(tx, accountId, actor.request)
  if (!person) return 'unusable'
  if (visit.sid) await endSession(tx, sha256(visit.sid), 'replaced')
  const { address } = actor.request
  const stage = stageAfter(await stageFacts(tx, await factorsOf(tx, accountId)), [done])
  const sid = await createSession(tx, { accountId, address, userAgent: visit.userAgent, stage })
  await audit(tx, person, {
    action: 'session.start',
    objectType: 'account',
    objectId: accountId,
    result: 'done',
    detail: { kind, ...(done === 'password' ? {} : { method: done }), ...(stage === 'full' ? {} : { stage }) },
  })
  if (stage === 'full') await activate(tx, person)
  return { ok: true, sid, accountId, home: stage === 'full' ? homeOf(person) : stagePaths[stage] }
}

/**
 * Logs somebody in by a code sent to his phone, or without a gateway to the address he has proved. What is said about the account is said after the phone is proved;
 * a phone that was not proved for a year may have been given to somebody else and needs the password (trust AU1).
 * A lock is against guessed passwords and does not stop a proved phone.
 * @throws Refusal invalid beside `smsCode`; refused; tooMany
 */
export async function loginByCode(actor: Actor, input: CodeLogin, visit: Visit): Promise<LoginOutcome> {
  await allow(actor, 'session.start')
  if (await isSpent('loginAddress', addressKey(actor.request.address))) throw tooMany(sentences.tooMany)
  return writeTx(actor, async tx => {
    const proved = await consumeCode(actor, tx, { phone: input.name, purpose: 'login', code: input.smsCode })
    const account = await tx.account.findFirst({
      where: { kind: input.kind, phoneIndex: blindIndex('phone', input.name) },
      select: {
        ...{ id: true, disabledAt: true, unclaimedSince: true },
        ...{ phoneProvedAt: true, email: true, emailProvedAt: true },
      },
    })
    const at = now()
    const byEmail = proved.by === 'email'
    if (!account || (byEmail && !isOwnAddress(account, proved.emailIndex))) throw refused(noAccount[input.kind])
    if (account.disabledAt) throw refused(sentences.disabled)
    if (account.unclaimedSince) throw refused(claimFirst)
    if (!byEmail && isStale(account.phoneProvedAt, at)) throw refused(staleSentence)
    const data = { lastLoginAt: at, ...(byEmail ? {} : { phoneProvedAt: at }) }
    await tx.account.update({ where: { id: account.id }, data })
    const outcome = await begin(actor, tx, { accountId: account.id, kind: input.kind, done: 'smsCode' }, visit)
    if (outcome === 'unusable') throw refused(sentences.disabled)
    return outcome
  })
}

const noAccount = {
  individual: '这个手机号没有个人账号。如果是单位管理员，请换「企业用户登录」；还没有账号请先注册。',
  unitAdmin: '这个手机号没有企业账号。如果是个人，请换「个人用户登录」；还没有账号请先注册。',
}
const staleSentence =
  '这个手机号没有验证过，或很久没有验证过。为防止号码已换人，请用密码登录；忘记密码请点「忘记密码?」，核对证件后重设。'

/** Writes the audit event of a failure and makes the answer. */
async function fail(
  actor: Actor,
  input: Login,
  reason: Reason,
  chosen?: Candidate,
  locked = false,
): Promise<LoginOutcome> {
  const action = 'session.start'
  // nothing was tried and nothing was counted: without a bound these would be events without end
  if (guessless.has(reason) && !(await deservesEvent(auditWho(actor), action))) return answer(reason)
  await audit(db(), actor, {
    action,
    objectType: chosen && 'account',
    objectId: chosen?.id,
    result: 'failed',
    detail: { kind: input.kind, reason, ...(locked ? { locked } : {}) },
  })
  return answer(reason)
}

const guessless = new Set<Reason>(['captcha', 'tooMany'])

function answer(reason: Reason): LoginOutcome {
  const code = reason === 'captcha' || reason === 'tooMany' ? reason : 'refused'
  return { ok: false, code, message: sentences[reason], captcha: reason !== 'tooMany' && !captchaIsOff(), people: [] }
}
