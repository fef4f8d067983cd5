/** Bytes of a file, counted from 0; `to` is the first that is not wanted. */
export type Span = { from: number; to: number }

/** A part was asked for that lies behind the end. */
export class NoSuchPart extends Error {
  constructor(readonly size: number) {
    super('no such part')
  }
}

/**
 * What a `Range` header asks of a file of some size (RFC 9110 14.2): one span; `whole` where there is no header or one
 * we do not follow (several spans, another unit), `impossible` for a place behind the end.
 */
export function spanOf(header: string | null, size: number): Span | 'whole' | 'impossible' {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '')
  if (!match) return 'whole'
  const [, first, last] = match
  if (!first) {
    if (!last) return 'whole'
    return Number(last) === 0 ? 'impossible' : { from: Math.max(0, size - Number(last)), to: size }
  }
  const from = Number(first)
  const to = last ? Number(last) + 1 : size
  if (to <= from) return last && Number(last) < from ? 'whole' : 'impossible'
  return from >= size ? 'impossible' : { from, to: Math.min(to, size) }
}
