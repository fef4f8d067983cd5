import { utf8ToBytes } from '@noble/hashes/utils.js'
import { z } from 'zod'
import { canonicalJson } from '@/lib/platform/canonical'
import { type Check, check, firstWrong } from './check'
import { list } from './list'
import { rootOf, rootsOf } from './merkle'

/** All seals there ever were, in the order in which they came (封存总账): a list that only grows, under one root. */
export const LEDGER_FORMAT = 'expert-pool-ledger-1'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const entrySchema = z.strictObject({ number: z.string().min(1).max(100), seal: hash })
export type LedgerEntry = z.output<typeof entrySchema>
export const ledgerSchema = z.strictObject({
  format: z.literal(LEDGER_FORMAT),
  size: z.int().min(0),
  root: hash,
  entries: list(entrySchema),
})
export type LedgerFile = z.output<typeof ledgerSchema>

const leavesOf = (entries: readonly LedgerEntry[]) =>
  entries.map(({ number, seal }) => utf8ToBytes(canonicalJson({ number, seal })))

/** The root over entries in their order, hexadecimal: a leaf is the canonical JSON of an entry (RFC 6962, 2.1). */
export const ledgerRoot = (entries: readonly LedgerEntry[]): string => rootOf(leavesOf(entries))

/** The root after each of the newest entries: what was printed when it was the last. @param newest how many of them */
export const ledgerRoots = (entries: readonly LedgerEntry[], newest: number): string[] =>
  rootsOf(leavesOf(entries), newest)

/** The bytes of a ledger's file: canonical JSON. */
export const ledgerText = (entries: readonly LedgerEntry[]): string =>
  canonicalJson({
    format: LEDGER_FORMAT,
    size: entries.length,
    root: ledgerRoot(entries),
    entries,
  })

/** Reads a ledger; null for what is none. */
export function readLedger(text: string): LedgerFile | null {
  try {
    return ledgerSchema.parse(JSON.parse(text.replace(/^\ufeff/, '')))
  } catch {
    return null
  }
}

/** What of a ledger can be looked at with nothing beside it. */
export const ledgerChecks = (ledger: LedgerFile, text: string): Check[] => [
  check('ledger.form', '总账写法', '是规范写法，没有多余的内容。', () =>
    canonicalJson(ledger) === text.replace(/^\ufeff/, '').trim()
      ? null
      : '文件不是规范写法：键的顺序、空格或数字的写法被改过，或有重复的键。',
  ),
  check(
    'ledger.root',
    '总账根值',
    () => `根值由 ${ledger.size} 次封存逐条算出。`,
    () =>
      ledger.size === ledger.entries.length && ledgerRoot(ledger.entries) === ledger.root
        ? null
        : '次数或根值与所列的封存不符：有一条被改过、删去或加进来。',
  ),
  check('ledger.numbers', '封存编号', '没有重复的编号。', () => {
    const seen = new Set<string>()
    return firstWrong(ledger.entries, ({ number }) =>
      seen.size === seen.add(number).size ? `编号 ${number} 出现了两次。` : null,
    )
  }),
]

/** Whether a ledger of before is the beginning of a later one: nothing was taken out, changed or put between. */
export const growsFrom = (older: LedgerFile, later: LedgerFile): boolean =>
  older.size <= later.size && ledgerRoot(later.entries.slice(0, older.size)) === older.root

/** A seal, and the earlier ones of its round, as a ledger lists them: all of them, the earlier ones before it. */
export const listedIn = (
  { entries }: LedgerFile,
  { number, seal, earlier }: LedgerEntry & { earlier: readonly LedgerEntry[] },
): boolean => {
  const places = [...earlier, { number, seal }].map(one =>
    entries.findIndex(entry => entry.number === one.number && entry.seal === one.seal),
  )
  return places.every((place, at) => place >= 0 && (at === 0 || place > places[at - 1]!))
}
