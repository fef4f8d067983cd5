import { z } from 'zod'
import { TICKETS } from '../engine/fair/tickets'
import { list } from './list'

/** Goes into every certificate: what this format means, no later one may mean otherwise under the same name. */
export const FORMAT = 'expert-pool-certificate-2'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const whole = z.int().min(0)
/** Half of a pair of surrogates has no UTF-8. */
const text = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine(value => !/\p{Surrogate}/u.test(value))
const big = z.string().regex(/^(0|-?[1-9]\d{0,79})$/)
const range = { feature: text(200), value: text(200), min: whole, max: whole }
const cap = z.strictObject({ feature: text(200), most: whole.min(1) })
const pair = z.tuple([whole, whole.min(1)])
/** A kind, the panel in which it sits, and how many of it; the second without the number. */
const seated = z.tuple([whole, whole, whole.min(1)])
const cell = z.tuple([whole, whole])
const contribution = z.strictObject({ nonce: hash, contribution: text(500) })

/** What is fixed, numbered and published before there is a seed. Its hash is the seal. */
export const recordSchema = z.strictObject({
  number: text(100),
  /** a draw that shows how it is done: its secret and contributions were made up */
  trial: z.boolean(),
  pool: z.strictObject({ root: hash, people: whole.min(1) }),
  /** who was not eligible, by reason */
  exclusions: list(z.strictObject({ reason: text(200), people: whole })),
  conditions: list(text(1000)),
  /** 专业组, drawn together: nobody sits in two of them */
  panels: list(
    z.strictObject({
      name: text(200),
      size: whole.min(1),
      quotas: list(z.strictObject(range)),
      caps: list(cap),
    }),
    { least: 1 },
  ),
  /** over all panels together */
  caps: list(cap),
  engine: text(50),
  method: z.enum(['maximin', 'leximin']),
  lottery: hash,
  secret: hash,
  /** earlier attempts at the same draw, that none is hushed up */
  earlier: list(z.strictObject({ number: text(100), seal: hash, reason: text(1000) })),
})

/** The lottery over panels of kinds (029): all that does not depend on the seed. */
export const lotterySchema = z.strictObject({
  /** those that can bind, in the order in which kinds name them; with `panel` null of all panels together */
  quotas: list(z.strictObject({ panel: whole.nullable(), ...range })),
  /** the cap by which units are told apart: in each panel, and in all together */
  cap: z.strictObject({ feature: text(200), each: list(whole.min(1)), all: whole.min(1) }).nullable(),
  classes: list(z.strictObject({ units: whole.min(1), kinds: list(whole) })),
  /** these kinds in these panels are no more than `most` together */
  limits: list(z.strictObject({ most: whole, cells: list(cell) })),
  kinds: list(
    z.strictObject({
      features: list(z.strictObject({ feature: text(200), value: text(200) })),
      quotas: list(whole),
      /** place among `classes`; -1 where no cap can bind */
      class: z.int().min(-1),
      people: whole.min(1),
      /** numerator and denominator of the chance to sit in any panel */
      chance: pair,
      never: z.boolean(),
      /** where its people may sit: at most so many, and the chance to sit there */
      panels: list(z.strictObject({ panel: whole, most: whole, chance: pair }), { least: 1 }),
    }),
  ),
  tickets: z.int().min(1).max(TICKETS),
  rows: list(
    z.strictObject({
      tickets: whole.min(1),
      kinds: list(seated),
      /** of a class the units its places go to, where dealing them out in turn would not do */
      dealt: list(z.strictObject({ class: whole, units: list(whole) })),
    }),
  ),
  proof: z.strictObject({
    by: z.enum(['prices', 'search']),
    weights: list(big),
    prices: list(big),
    bound: z.tuple([big, big]),
    /** in parts of 2⁵³ what the search for whole panels found, where it found a lower bound than the prices prove */
    searched: whole.nullable(),
  }),
})

export const leafSchema = z.strictObject({
  sign: hash,
  kind: whole,
  /** by the features of all caps, in their order: the sign of his unit, or null where he has none */
  groups: list(text(200).nullable()),
})

export const certificateSchema = z.strictObject({
  format: z.literal(FORMAT),
  record: recordSchema,
  seal: hash,
  lottery: lotterySchema,
  /** everybody eligible, in the order of signs */
  leaves: list(leafSchema),
  commitments: z.strictObject({ requester: hash, bureau: hash, supervisor: hash }),
  reveals: z.strictObject({
    secret: hash,
    requester: contribution,
    bureau: contribution,
    supervisor: contribution,
  }),
  result: z.strictObject({
    seed: hash,
    ticket: whole,
    /** place among the rows of the lottery */
    row: whole,
    /** signs by panel, as they were seated */
    panels: list(list(hash)),
    alternates: list(z.strictObject({ seat: hash, next: list(hash) })),
  }),
})

export type SealedRecord = z.output<typeof recordSchema>
export type PublishedLottery = z.output<typeof lotterySchema>
export type Leaf = z.output<typeof leafSchema>
export type Certificate = z.output<typeof certificateSchema>
