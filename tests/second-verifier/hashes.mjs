/** docs/certificate.md, "Hashes". */
import { hkdfSync } from 'node:crypto'
import { canonical, frame, fromHex, H, message, must } from './bytes.mjs'
import { leafHash, rootOf } from './merkle.mjs'

export const ROLES = ['requester', 'bureau', 'supervisor']

export const sealOf = record => H('record', canonical(record))
export const lotteryHash = lottery => H('lottery', canonical(lottery))
export const secretHash = (number, secret) => H('secret', number, fromHex(secret))
export const rootOfLeaves = leaves => rootOf(leaves.map(leafHash)).toString('hex')

export const commitmentOf = (role, number, { nonce, contribution }) =>
  H('commitment', role, number, fromHex(nonce), contribution)

export function seedOf(seal, reveals) {
  const said = ROLES.flatMap(role => [frame(fromHex(reveals[role].nonce)), frame(reveals[role].contribution)])
  const input = Buffer.concat([frame(fromHex(reveals.secret)), ...said])
  return Buffer.from(hkdfSync('sha256', input, fromHex(seal), message('seed'), 32)).toString('hex')
}

export function checkLeaves({ leaves, lottery, record }) {
  const panels = record.panels
  const capped = new Set([...record.caps, ...panels.flatMap(panel => panel.caps)].map(cap => cap.feature))
  const features = [...capped].sort()
  const named = new Set(panels.flatMap(panel => panel.quotas).map(each => canonical([each.feature, each.value])))
  leaves.forEach((leaf, i) => {
    must(i === 0 || leaves[i - 1].sign < leaf.sign, `leaf ${i}: signs do not ascend`)
    must(leaf.kind < lottery.kinds.length, `leaf ${i}: there is no kind ${leaf.kind}`)
    must(leaf.groups.length === features.length, `leaf ${i}: not one group for each of ${features.length} features`)
    leaf.groups.forEach((group, at) => {
      const fits = group === null || /^[0-9a-f]{32}$/.test(group) || named.has(canonical([features[at], group]))
      must(fits, `leaf ${i}: neither the sign of a unit nor what a quota names: ${group}`)
    })
  })
}

export function checkRoot({ record, leaves }) {
  must(record.pool.people === leaves.length, `${leaves.length} leaves, ${record.pool.people} people`)
  must(record.pool.root === rootOfLeaves(leaves), 'another root')
}

export const checkLottery = ({ record, lottery }) => must(record.lottery === lotteryHash(lottery), 'another hash')
export const checkSeal = ({ record, seal }) => must(seal === sealOf(record), 'another hash')

export const checkSecret = ({ record, reveals }) =>
  must(record.secret === secretHash(record.number, reveals.secret), 'another hash')

export function checkCommitments({ record, commitments, reveals }) {
  for (const role of ROLES) must(commitments[role] === commitmentOf(role, record.number, reveals[role]), role)
}

export const checkSeed = ({ seal, reveals, result }) => must(result.seed === seedOf(seal, reveals), 'another seed')
