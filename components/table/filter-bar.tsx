'use client'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { FilterForm, type FilterFormProps } from './filter-form'

/**
 * Filters of a list: a GET form on the server, filters at once where scripts run. Personal numbers (documents,
 * phones) are no filters, because filters stand in the address.
 */
export function FilterBar(props: FilterFormProps) {
  return (
    <NuqsAdapter>
      <FilterForm {...props} />
    </NuqsAdapter>
  )
}
