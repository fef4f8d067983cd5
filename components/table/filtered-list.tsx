import type { ReactNode } from 'react'
import { listHref, onlyFilters, placeOf } from '@/lib/platform/list-params'
import { FilterBar } from './filter-bar'
import type { FilterField } from './filter-form'
import { ListTable, type ListTableProps } from './list-table'

type FilteredListProps<Row> = ListTableProps<Row> & {
  fields: FilterField[]
  /** what the pages of the rows are told in `from`, where they belong to several lists */
  from?: string
  /** filters of other kinds, behind the fields */
  otherFilters?: ReactNode
  /** between the filters and the list */
  above?: ReactNode
  /** at the side of the list; above it where there is no room */
  beside?: ReactNode
}

/** A list with its filters above it. Each row's page is told where the list stood, so that its way back leads there. */
export function FilteredList<Row>({ fields, from, otherFilters, above, beside, ...list }: FilteredListProps<Row>) {
  const { base, spec, params, rowHref } = list
  const shown = fields.map(field => field.key)
  const views = list.views ?? []
  const hidden = views.filter(key => !shown.includes(key))
  const chosen = listHref(base, spec, params, { filters: onlyFilters(params, hidden) })
  const query = placeOf(spec, params)
  const place = from ? `${query}${query ? '&' : '?'}from=${from}` : query
  const table = <ListTable<Row> {...list} rowHref={rowHref && (row => rowHref(row) + place)} />
  return (
    <>
      <FilterBar
        base={chosen}
        values={Object.fromEntries(Object.entries(params.filters).filter(([key]) => !hidden.includes(key)))}
        keep={Object.fromEntries(new URLSearchParams(chosen.split('?')[1]))}
        fields={fields}
      >
        {otherFilters}
      </FilterBar>
      {above}
      {beside ? (
        <div className="grid items-start gap-x-5 lg:grid-cols-[14rem_minmax(0,1fr)]">
          {beside}
          <div className="min-w-0">{table}</div>
        </div>
      ) : (
        table
      )}
    </>
  )
}
