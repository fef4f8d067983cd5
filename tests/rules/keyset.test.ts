import fc from 'fast-check'
import { decodeCursor, encodeCursor, finishPage, type PageRequest } from '@/lib/platform/keyset'

type Row = { at: Date; id: string }

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const compare = (a: Row, b: Row) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Reads a page the way the database does, from an array. */
function readPage(all: Row[], request: PageRequest, sort: 'asc' | 'desc') {
  const sign = sort === 'asc' ? 1 : -1
  const cursor = decodeCursor(request.after)
  const beyond = [...all].sort((a, b) => sign * compare(a, b)).filter(row => !cursor || sign * compare(row, cursor) > 0)
  return finishPage(beyond.slice(0, request.size + 1), request, row => row)
}

const rows = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 200 })), { selector: ([, n]) => n })
  .map(list => list.map(([at, n]) => ({ at: new Date(at), id: id(n) })))

test('walking through the pages meets every row once, in order', () => {
  fc.assert(
    fc.property(
      rows,
      fc.integer({ min: 1, max: 7 }),
      fc.constantFrom('asc' as const, 'desc' as const),
      (all, size, sort) => {
        const met: Row[] = []
        let after: string | null = null
        do {
          const page = readPage(all, { size, after }, sort)
          expect(page.rows.length).toBeLessThanOrEqual(size)
          met.push(...page.rows)
          after = page.next
        } while (after)
        expect(met).toEqual([...all].sort((a, b) => (sort === 'asc' ? compare(a, b) : compare(b, a))))
      },
    ),
  )
})

test('a cursor survives the URL, anything else is no cursor', () => {
  const cursor = { at: new Date(1_790_000_000_123), id: id(7) }
  expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor)
  fc.assert(fc.property(fc.string(), text => decodeCursor(`x${text}`) === null))
  expect(decodeCursor(undefined)).toBeNull()
})
