import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'
import type { Sections } from '@/lib/profile/facts.rules'
import { upgradeSections } from '@/lib/profile/upgrade.rules'
import type { SectionData } from '@/lib/profile/values.rules'

/** The titles alone of what was submitted last: a whole profile may have hundreds of rows, and a page a hundred profiles. */
export async function titlesOf(
  _actor: Actor,
  tx: Pick<Tx, '$queryRaw'>,
  ids: readonly string[],
): Promise<Map<string, Sections>> {
  const rows = await tx.$queryRaw<{ id: string; sections: Record<string, SectionData> }[]>`
    SELECT DISTINCT ON (application_id) application_id AS id,
      jsonb_strip_nulls(jsonb_build_object('titles', snapshot #> '{sections,titles}', 'title', snapshot #> '{sections,title}')) AS sections
    FROM application_version WHERE application_id = ANY(${ids}::uuid[]) ORDER BY application_id, number DESC`
  return new Map(rows.map(({ id, sections }) => [id, upgradeSections(sections)]))
}
