/** Bytes to look at anywhere, of which only a part need be in memory. */
export type ByteSource = {
  readonly length: number
  /** the byte at a place, undefined behind the end */
  at(index: number): number | undefined
  /** a copy of some bytes; shorter at the end */
  slice(from: number, to: number): Buffer
}

/** Bytes that are in memory. */
export const bufferSource = (bytes: Buffer): ByteSource => ({
  length: bytes.length,
  at: index => bytes[index],
  slice: (from, to) => bytes.subarray(Math.max(0, from), Math.max(0, to)),
})

/**
 * Bytes that are read block by block. The last few blocks are kept, because readers go forward and look back a little.
 * @param load gives a block by its number; what it throws is thrown on
 */
export function blockSource(length: number, block: number, load: (index: number) => Buffer): ByteSource {
  const kept = new Map<number, Buffer>()
  let current = -1
  let bytes: Buffer = Buffer.alloc(0)
  const turnTo = (index: number): void => {
    const found = kept.get(index)
    bytes = found ?? load(index)
    current = index
    kept.delete(index)
    kept.set(index, bytes)
    if (kept.size > 4) kept.delete(kept.keys().next().value!)
  }
  return {
    length,
    at(index) {
      if (index < 0 || index >= length) return undefined
      const wanted = Math.floor(index / block)
      if (wanted !== current) turnTo(wanted)
      return bytes[index - wanted * block]
    },
    slice(from, to) {
      const parts: Buffer[] = []
      const end = Math.min(to, length)
      for (let at = Math.max(0, from); at < end; ) {
        const index = Math.floor(at / block)
        if (index !== current) turnTo(index)
        const until = Math.min(end, (index + 1) * block)
        parts.push(bytes.subarray(at - index * block, until - index * block))
        at = until
      }
      return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
    },
  }
}
