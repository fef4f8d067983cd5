/** docs/certificate.md, "Receipts and digests": what is looked at beside a certificate. */
import { fromHex, H, must, same } from './bytes.mjs'
import { leads, leafHash } from './merkle.mjs'
import { digestShape, receiptShape } from './shape.mjs'

const sign = ({ leaf, key, person }) => must(leaf.sign === H('sign', fromHex(key), person), 'another sign')

function sealed({ number, seal, people }, { record, seal: right }) {
  must(number === record.number && seal === right, 'of another seal')
  must(people === record.pool.people, 'another number of people')
}

const path = ({ leaf, place, people, path: hashes }, { record }) =>
  must(
    leads(leafHash(leaf), place, people, hashes.map(fromHex), fromHex(record.pool.root)),
    'does not lead to the root',
  )

const chance = ({ leaf, chance: said }, { lottery }) =>
  must(lottery.kinds[leaf.kind] && same(said, lottery.kinds[leaf.kind].chance), 'another chance')

function told(digest, { record, seal, commitments }) {
  must(digest.number === record.number && digest.seal === seal, 'of another seal')
  must(digest.root === record.pool.root, 'another root')
  must(digest.engine === record.engine && digest.method === record.method, 'another engine or method')
  const earlier = record.earlier.map(attempt => ({ number: attempt.number, seal: attempt.seal }))
  must(same(digest.earlier, earlier), 'other earlier attempts')
  const roles = digest.commitments.map(({ role }) => role)
  must(new Set(roles).size === roles.length, 'a role stands twice')
  for (const { role, commitment } of digest.commitments) must(commitments[role] === commitment, `${role}: another`)
}

/** The checks of a file by its format, each to be called with the file's object and the certificate. */
export const BESIDE = {
  'expert-pool-receipt-1': [
    ['receipt: shape', file => receiptShape(file, 'receipt')],
    ['receipt: sign', sign],
    ['receipt: seal', sealed],
    ['receipt: path', path],
    ['receipt: chance', chance],
  ],
  'expert-pool-digest-1': [
    ['digest: shape', file => digestShape(file, 'digest')],
    ['digest: same as the certificate', told],
  ],
}
