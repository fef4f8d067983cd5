import type { Prisma } from '@/prisma/generated/client'

/** One thing a reviewer serves; exactly one of the three is set. */
export type Duty = { unitId: string | null; departmentId: string | null; disciplineCode: string | null }

/** Days away, `YYYY-MM-DD`, both included; null where none is set. */
export type Leave = { awayFrom: string | null; awayTo: string | null }

/** What is somebody's to do now: units, departments with those below them, disciplines with those under them. */
export type Serves = { units: string[]; departments: string[]; disciplines: string[] }

/** Is somebody away on a day? */
export const isAway = (leave: Leave, day: string): boolean =>
  leave.awayFrom !== null && leave.awayTo !== null && leave.awayFrom <= day && day <= leave.awayTo

/** Do two leaves share a day? */
export const leavesMeet = (a: Leave, b: Leave): boolean =>
  a.awayFrom !== null && a.awayTo !== null && b.awayFrom !== null && b.awayTo !== null
    ? a.awayFrom <= b.awayTo && b.awayFrom <= a.awayTo
    : false

/**
 * What somebody serves on a day: his own duties, and those of everybody he stands in for who is away that day.
 * @returns null when nothing is his in particular; he then sees everything
 */
export function servesOf(
  own: readonly Duty[],
  standsInFor: readonly (Leave & { duties: readonly Duty[] })[],
  day: string,
): Serves | null {
  const duties = [...own, ...standsInFor.filter(other => isAway(other, day)).flatMap(other => other.duties)]
  if (duties.length === 0) return null
  const all = (pick: (duty: Duty) => string | null) => [...new Set(duties.flatMap(duty => pick(duty) ?? []))]
  return {
    units: all(duty => duty.unitId),
    departments: all(duty => duty.departmentId),
    disciplines: all(duty => duty.disciplineCode),
  }
}

/** The condition for units somebody serves. */
export const unitServed = ({ units, departments }: Serves): Prisma.UnitWhereInput => ({
  OR: [{ id: { in: units } }, { departmentId: { in: departments } }],
})

/** The condition for applications somebody serves: by the unit, its department, the department it was sent to, or the field. */
export const applicationServed = ({ units, departments, disciplines }: Serves): Prisma.ApplicationWhereInput => ({
  OR: [
    { unitId: { in: units } },
    { unit: { departmentId: { in: departments } } },
    { departmentId: { in: departments } },
    { disciplineCodes: { hasSome: disciplines } },
  ],
})
