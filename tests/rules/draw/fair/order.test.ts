import { createHash } from 'node:crypto'
import { PartialOrder } from '@/lib/draw/engine/fair/order'

/**
 * RFC 3797, section 4 and 6: a number of the stream is the MD5 of the key between two bytes of the round, most
 * significant first; it is divided by how many are left, and the remainder says which of them is the next.
 */
function published(key: string) {
  let round = 0
  return (bound: number) => {
    const bytes = Buffer.from([round >> 8, round & 255])
    round += 1
    const hash = createHash('md5')
      .update(Buffer.concat([bytes, Buffer.from(key), bytes]))
      .digest('hex')
    return Number(BigInt(`0x${hash}`) % BigInt(bound))
  }
}

/** Who is chosen when each number says which of those who are left is the next, in their old order. */
function chosen(index: (bound: number) => number, count: number, most: number): number[] {
  const left = Array.from({ length: count }, (_, at) => at)
  return Array.from({ length: most }, () => left.splice(index(left.length), 1)[0]!)
}

const key = '9319./2.5.8.10.12./9.18.26.34.41.45./'

test("RFC 3797's own example, and our order out of the same numbers", () => {
  const people = [17, 7, 2, 16, 25, 23, 8, 24, 19, 13, 22, 5, 18, 9, 1, 4]
  expect(chosen(published(key), 25, 16).map(at => at + 1)).toEqual(people)
  // ours moves the first of those who are left to the place of the chosen instead of moving all: the same people are
  // left, in another order, so that every order comes out of one stream of numbers, and equally often
  const order = [...new PartialOrder(published(key), 25)]
  expect(order[0]).toBe(people[0]! - 1)
  expect([...order].sort((one, other) => one - other)).toEqual(Array.from({ length: 25 }, (_, at) => at))
})

test('every stream of numbers gives another order, by their rule and by ours: all orders are equally likely', () => {
  const streams: number[][] = [[]]
  const count = 6
  for (let bound = count; bound > 0; bound -= 1)
    for (const stream of streams.splice(0)) for (let at = 0; at < bound; at += 1) streams.push([...stream, at])
  const read = (stream: readonly number[]) => {
    const numbers = stream.values()
    return () => numbers.next().value!
  }
  const ours = new Set(streams.map(stream => [...new PartialOrder(read(stream), count)].join()))
  const theirs = new Set(streams.map(stream => chosen(read(stream), count, count).join()))
  expect([streams.length, ours.size, theirs.size]).toEqual([720, 720, 720])
})
