import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { describeFilter } from '@/lib/expert/describe.dal'
import type { ExpertExport } from '@/prisma/generated/client'
import type { Condition } from './export.dto'
import { readQuery } from './query.dal'

/** What was asked for in the words it was agreed to in; requests from before they were kept, in those of today. */
export async function conditionsIn(
  actor: Actor,
  { conditions, query }: Pick<ExpertExport, 'conditions' | 'query'>,
): Promise<Condition[]> {
  if (conditions !== null) return conditions as Condition[]
  const { filter } = await readQuery(actor, query)
  return (await describeFilter(actor, filter)).map(({ label, words }) => ({ label, words }))
}
