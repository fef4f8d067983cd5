import type { Groups, SealedDraw } from './sealed-lottery'

/** Somebody who was drawn, or would have followed, and cannot be asked: whose place it was, and why. */
export type PassedOver = {
  readonly panel: number
  readonly place: number
  readonly sign: string
  readonly reason: string
}

export type SealedSeats = {
  /** who sits on each place; null: nobody of the kind is left */
  readonly seats: readonly (readonly (string | null)[])[]
  readonly passed: readonly PassedOver[]
}

/** Why somebody cannot sit in a group beside those who sit already; null: he can. */
export type WhyOut = (sign: string, panel: number, sitting: readonly { sign: string; panel: number }[]) => string | null

/**
 * Who gets the places of a sealed draw at the moment it is drawn. Whoever was drawn and can be asked has his place; of the
 * others each is passed over for the next of his kind in the sealed order, place by place. Nothing is drawn again.
 */
export function seatsFrom({ drawn, next }: SealedDraw, whyOut: WhyOut): SealedSeats {
  const passed: PassedOver[] = []
  const sitting: { sign: string; panel: number }[] = []
  const asked = new Set(drawn.flat())
  const free: { panel: number; place: number }[] = []
  const seats = drawn.map((signs, panel) =>
    signs.map((sign, place): string | null => {
      const reason = whyOut(sign, panel, sitting)
      if (reason === null) {
        sitting.push({ sign, panel })
        return sign
      }
      passed.push({ panel, place, sign, reason })
      free.push({ panel, place })
      return null
    }),
  )
  for (const { panel, place } of free) {
    const leaving = drawn[panel]![place]!
    for (;;) {
      const sign = next({ panel, leaving, seated: filled(seats), asked })
      if (sign === null) break
      asked.add(sign)
      const reason = whyOut(sign, panel, sitting)
      if (reason !== null) {
        passed.push({ panel, place, sign, reason })
        continue
      }
      sitting.push({ sign, panel })
      seats[panel]![place] = sign
      break
    }
  }
  return { seats, passed }
}

const filled = (seats: SealedSeats['seats']): Groups => seats.map(signs => signs.filter(sign => sign !== null))

/** The place of a seat over all groups: it stands as its rank. */
export const ranks = (groups: readonly (readonly unknown[])[]) => (panel: number, place: number) =>
  groups.slice(0, panel).reduce((sum, signs) => sum + signs.length, 0) + place
