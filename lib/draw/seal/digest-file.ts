import { z } from 'zod'
import { canonicalJson } from '@/lib/platform/canonical'
import { roles } from '../contributor.rules'
import type { SealedRecord } from './certificate'
import { list } from './list'

/**
 * What everybody gets of a seal as long as the names are sealed (封存摘要): what binds, and no count, because who asked for the
 * draw reads it too (decision 028). The seal hashes all of the record, and hides it as long as nobody has the hash of the
 * secret: beside it, counts could be tried out until the seal comes out. The lottery follows from how many there are of each
 * kind, so its hash could be tried out even alone. Neither is in it.
 */
export const DIGEST_FORMAT = 'expert-pool-digest-1'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
export const digestFileSchema = z.strictObject({
  format: z.literal(DIGEST_FORMAT),
  number: z.string().min(1).max(100),
  seal: hash,
  root: hash,
  engine: z.string().min(1).max(50),
  method: z.enum(['maximin', 'leximin']),
  earlier: list(z.strictObject({ number: z.string().min(1).max(100), seal: hash })),
  commitments: list(z.strictObject({ role: z.enum(roles), commitment: hash }), { most: roles.length }),
})
export type DigestFile = z.output<typeof digestFileSchema>

type Bound = DigestFile['commitments']

/** What of a record is told at once. */
export const digestOf = (record: SealedRecord, seal: string, commitments: Bound): DigestFile => ({
  ...{ format: DIGEST_FORMAT, number: record.number, seal, root: record.pool.root },
  ...{ engine: record.engine, method: record.method, commitments },
  earlier: record.earlier.map(one => ({ number: one.number, seal: one.seal })),
})

/** Reads a digest; null for what is none, or is not written canonically. */
export function readDigest(text: string): DigestFile | null {
  try {
    const trimmed = text.replace(/^\ufeff/, '').trim()
    const file = digestFileSchema.parse(JSON.parse(trimmed))
    return canonicalJson(file) === trimmed ? file : null
  } catch {
    return null
  }
}
