import 'server-only'
import { entry } from '@/lib/dict/tree'
import { invalid } from '@/lib/platform/errors'
import { placeProblem } from './unit.rules'

/** @throws Refusal invalid beside `regionCode` when the place of registration is none of the lowest level */
export function checkPlace(code: string): void {
  const problem = placeProblem(entry('region', code))
  if (problem) throw invalid({ regionCode: [problem] })
}
