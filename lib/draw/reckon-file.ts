import { sha256 } from '@/lib/platform/ids'
import { exactPercent } from './chances.rules'
import type { CertificateSheet } from './public-record.dto'
import type { Contributions } from './seal/ceremony'
import type { Certificate, Leaf, PublishedLottery, SealedRecord } from './seal/certificate'
import { certificateOf, certificateText } from './seal/make'
import { chancesByPanel, type Receipt, receiptOf } from './seal/receipt'
import { PARTS, type Sealed } from './seal/seal'
import { keyOf } from './seal/signs'

/**
 * What is made of a seal for those who take or read it, out of data and into data: the same here and in a thread
 * (`reckon-place.ts`). No database, no clock.
 */
export type StoredSeal = {
  readonly record: string
  readonly seal: string
  readonly lottery: Uint8Array
  readonly leaves: Uint8Array
}

/** That much of a row and nothing else, so that nothing else is handed over. */
export const storedIn = ({ record, seal, lottery, leaves }: StoredSeal): StoredSeal => ({
  ...{ record, seal, lottery, leaves },
})

/** A seal with everything that was shown of it. */
export type ShownSeal = { readonly stored: StoredSeal; readonly secret: string; readonly contributions: Contributions }

/** A seal, and whose receipt is wanted. @param salt of its signs */
export type OwnSeal = { readonly stored: StoredSeal; readonly salt: string; readonly accountId: string }

const text = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()

/** A seal out of what is stored of it. */
export const sealedIn = ({ record, seal, lottery, leaves }: StoredSeal): Sealed => ({
  record: JSON.parse(record) as SealedRecord,
  seal,
  lottery: JSON.parse(text(lottery)) as PublishedLottery,
  leaves: JSON.parse(text(leaves)) as Leaf[],
})

const certificateIn = ({ stored, secret, contributions }: ShownSeal): Certificate =>
  certificateOf(sealedIn(stored), secret, contributions)

/** The bytes of a certificate's file. */
const certificate = (shown: ShownSeal): string => certificateText(certificateIn(shown))

/** SHA-256 of that file: what stands with a draw. */
const certificateHash = (shown: ShownSeal): string => sha256(certificate(shown))

/** What of a certificate stands on its sheet. */
function sheet(shown: ShownSeal): Omit<CertificateSheet, 'view'> {
  const { record, lottery, reveals, result } = certificateIn(shown)
  const { seed, ticket, row, panels } = result
  return {
    ...{ seed, ticket, row, secret: reveals.secret, tickets: lottery.tickets },
    ...{ rows: lottery.rows.length, kinds: lottery.kinds.length, ...rangeOf(lottery) },
    panels: record.panels.map(({ name }, at) => ({ name, signs: panels[at] ?? [] })),
  }
}

/** The smallest and the largest chance of those who could be drawn at all, and what no lottery gives more than. */
function rangeOf({ kinds, proof }: PublishedLottery): { lowest: string; highest: string; bound: string } {
  const chances = kinds.flatMap(({ never, chance: [numerator, denominator] }) => (never ? [] : numerator / denominator))
  const [numerator, denominator] = proof.bound.map(BigInt) as [bigint, bigint]
  const proved = Number((numerator * 10n ** 15n) / denominator) / 1e15
  return {
    lowest: exactPercent(chances.reduce((one, other) => Math.min(one, other), 1)),
    highest: exactPercent(chances.reduce((one, other) => Math.max(one, other), 0)),
    bound: exactPercent(Math.min(1, proof.searched === null ? proved : proof.searched / PARTS)),
  }
}

/** Somebody's own receipt, with his chance in each group; null for whoever was not in the pool. */
function receipt({ stored, salt, accountId }: OwnSeal): {
  receipt: Receipt
  byPanel: ReturnType<typeof chancesByPanel>
} | null {
  const sealed = sealedIn(stored)
  const own = receiptOf({ ...sealed, leaves: [...sealed.leaves] }, accountId, keyOf(salt, accountId))
  return own && { receipt: own, byPanel: chancesByPanel(sealed, own.leaf.kind) }
}

const makers = { certificate, certificateHash, sheet, receipt }
export type Made = keyof typeof makers
export type MadeFrom<K extends Made> = Parameters<(typeof makers)[K]>[0]
export type MadeOf<K extends Made> = ReturnType<(typeof makers)[K]>
export type FileTask<K extends Made = Made> = { readonly make: K; readonly from: MadeFrom<K> }

/** Makes what is asked for. */
export const madeOf = <K extends Made>({ make, from }: FileTask<K>): MadeOf<K> =>
  (makers[make] as (from: MadeFrom<K>) => MadeOf<K>)(from)
