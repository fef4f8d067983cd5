import { z } from 'zod'
import type { Option } from '@/components/form/select-field'
import type { Choice } from '@/components/form/use-search'

const answer = z.object({
  entries: z.array(
    z.object({ code: z.string(), name: z.string(), path: z.array(z.string()), selectable: z.boolean() }),
  ),
})
type Entry = z.infer<typeof answer>['entries'][number]

/** Asks the public route of the code tables. @throws Error when there is no answer, which pickers show */
async function ask(table: string, query: Record<string, string>): Promise<Entry[]> {
  const response = await fetch(`/api/dict/${table}?${new URLSearchParams(query)}`)
  if (!response.ok) throw new Error(`code table ${table}: ${response.status}`)
  return answer.parse(await response.json()).entries
}

/** What stands above an entry, and its code where people know the standard's codes. */
const toChoice =
  (withCode: boolean) =>
  ({ code, name, path }: Entry): Choice => ({
    value: code,
    label: name,
    hint: [withCode ? code : '', path.slice(0, -1).join(' / ')].filter(Boolean).join('　') || undefined,
  })

const searchIn = (table: string, withCode: boolean) => async (q: string) =>
  (await ask(table, { q })).filter(entry => entry.selectable).map(toChoice(withCode))
const lookupIn = (table: string, withCode: boolean) => async (codes: string[]) =>
  (await ask(table, { codes: codes.join(',') })).map(toChoice(withCode))

/** 学科 of GB/T 13745 by name, pinyin, initials or code; the whole path is shown. */
export const searchDisciplines = searchIn('discipline', true)
export const lookupDisciplines = lookupIn('discipline', true)

/** 技术职称 by name, series, pinyin or initials. */
export const searchTitles = searchIn('title', false)
export const lookupTitles = lookupIn('title', false)

/** Places of GB/T 2260 of every level: 省, 市 and 县. */
export const searchRegions = async (q: string) => (await ask('region', { q })).map(toChoice(true))
export const lookupRegions = lookupIn('region', true)

/** The places below a place; below null the provinces. */
export const loadRegions = async (parent: string | null): Promise<Option[]> =>
  (await ask('region', parent === null ? {} : { parent })).map(({ code, name }) => ({ value: code, label: name }))
