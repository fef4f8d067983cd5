/** A receipt and a digest of a certificate, made by the document: no example of them exists. */
import { fromHex, H } from './bytes.mjs'
import { leafHash, rootOf } from './merkle.mjs'

/** RFC 6962 §2.1.1. */
function pathOf(hashes, place) {
  if (hashes.length === 1) return []
  let left = 1
  while (left * 2 < hashes.length) left *= 2
  const [one, other] = [hashes.slice(0, left), hashes.slice(left)]
  return place < left ? [...pathOf(one, place), rootOf(other)] : [...pathOf(other, place - left), rootOf(one)]
}

export const signOf = (key, person) => H('sign', fromHex(key), person)

export function receiptOf({ record, seal, leaves, lottery }, place, person, key) {
  const leaf = leaves[place]
  const path = pathOf(leaves.map(leafHash), place).map(hash => hash.toString('hex'))
  const { chance } = lottery.kinds[leaf.kind]
  const { number, pool } = record
  return { format: 'expert-pool-receipt-1', number, seal, person, key, leaf, place, people: pool.people, path, chance }
}

export function digestOf({ record, seal, commitments }, roles) {
  const { number, engine, method, pool } = record
  return {
    ...{ format: 'expert-pool-digest-1', number, seal, root: pool.root, engine, method },
    earlier: record.earlier.map(attempt => ({ number: attempt.number, seal: attempt.seal })),
    commitments: roles.map(role => ({ role, commitment: commitments[role] })),
  }
}
