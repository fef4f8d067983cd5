/** Where a page of a list begins or ends: the sort instant and id of a row. */
export type Cursor = { at: Date; id: string }

/** A cursor as it stands in a URL: milliseconds and id, no personal data. */
export const encodeCursor = (row: Cursor): string => `${row.at.getTime()}.${row.id}`

/** Reads a cursor from a URL; null for anything that is none. */
export function decodeCursor(text: string | undefined): Cursor | null {
  const match = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(text ?? '')
  if (!match) return null
  return { at: new Date(Number(match[1])), id: match[2]! }
}

export type PageRequest = { after?: string; before?: string; size: number }
export type Page<T> = { rows: T[]; next: string | null; previous: string | null }

export type KeysetPlan = { direction: 'asc' | 'desc'; cursor: Cursor | null; past: 'gt' | 'lt'; reversed: boolean }

/**
 * How to read one page of a list that is sorted by (instant, id). Going back reads the other way round and turns the
 * rows over afterwards.
 */
export function planPage(request: PageRequest, sort: 'asc' | 'desc'): KeysetPlan {
  const back = decodeCursor(request.before)
  const direction = back ? (sort === 'asc' ? 'desc' : 'asc') : sort
  return {
    direction,
    cursor: back ?? decodeCursor(request.after),
    past: direction === 'asc' ? 'gt' : 'lt',
    reversed: back !== null,
  }
}

/**
 * Condition for rows beyond the cursor. The plain bound beside the OR lets the database use the index.
 * @param column the instant's column in the model
 * @param key the id's column in the model
 */
export function beyond(plan: KeysetPlan, column: string, key = 'id'): Record<string, unknown> {
  if (!plan.cursor) return {}
  const { at, id } = plan.cursor
  const bound = plan.past === 'gt' ? { gte: at } : { lte: at }
  return {
    AND: [
      { [column]: bound },
      { OR: [{ [column]: { [plan.past]: at } }, { [column]: at, [key]: { [plan.past]: id } }] },
    ],
  }
}

/** Cuts the extra row that was read to know whether there is more, and names the neighbours' cursors. */
export function finishPage<T>(
  read: T[],
  request: PageRequest,
  plan: KeysetPlan,
  cursorOf: (row: T) => Cursor,
): Page<T> {
  const more = read.length > request.size
  const rows = read.slice(0, request.size)
  if (plan.reversed) rows.reverse()
  const first = rows[0]
  const last = rows.at(-1)
  const hasNext = plan.reversed ? rows.length > 0 : more
  const hasPrevious = plan.reversed ? more : plan.cursor !== null && rows.length > 0
  return {
    rows,
    next: hasNext && last ? encodeCursor(cursorOf(last)) : null,
    previous: hasPrevious && first ? encodeCursor(cursorOf(first)) : null,
  }
}
