import { capAskedSchema, conditionsAskedSchema, groupAskSchema, quotaAskedSchema } from './ask.schema'
import type { CheckAskInput } from './health.schema'
import { instantOf } from './request-time.rules'

type Row = Record<string, unknown>
/** What a form of a request holds while it is typed. */
export type TypedRequest = {
  id?: unknown
  fromDay?: unknown
  fromTime?: unknown
  toDay?: unknown
  toTime?: unknown
  caps?: unknown
  groups?: unknown
}

/** What the form of a 补抽 holds: only groups that are ticked are asked about, at the time of the request. */
export function roundAskedIn(typed: { groups?: unknown }, requestId: string): CheckAskInput | null {
  const ticked = rows(typed.groups).filter(({ on }) => on === true)
  const asked = askedIn({ id: requestId, groups: ticked })
  return asked && { ...asked, kind: 'supplement' }
}

const rows = (value: unknown): Row[] =>
  Array.isArray(value) ? value.filter(row => typeof row === 'object' && row) : []
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const whole = <T>(schema: { safeParse: (value: unknown) => { success: boolean; data?: T } }, list: Row[]): T[] =>
  list.flatMap(row => {
    const parsed = schema.safeParse(row)
    return parsed.success ? [parsed.data as T] : []
  })

/**
 * What stands in the form as far as it is complete: groups with a size, rows of which nothing lacks.
 * @returns null while there is nothing to check
 */
export function askedIn(typed: TypedRequest): CheckAskInput | null {
  const taken = new Set<string>()
  const groups = rows(typed.groups).flatMap(({ id, name, conditions, quotas, caps, ...rest }, at) => {
    const plain = { ...(conditions as Row | undefined) }
    const parsed = groupAskSchema.safeParse({
      ...{ size: rest.size, alternates: rest.alternates ?? 0 },
      conditions: conditionsAskedSchema.safeParse({ ...plain, area: plain.area || null }).data,
      quotas: whole(
        quotaAskedSchema,
        rows(quotas).map(row => ({ ...row, max: row.max ?? null })),
      ),
      caps: whole(capAskedSchema, rows(caps)),
    })
    if (!parsed.success) return []
    const asked = text(name)?.trim().slice(0, 50) || `第 ${at + 1} 组`
    const own = taken.has(asked) ? `${asked.slice(0, 40)}（第 ${at + 1} 组）` : asked
    taken.add(own)
    return [{ ...parsed.data, groupId: text(id), name: own }]
  })
  if (groups.length === 0) return null
  const from = day(typed.fromDay, typed.fromTime)
  const to = day(text(typed.toDay) ?? typed.fromDay, typed.toTime)
  return {
    ...{ requestId: text(typed.id), kind: 'first', groups, caps: whole(capAskedSchema, rows(typed.caps)) },
    ...{ sessionFrom: from, sessionTo: to },
  }
}

const day = (on: unknown, at: unknown): string | null => {
  const instant =
    /^\d{4}-\d{2}-\d{2}$/.test(text(on) ?? '') && /^\d{2}:\d{2}$/.test(text(at) ?? '')
      ? instantOf(text(on), text(at))
      : null
  return instant && !Number.isNaN(instant.getTime()) ? instant.toISOString() : null
}
