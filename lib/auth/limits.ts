import 'server-only'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { tooMany } from '@/lib/platform/errors'
import { sidePool } from '@/lib/platform/side-pool'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** more than anybody reads in an hour */
export const PERSON_VIEWS = 1000
/** budgets of bytes are kept in KB, because a point is a 32-bit number */
const MB = 1024

/**
 * Budgets (trust AU7, AU9, AV5). An address may be a whole building behind one router, hence the generous figures;
 * what protects an account is its own lock, what protects a phone is its own limit.
 */
const limits = {
  /** failed logins from one address; after that it waits */
  loginAddress: { points: 60, duration: 10 * MINUTE },
  /** failures after which a login asks for the captcha: of one typed name, of one address */
  captchaName: { points: 1, duration: HOUR },
  captchaAddress: { points: 3, duration: HOUR },
  /** questions "which administrator of this unit" from one address: names must not be collected that way */
  whichAddress: { points: 30, duration: HOUR },
  /** one password tried on one name: only the first time counts for the next line */
  sprayPair: { points: 1, duration: HOUR },
  /** names that one password failed for, from wherever (AU7) */
  sprayPassword: { points: 100, duration: HOUR },
  /** pictures and voices of the arithmetic captcha for one address */
  captchaPicture: { points: 600, duration: HOUR },
  smsAddress: { points: 100, duration: HOUR },
  smsAll: { points: 3000, duration: HOUR },
  /** new codes that one member of staff has sent to people who called */
  codeResend: { points: 30, duration: HOUR },
  /** phones that one administrator or member of staff asks about by making out slips for 首次登录 */
  claimSlip: { points: 60, duration: HOUR },
  /** tries at activation codes from one address */
  slipAddress: { points: 60, duration: HOUR },
  recoverAddress: { points: 60, duration: HOUR },
  /** last four of a document number, guessed for one account by the holder of its phone */
  recoverTail: { points: 5, duration: HOUR },
  /** codes for a change of phone of one account */
  phoneChange: { points: 10, duration: HOUR },
  /** document numbers of others that one proved phone may come upon while it registers */
  knownDocument: { points: 5, duration: HOUR },
  /** the same for one address of visitors who have proved an e-mail address only */
  knownByEmail: { points: 20, duration: HOUR },
  /** 专家信息表 that one account has made in a day: a unit's shows numbers in clear */
  expertForm: { points: 200, duration: DAY },
  /** objections filed, and receipts looked up, from one address */
  objectionAddress: { points: 20, duration: HOUR },
  /** anonymous leads about one 公示, from wherever */
  objectionLeads: { points: 200, duration: DAY },
  receiptAddress: { points: 60, duration: HOUR },
  activateAddress: { points: 60, duration: HOUR },
  setupAddress: { points: 30, duration: HOUR },
  /** attempts to accept an invitation, each of which costs a password hash */
  joinAddress: { points: 120, duration: HOUR },
  /**
   * searches of the public unit picker (trust AU3): a person needs about ten to find his unit, but a campus shares one
   * address; a further page costs five, so that leafing through everything is dear
   */
  unitSearchAddress: { points: 300, duration: 10 * MINUTE },
  unitSearchDay: { points: 6000, duration: DAY },
  /** invitations of administrators, each of which is an SMS */
  unitInvitation: { points: 20, duration: DAY },
  /** invitations into the pool that one member of staff sends in a day: each is an SMS, and a choice of a person */
  expertInvitation: { points: 30, duration: DAY },
  /** people that one member of staff checks for conflicts one by one in a day: who is drawn must not be found out so */
  conflictCheck: { points: 60, duration: DAY },
  /** the same of people who join late, whose answer is a number of those who are drawn */
  joinerCheck: { points: 10, duration: DAY },
  /** checks of what could be drawn that one person who asks has made in a day; a long request takes some dozens */
  drawCheck: { points: 150, duration: DAY },
  /** made-up draws that one manager has reckoned in a day, each of which may take a core for a minute */
  drawTrial: { points: 10, duration: DAY },
  /** KB that one account, one visitor's browser, one address of visitors and all visitors may send in a day */
  uploadAccount: { points: 2048 * MB, duration: DAY },
  uploadBrowser: { points: 50 * MB, duration: DAY },
  uploadAddress: { points: 1024 * MB, duration: DAY },
  uploadVisitors: { points: 10_240 * MB, duration: DAY },
  /** refusals to visitors that are events of their own in the audit trail: of one address, of all together */
  deniedAddress: { points: 100, duration: HOUR },
  deniedVisitors: { points: 2000, duration: HOUR },
  /** not a budget: counts the others until the worker has summed them up */
  deniedBeyond: { points: 1, duration: 30 * DAY },
  /** lists and files that one account has read into its profile, each of which costs computing time */
  profileImport: { points: 100, duration: HOUR },
  /** downloads of everything the system holds of somebody, by himself */
  ownData: { points: 5, duration: DAY },
  /** phones, of whomever, that one member of staff has shown to himself in a day, and numbers of documents */
  revealPhone: { points: 50, duration: DAY },
  revealDocument: { points: 20, duration: DAY },
  /** lists of pay with bank accounts in clear that one 财务 prints in a day */
  revealBank: { points: 30, duration: DAY },
  /** phones of drawn people whom one 通知员 has to call in a day */
  drawCall: { points: 300, duration: DAY },
  /** passwords of 密封函 that one 抽取人 has shown to himself in a day */
  letterKey: { points: 20, duration: DAY },
  /** files and sheets of sealed draws that are made for one address, or receipts for one expert: each costs computing time */
  drawRecord: { points: 120, duration: 10 * MINUTE },
  /** answers to invitations to a review from one address */
  drawAnswer: { points: 120, duration: HOUR },
  /** codes and numbers at the door that fitted nobody, of one member of staff */
  drawDoor: { points: 40, duration: HOUR },
  /** pages of experts and their applications that one member of staff opens in an hour (trust PR9): more is copying */
  personViews: { points: PERSON_VIEWS, duration: HOUR },
} as const

