import { hexToBytes } from '@noble/hashes/utils.js'
import type { Certificate, Leaf } from './certificate'
import { pathOf, rootFrom } from './merkle'
import { leafBytes } from './seal'
import { personSign } from './signs'

/** What one person needs to see that he was in the pool and with which chance, and nothing of anybody else (G13). */
export type Receipt = {
  readonly number: string
  readonly seal: string
  /** opens his sign and nobody else's */
  readonly key: string
  readonly leaf: Leaf
  /** among the leaves, from 0 */
  readonly place: number
  readonly people: number
  readonly path: readonly string[]
  /** numerator and denominator */
  readonly chance: readonly [number, number]
}

/** The receipt of somebody; null for whoever was not in the pool. @param key `keyOf` his id */
export function receiptOf(
  certificate: Pick<Certificate, 'record' | 'seal' | 'lottery' | 'leaves'>,
  id: string,
  key: string,
): Receipt | null {
  const { record, seal, lottery, leaves } = certificate
  const sign = personSign(key, id)
  const place = leaves.findIndex(leaf => leaf.sign === sign)
  const leaf = leaves[place]
  if (!leaf) return null
  return {
    ...{ number: record.number, seal, key, leaf, place, people: leaves.length },
    path: pathOf(leaves.map(leafBytes), place),
    chance: lottery.kinds[leaf.kind]!.chance,
  }
}

/** Of a kind the chance in each panel it may sit in, by the panel's name; empty where one panel alone is drawn. */
export const chancesByPanel = (
  { record, lottery }: Pick<Certificate, 'record' | 'lottery'>,
  kind: number,
): { name: string; chance: readonly [number, number] }[] =>
  record.panels.length < 2
    ? []
    : (lottery.kinds[kind]?.panels ?? []).map(({ panel, chance }) => ({
        name: record.panels[panel]?.name ?? '',
        chance,
      }))

/** Whether a receipt is this person's and its leaf stands under a root that was sealed. */
export const checkReceipt = ({ key, leaf, place, people, path }: Receipt, id: string, root: string): boolean =>
  hexToBytes(key).length === 32 &&
  personSign(key, id) === leaf.sign &&
  rootFrom(leafBytes(leaf), place, people, path) === root
