import type { StaffRoleName } from '@/lib/access/actor'

/** One 处室 with who sits there. */
export type OfficeView = {
  id: string
  name: string
  endedAt: Date | null
  people: { name: string; roles: StaffRoleName[] }[]
}
