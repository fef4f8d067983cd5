import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import type { Snapshot } from '@/lib/application/application.dto'
import { checkAuditChain } from '@/lib/audit/audit.dal'
import { brokenSeals } from '@/lib/draw/seal-check.dal'
import { brokenLists } from '@/lib/draw/sent.dal'
import { brokenDraws } from '@/lib/draw/verify.dal'
import { canonicalJson } from '@/lib/platform/canonical'
import { blindIndex, decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { sha256 } from '@/lib/platform/ids'
import { patiently } from '@/lib/platform/patiently'
import { Prisma } from '@/prisma/generated/client'
import { avoidanceInvariants } from './avoidance.rules'
import { clearNumbers } from './clear-numbers.dal'
import { drawLifeInvariants } from './draw-life.rules'
import { drawRecordInvariants } from './draw-record.rules'
import { drawSealInvariants } from './draw-seal.rules'
import { exitInvariants } from './exit.rules'
import { exportInvariants } from './export.rules'
import { intakeInvariants } from './intake.rules'
import type { Invariant } from './invariant'
import { placeInvariants } from './places.rules'
import { policyInvariants } from './policy.rules'
import { stepInvariants } from './steps.rules'

/** What did not hold: a sentence, and the rows that break it. */
export type Broken = { sentence: string; what: string[] }
/** Everything that was looked at, and what did not hold. */
export type Verified = { checked: number; broken: Broken[] }

/** Of one sentence so many rows are named; that there are more is said. */
const NAMED = 20
const PAGE = 500

const statements: readonly Invariant[] = [
  ...stepInvariants,
  ...placeInvariants,
  ...exitInvariants,
  ...intakeInvariants,
  ...policyInvariants,
  ...avoidanceInvariants,
  ...drawLifeInvariants,
  ...drawSealInvariants,
  ...drawRecordInvariants,
  ...exportInvariants,
]

/**
 * Looks through the whole database for what must hold at any quiet moment, whatever happened before. It only reads, in
 * pages, and may run beside the system at work: a step that is under way at the same moment may be named.
 */
export async function verify(actor: Actor): Promise<Verified> {
  await allow(actor, 'system.verify')
  const broken: Broken[] = []
  // the statements are texts of this house, without anything that came from outside
  await patiently(async tx => {
    for (const { sentence, sql } of statements) {
      const query = Prisma.sql`SELECT what FROM (${Prisma.raw(sql)}) AS broken LIMIT ${NAMED + 1}`
      const rows = await tx.$queryRaw<{ what: string }[]>(query)
      note(
        broken,
        sentence,
        rows.map(({ what }) => what),
      )
    }
  })
  const others: [string, () => Promise<string[]>][] = [
    ['提交版本的校验码与内容一致', brokenHashes],
    ['加密的手机号码能在原处解开，与索引一致', brokenPhones],
    ['加密的证件号码能在原处解开，与索引一致', brokenNumbers],
    ['消息的收件人和内容能在原处解开', brokenMessages],
    ['审计记录的链条完整', () => brokenChain(actor)],
    ['每次抽取都能按记录重新算出，名单就是当时抽中的专家', () => brokenDraws(actor)],
    ['每次封存都与封存值相符，三方公开的内容与事先的承诺相符', () => brokenSeals(actor)],
    ['抽取时的评审对象和回避就是最后提交、核准的', () => brokenLists(actor)],
    ['没有明文的手机号码、证件号码和验证码', () => clearNumbers(actor)],
  ]
  for (const [sentence, look] of others) note(broken, sentence, await look())
  return { checked: statements.length + others.length, broken }
}

function note(broken: Broken[], sentence: string, what: string[]): void {
  if (what.length === 0) return
  broken.push({ sentence, what: what.length > NAMED ? [...what.slice(0, NAMED), '……'] : what })
}

/** Reads a table page by page in the order of its key, so that a large one needs no memory. */
async function through<Row>(
  page: (after: string | undefined) => Promise<Row[]>,
  keyOf: (row: Row) => string,
  fits: (row: Row) => boolean,
): Promise<string[]> {
  const broken: string[] = []
  for (let after: string | undefined; broken.length <= NAMED; ) {
    const rows = await page(after)
    for (const row of rows) if (!opens(() => fits(row))) broken.push(keyOf(row))
    if (rows.length < PAGE) break
    after = keyOf(rows.at(-1)!)
  }
  return broken
}

/** An unreadable value is as broken as a wrong one. */
function opens(fits: () => boolean): boolean {
  try {
    return fits()
  } catch {
    return false
  }
}

const brokenHashes = () =>
  through(
    after =>
      db().applicationVersion.findMany({
        // of what was erased the hash still says what it was
        where: { erasedAt: null, ...(after && { id: { gt: after } }) },
        orderBy: { id: 'asc' },
        take: PAGE,
        select: { id: true, snapshot: true, hash: true },
      }),
    row => row.id,
    ({ snapshot, hash }) => {
      // the stamped form carries the hash, so it is no part of what is hashed
      const { person, sections, files } = snapshot as unknown as Snapshot
      return sha256(canonicalJson({ person, sections, files })) === hash
    },
  )

const brokenPhones = () =>
  through(
    after =>
      db().account.findMany({
        where: { phoneCipher: { not: null }, ...(after && { id: { gt: after } }) },
        orderBy: { id: 'asc' },
        take: PAGE,
        select: { id: true, phoneCipher: true, phoneIndex: true },
      }),
    row => row.id,
    ({ id, phoneCipher, phoneIndex }) =>
      blindIndex('phone', decryptField(phoneCipher!, { table: 'account', id, column: 'phone' })) === phoneIndex,
  )

const brokenNumbers = () =>
  through(
    after =>
      db().person.findMany({
        where: after ? { accountId: { gt: after } } : {},
        orderBy: { accountId: 'asc' },
        take: PAGE,
        select: { accountId: true, docCipher: true, docIndex: true },
      }),
    row => row.accountId,
    ({ accountId: id, docCipher, docIndex }) =>
      blindIndex('document', decryptField(docCipher, { table: 'person', id, column: 'doc' })) === docIndex,
  )

const brokenMessages = () =>
  through(
    after =>
      db().message.findMany({
        where: after ? { id: { gt: after } } : {},
        orderBy: { id: 'asc' },
        take: PAGE,
        select: { id: true, toCipher: true, bodyCipher: true },
      }),
    row => row.id,
    ({ id, toCipher, bodyCipher }) =>
      /^1\d{10}$|^[^\s@]+@[^\s@]+$/.test(decryptField(toCipher, { table: 'message', id, column: 'to' })) &&
      decryptField(bodyCipher, { table: 'message', id, column: 'body' }) !== '',
  )

async function brokenChain(actor: Actor): Promise<string[]> {
  const { brokenAt } = await checkAuditChain(actor)
  return brokenAt === null ? [] : [`seal ${brokenAt}`]
}
