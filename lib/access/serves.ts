import 'server-only'
import { codes } from '@/lib/dict/tree'
import type { Tx } from '@/lib/platform/db'
import type { Serves } from '@/lib/staff/duty.rules'

/** What somebody serves, departments and disciplines with all that lies below them. */
export async function withAllBelow(tx: Pick<Tx, '$queryRaw'>, found: Serves): Promise<Serves> {
  const disciplines = codes('discipline').filter(code => found.disciplines.some(top => code.startsWith(top)))
  return { ...found, disciplines, departments: await departmentsBelow(tx, found.departments) }
}

async function departmentsBelow(tx: Pick<Tx, '$queryRaw'>, departments: string[]): Promise<string[]> {
  if (departments.length === 0) return []
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE below AS (
      SELECT id FROM department WHERE id = ANY(${departments}::uuid[])
      UNION SELECT d.id FROM department d JOIN below b ON d.parent_id = b.id)
    SELECT id::text AS id FROM below`
  return rows.map(({ id }) => id)
}
