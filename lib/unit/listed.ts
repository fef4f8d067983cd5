import 'server-only'
import { entry } from '@/lib/dict/tree'
import { cleanText, type RawParams } from '@/lib/platform/list-params'
import { placeProblem } from './unit.rules'

/** A unit that a list of experts names, as the address of its entry says it; null where it says none. */
export function listedUnit(raw: RawParams): { name: string; creditCode: string; regionCode: string } | null {
  const name = cleanText([raw.name].flat()[0] ?? '')
  if (name === '') return null
  const code = [raw.code].flat()[0] ?? ''
  const creditCode = /^[0-9A-Z]{18}$/.test(code) ? code : ''
  // the registering authority stands in the code
  const place = creditCode.slice(2, 8)
  return { name, creditCode, regionCode: placeProblem(entry('region', place)) ? '' : place }
}
