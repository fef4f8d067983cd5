/** RFC 6962 §2.1 and RFC 9162 §2.1.3.2. */
import { canonical, sha256, utf8 } from './bytes.mjs'

const [ZERO, ONE] = [Buffer.from([0]), Buffer.from([1])]
const node = (left, right) => sha256(ONE, left, right)

export const leafHash = leaf => sha256(ZERO, utf8(canonical(leaf)))

export function rootOf(hashes) {
  if (hashes.length === 1) return hashes[0]
  let left = 1
  while (left * 2 < hashes.length) left *= 2
  return node(rootOf(hashes.slice(0, left)), rootOf(hashes.slice(left)))
}

/** Whether the path leads from the leaf at this place of a tree of so many to the root. */
export function leads(hash, place, people, path, root) {
  if (place >= people) return false
  let [fn, sn, reached] = [place, people - 1, hash]
  const up = () => {
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  for (const beside of path) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      reached = node(beside, reached)
      while (fn % 2 === 0 && fn !== 0) up()
    } else {
      reached = node(reached, beside)
    }
    up()
  }
  return sn === 0 && reached.equals(root)
}
