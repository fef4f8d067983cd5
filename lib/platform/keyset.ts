/** Where a page of a list ends: the sort instant and id of its last row. */
export type Cursor = { at: Date; id: string }

/** A cursor as it stands in a URL: milliseconds and id, no personal data. */
export const encodeCursor = (row: Cursor): string => `${row.at.getTime()}_${row.id}`

/** Reads a cursor from a URL; null for anything that is none. */
export function decodeCursor(text: string | null | undefined): Cursor | null {
  const match = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '')
  if (!match) return null
  return { at: new Date(Number(match[1])), id: match[2]! }
}

/** One page of a list: rows after a cursor (the way back is the table kit's, which remembers the cursors it passed). */
export type PageRequest = { after?: string | null; size: number }
export type Page<T> = { rows: T[]; next: string | null }

/**
 * Condition for rows beyond the cursor. The plain bound beside the OR lets the database use the index.
 * @param column the instant's column in the model
 * @param key the id's column in the model
 */
export function beyond(
  request: PageRequest,
  direction: 'asc' | 'desc',
  column: string,
  key = 'id',
): Record<string, unknown> {
  const cursor = decodeCursor(request.after)
  if (!cursor) return {}
  const past = direction === 'asc' ? 'gt' : 'lt'
  const bound = direction === 'asc' ? { gte: cursor.at } : { lte: cursor.at }
  return {
    AND: [
      { [column]: bound },
      { OR: [{ [column]: { [past]: cursor.at } }, { [column]: cursor.at, [key]: { [past]: cursor.id } }] },
    ],
  }
}

/** Cuts the extra row that was read to know whether there is more, and names the cursor of the next page. */
export function finishPage<T>(read: T[], request: PageRequest, cursorOf: (row: T) => Cursor): Page<T> {
  const rows = read.slice(0, request.size)
  const last = rows.at(-1)
  return { rows, next: read.length > request.size && last ? encodeCursor(cursorOf(last)) : null }
}
