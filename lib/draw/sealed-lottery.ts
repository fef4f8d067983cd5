import type { FairLottery } from './engine/fair/lottery'
import { Orders } from './engine/fair/order'
import { nextFor } from './engine/fair/seats'
import { drawnFrom, modelIn } from './seal/reckon'
import type { Sealed } from './seal/seal'

/** People by group, as signs. */
export type Groups = readonly (readonly string[])[]

/** A place somebody left, or was never on: who it was, who sits in each group without him, and who was asked before. */
export type Free = { panel: number; leaving: string; seated: Groups; asked: ReadonlySet<string> }

/** Who of a sealed lottery sits by a seed, and who follows whom. */
export type SealedDraw = {
  readonly drawn: Groups
  /** the next of his kind in the sealed order; null: the kind is exhausted */
  readonly next: (free: Free) => string | null
}

/** Of each kind the chance to be drawn into each group; 0 where its people cannot sit. */
export function chancesOf({ model, inPanel }: Pick<FairLottery, 'model' | 'inPanel'>): readonly (readonly number[])[] {
  const chances = model.kinds.map(() => model.sizes.map(() => 0))
  model.cells.forEach(({ kind, panel }, at) => {
    chances[kind]![panel] = Number(inPanel[at]!.numerator) / Number(inPanel[at]!.denominator)
  })
  return chances
}

/** What a seed draws out of what was sealed; no solver takes part. @param seed 64 hexadecimal signs */
export function sealedDraw({ record, lottery, leaves }: Sealed, seed: string): SealedDraw {
  const model = modelIn({ record, lottery, leaves: [...leaves] })
  const orders = new Orders(model, seed)
  return { drawn: drawnFrom(lottery, model, seed).panels, next: free => nextFor(orders, free) }
}
