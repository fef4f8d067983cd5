/** What a list understands from its address. All limits are here, once. */
export type ListSpec = {
  /** names of sortable columns; the first is the order by default */
  sorts: readonly [string, ...string[]]
  /** direction by default */
  order?: Order
  size?: number
  filters: Readonly<Record<string, FilterSpec>>
}

/** `values`: the words there are, or the shape of ids that are looked up later */
export type FilterSpec = { kind: 'text' } | { kind: 'one' | 'many'; values: readonly string[] | RegExp }
export type Order = 'asc' | 'desc'

/** Of a spec that is not known to the compiler either kind of value. */
type FilterValue<F extends FilterSpec> = [FilterSpec] extends [F]
  ? string | string[]
  : F extends { kind: 'text' }
    ? string
    : F extends { kind: 'many' }
      ? string[]
      : string

export type ListParams<S extends ListSpec = ListSpec> = {
  /** '' and [] mean: not filtered */
  filters: { [K in keyof S['filters']]: FilterValue<S['filters'][K]> }
  sort: S['sorts'][number]
  order: Order
  size: number
  /** keyset cursor of this page; null on the first */
  after: string | null
  /** cursors of the pages before this one, the first page not counted */
  before: string[]
  /** 1, 2, 3 …; null when the way back is longer than we remember */
  page: number | null
}

export type RawParams = Record<string, string | string[] | undefined>

const maxText = 50
const maxChosen = 50
const maxSize = 100
const defaultSize = 20
const maxBack = 30
const cursorShape = /^[A-Za-z0-9_-]{1,200}$/
/** stands first in `before` when older cursors were dropped */
const cut = '~'

const listOf = (raw: string | string[] | undefined): string[] =>
  raw === undefined ? [] : Array.isArray(raw) ? raw : [raw]
const firstOf = (raw: string | string[] | undefined): string => listOf(raw)[0] ?? ''

/** Text that may go into a query: no control characters, no half characters, one form, at most 50 characters. */
export function cleanText(raw: string): string {
  const text = raw
    .slice(0, maxText * 8)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return Array.from(text).slice(0, maxText).join('').trim()
}

function filterOf(spec: FilterSpec, raw: string | string[] | undefined): string | string[] {
  if (spec.kind === 'text') return cleanText(firstOf(raw))
  const known = listOf(raw)
    .flatMap(part => part.split(','))
    .slice(0, maxChosen)
    .filter(value => (spec.values instanceof RegExp ? spec.values.test(value) : spec.values.includes(value)))
  return spec.kind === 'one' ? (known[0] ?? '') : [...new Set(known)]
}

/**
 * Reads the address of a list: pure and total. Whatever stands there, the answer is within the limits; what is
 * not understood counts as not said.
 */
export function parseListParams<const S extends ListSpec>(raw: RawParams, spec: S): ListParams<S> {
  const filters = Object.fromEntries(
    Object.entries(spec.filters).map(([key, filter]) => [key, filterOf(filter, raw[key])]),
  )
  const sort = spec.sorts.find(name => name === firstOf(raw.sort)) ?? spec.sorts[0]
  const order = firstOf(raw.order)
  const size = Math.trunc(Number(firstOf(raw.size)))
  const after = firstOf(raw.after)
  const back = firstOf(raw.before)
    .slice(0, (maxBack + 1) * 201)
    .split('.')
  const wasCut = back[0] === cut
  const hasAfter = cursorShape.test(after)
  const before = hasAfter ? back.filter(cursor => cursorShape.test(cursor)).slice(-maxBack) : []
  return {
    filters: filters as ListParams<S>['filters'],
    sort,
    order: order === 'asc' || order === 'desc' ? order : (spec.order ?? 'desc'),
    size: size >= 1 ? Math.min(size, maxSize) : (spec.size ?? defaultSize),
    after: hasAfter ? after : null,
    before,
    page: !hasAfter ? 1 : wasCut ? null : before.length + 2,
  }
}

/** Is any filter set? Tells "nothing there" from "nothing fits". Filters that choose the list itself (`views`) are no search. */
export function isFiltered(params: ListParams, views: readonly string[] = []): boolean {
  return Object.entries(params.filters).some(([key, value]) => value.length > 0 && !views.includes(key))
}

/** The filters of `keys` alone. */
export function onlyFilters(params: ListParams, keys: readonly string[]): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(params.filters).map(([key, value]) => [key, keys.includes(key) ? value : '']),
  )
}

export type ListChange = {
  filters?: Record<string, string | string[]>
  sort?: string
  order?: Order
  size?: number
  after?: string | null
  before?: string[]
}

/**
 * The address of the same list with something changed. Changing what is listed goes back to the first page;
 * what equals the default is left out.
 */
export function listHref(base: string, spec: ListSpec, params: ListParams, change: ListChange = {}): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries({ ...params.filters, ...change.filters })) {
    for (const one of listOf(value)) if (one !== '') query.append(key, one)
  }
  const sort = change.sort ?? params.sort
  const order = change.order ?? params.order
  const size = change.size ?? params.size
  if (sort !== spec.sorts[0]) query.set('sort', sort)
  if (order !== (spec.order ?? 'desc')) query.set('order', order)
  if (size !== (spec.size ?? defaultSize)) query.set('size', String(size))
  if (change.after) {
    query.set('after', change.after)
    if (change.before?.length) query.set('before', change.before.join('.'))
  }
  const text = query.toString()
  return text === '' ? base : `${base}?${text}`
}

/** The next page behind a cursor, remembering the way back. */
export function nextHref(base: string, spec: ListSpec, params: ListParams, cursor: string): string {
  const way = params.after === null ? [] : [...params.before, params.after]
  const dropped = way.length > maxBack || params.page === null
  const before = dropped ? [cut, ...way.slice(-maxBack)] : way
  return listHref(base, spec, params, { after: cursor, before })
}

/** The page before; null on the first. */
export function previousHref(base: string, spec: ListSpec, params: ListParams): string | null {
  if (params.after === null) return null
  const after = params.before.at(-1) ?? null
  const rest = params.before.slice(0, -1)
  return listHref(base, spec, params, { after, before: params.page === null ? [cut, ...rest] : rest })
}

/** Filters and page of a list as a query (with `?`, or empty), carried along to the page of one row. */
export function placeOf(spec: ListSpec, params: ListParams): string {
  return listHref('', spec, params, { after: params.after, before: params.before })
}

/** The way back from the page of one row to where its list stood, from the query that placeOf() wrote. */
export function backHref(base: string, spec: ListSpec, raw: RawParams): string {
  return base + placeOf(spec, parseListParams(raw, spec))
}
