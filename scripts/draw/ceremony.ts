import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { contributorWords, type Role, roles } from '@/lib/draw/contributor.rules'
import { type Contributions, commitmentOf } from '@/lib/draw/seal/ceremony'
import { recordSchema } from '@/lib/draw/seal/certificate'
import { digest } from '@/lib/draw/seal/digest'
import { BadInput } from './read'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const part = z.strictObject({ commitment: hash, nonce: hash, contribution: z.string().min(1).max(500) })
const { exclusions, conditions, earlier } = recordSchema.shape

/** `ceremony.json`: what was committed to and revealed, and what the record says beside pool and lottery. */
const schema = z.strictObject({
  number: recordSchema.shape.number,
  salt: hash,
  secret: hash,
  requester: part,
  bureau: part,
  supervisor: part,
  exclusions: exclusions.default([]),
  conditions: conditions.default([]),
  earlier: earlier.default([]),
})

/** What a draw with a certificate takes beside the tables. */
export type Ceremony = Omit<z.output<typeof schema>, Role> & {
  readonly trial: boolean
  readonly contributions: Contributions
}

/** @throws BadInput when something lacks, or was not what had been committed to */
export function readCeremony(path: string): Ceremony {
  const text = (() => {
    try {
      return readFileSync(path, 'utf8')
    } catch (error) {
      throw new BadInput(`读不到 ${path}（${(error as NodeJS.ErrnoException).code}）。请核对文件名和所在的目录。`)
    }
  })()
  const value = (() => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      throw new BadInput(`${path} 不是完整的 JSON 文件。`)
    }
  })()
  const parsed = schema.safeParse(value)
  if (!parsed.success)
    throw new BadInput(`${path} 这一处缺少、多余或写法不对：${parsed.error.issues[0]?.path.join('.') || '文件开头'}。`)
  const { requester, bureau, supervisor, ...rest } = parsed.data
  const given = { requester, bureau, supervisor }
  const contributions = Object.fromEntries(
    roles.map(role => {
      const { commitment, nonce, contribution } = given[role]
      if (commitmentOf(rest.number, role, { nonce, contribution }) !== commitment)
        throw new BadInput(`${contributorWords[role]}揭示的内容与承诺不符，不能抽取。请核对 ${path} 里的 ${role}。`)
      return [role, { nonce, contribution }]
    }),
  ) as unknown as Contributions
  return { ...rest, contributions, trial: false }
}

/** Everything made up out of a seed, so that the same seed shows the same; the certificate says that it is a trial. */
export function trialCeremony(seed: string): Ceremony {
  const made = (what: string) => digest('trial', seed, what)
  return {
    number: `试算-${made('number').slice(0, 8)}`,
    ...{ salt: made('salt'), secret: made('secret'), exclusions: [], conditions: [], earlier: [] },
    contributions: Object.fromEntries(
      roles.map(role => [role, { nonce: made(`${role} nonce`), contribution: `试算 ${role}` }]),
    ) as unknown as Contributions,
    trial: true,
  }
}
