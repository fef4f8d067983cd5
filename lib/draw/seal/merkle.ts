import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js'

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

/** Of a leaf's bytes (RFC 6962, 2.1). */
export const leafHash = (bytes: Uint8Array): Uint8Array => sha256(concatBytes(LEAF, bytes))
const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(concatBytes(NODE, left, right))

/** The greatest power of two below a number above one: so many leaves stand to the left. */
const left = (count: number) => 2 ** (31 - Math.clz32(count - 1))

function treeHash(hashes: readonly Uint8Array[], from: number, to: number): Uint8Array {
  if (to - from === 0) return sha256(new Uint8Array())
  if (to - from === 1) return hashes[from]!
  const middle = from + left(to - from)
  return nodeHash(treeHash(hashes, from, middle), treeHash(hashes, middle, to))
}

/** The root over leaves in their order, hexadecimal (RFC 6962, 2.1). */
export const rootOf = (leaves: readonly Uint8Array[]): string =>
  bytesToHex(treeHash(leaves.map(leafHash), 0, leaves.length))

/**
 * The root after each of the last leaves of a list that grows, hexadecimal: of whole trees to the left no hash is made twice.
 * @param newest how many of them
 */
export function rootsOf(leaves: readonly Uint8Array[], newest = leaves.length): string[] {
  const whole: { size: number; hash: Uint8Array }[] = []
  return leaves.flatMap((leaf, at) => {
    whole.push({ size: 1, hash: leafHash(leaf) })
    for (let last = whole.at(-1)!, before = whole.at(-2); before?.size === last.size; before = whole.at(-2)) {
      last = { size: last.size * 2, hash: nodeHash(before.hash, last.hash) }
      whole.splice(-2, 2, last)
    }
    if (at < leaves.length - newest) return []
    return [bytesToHex(whole.map(({ hash }) => hash).reduceRight((right, hash) => nodeHash(hash, right)))]
  })
}

/** What a leaf needs to be found under the root: the hashes beside its way, from below (RFC 6962, 2.1.1). */
export function pathOf(leaves: readonly Uint8Array[], place: number): string[] {
  if (!Number.isInteger(place) || place < 0 || place >= leaves.length) throw new RangeError('no such leaf')
  const hashes = leaves.map(leafHash)
  const path: string[] = []
  for (let [from, to] = [0, leaves.length]; to - from > 1; ) {
    const middle = from + left(to - from)
    const other = place < middle ? [middle, to] : [from, middle]
    path.unshift(bytesToHex(treeHash(hashes, other[0]!, other[1]!)))
    ;[from, to] = place < middle ? [from, middle] : [middle, to]
  }
  return path
}

/** The root that a leaf and its path lead to (RFC 9162, 2.1.3.2); null for a path of another length. */
export function rootFrom(leaf: Uint8Array, place: number, count: number, path: readonly string[]): string | null {
  if (!Number.isInteger(place) || place < 0 || place >= count) return null
  const sides: boolean[] = []
  for (let [from, to] = [0, count]; to - from > 1; ) {
    const middle = from + left(to - from)
    sides.unshift(place >= middle)
    ;[from, to] = place < middle ? [from, middle] : [middle, to]
  }
  if (sides.length !== path.length) return null
  const root = path.reduce<Uint8Array>((hash, other, at) => {
    const bytes = hexToBytes(other)
    return sides[at] ? nodeHash(bytes, hash) : nodeHash(hash, bytes)
  }, leafHash(leaf))
  return bytesToHex(root)
}
