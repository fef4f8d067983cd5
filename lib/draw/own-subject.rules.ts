import type { DrawStatus } from '@/lib/workflow/draw.machine'
import type { SeatStatus } from '@/lib/workflow/draw-seat.machine'
import type { OwnSubject } from './answer.dto'
import { type PartyKind, partyLabels } from './conflict-facts.rules'
import { readsMaterials } from './material.rules'
import { promisedSeats } from './seat.rules'

type Party = { kind: string; name: string | null; unitName: string | null; divisionName: string | null }

/** How much of a 评审对象 somebody is told. */
export type Told = 'nothing' | 'titles' | 'units' | 'people'

/**
 * How much of what his group reviews the invited may be told. Whoever can still answer, or has to sign, is told what lets
 * him judge his own 回避: titles and units (V3), no person. Whoever signed is told the people as well, as long as he reads
 * 评审材料; afterwards what it was about stays. Who does not come is told nothing.
 * @param asked whether he can still answer, or sign
 */
export function toldOf(
  seat: { status: SeatStatus; pledge: string | null },
  request: { status: DrawStatus },
  asked: boolean,
): Told {
  if (readsMaterials(seat, request)) return 'people'
  if (seat.pledge !== null) return promisedSeats.includes(seat.status) ? 'titles' : 'nothing'
  return asked ? 'units' : 'nothing'
}

const unitWords = ({ unitName, divisionName }: Party): string => [unitName, divisionName].filter(Boolean).join(' ')
const order = Object.keys(partyLabels)

/** What is told of one 评审对象. The units are those of its people as well, without saying whose. */
export function ownSubject({ title, parties }: { title: string; parties: readonly Party[] }, told: Told): OwnSubject {
  const listed = parties.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
  const units = listed.filter(({ unitName }) => unitName !== null).map(unitWords)
  const people = listed.filter(({ name }) => name !== null)
  return {
    title,
    units: told === 'units' || told === 'people' ? [...new Set(units)] : [],
    people: told === 'people' ? people.map(({ kind, name }) => `${name}（${partyLabels[kind as PartyKind]}）`) : [],
  }
}