export type LimitName = keyof typeof limits
export const DENIALS_BEYOND = 'deniedBeyond'

const limiter = (name: LimitName) =>
  new RateLimiterPostgres({
    ...limits[name],
    keyPrefix: name,
    storeClient: sidePool(),
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
  })

/**
 * Takes points from a budget, one unless told otherwise.
 * @throws Refusal tooMany when nothing is left; the database's error when it cannot say (fail closed, trust D21)
 */
export async function spend(name: LimitName, key: string, points = 1): Promise<void> {
  try {
    await limiter(name).consume(key, points)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    const minutes = Math.max(1, Math.ceil(refusal.msBeforeNext / 60_000))
    const wait = minutes > 90 ? `${Math.ceil(minutes / 60)} 小时` : `${minutes} 分钟`
    const why = name.startsWith('upload') ? '一天内上传的文件太多了' : '操作太频繁了'
    throw tooMany(`${why}，请 ${wait}后再试。`)
  }
}

/** Adds one point without refusing anything. @returns how many there are now */
export async function count(name: LimitName, key: string): Promise<number> {
  return (await limiter(name).penalty(key)).consumedPoints
}

/** Adds one point without refusing anything. @returns whether it was within the budget */
export const isWithin = async (name: LimitName, key: string): Promise<boolean> =>
  (await count(name, key)) <= limits[name].points

/** How many points of a budget are used. */
export async function spent(name: LimitName, key: string): Promise<number> {
  return (await limiter(name).get(key))?.consumedPoints ?? 0
}

/** True when a budget is used up. */
export async function isSpent(name: LimitName, key: string): Promise<boolean> {
  return (await spent(name, key)) >= limits[name].points
}

/** Gives a budget back in full. */
export async function forget(name: LimitName, key: string): Promise<void> {
  await limiter(name).delete(key)
}
