import type { UnitChoices } from '@/lib/unit/unit.dto'

export type Contacts = readonly { label: string; value: string }[]
/** `contacts` comes where nothing was found: whom to call. */
export type FoundUnits = UnitChoices & { contacts?: Contacts }

/** A search that the server refused with a sentence of its own, e.g. too many searches. */
export class SearchRefused extends Error {}

/** @throws SearchRefused with the server's sentence, Error when the server could not be reached */
export async function loadUnits(query: string, page = 1): Promise<FoundUnits> {
  const response = await fetch(`/api/units?q=${encodeURIComponent(query)}${page > 1 ? `&page=${page}` : ''}`)
  if (response.status === 429) throw new SearchRefused(((await response.json()) as { message: string }).message)
  if (!response.ok) throw new Error(`unit search: ${response.status}`)
  return (await response.json()) as FoundUnits
}
