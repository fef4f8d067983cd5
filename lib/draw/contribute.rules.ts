import { contributorWords, type Role, roles } from './contributor.rules'

/** Somebody and a draw: what he is to it, by whichever of his accounts. */
export type Contributor = {
  kind: string
  staffRoles: readonly string[]
  /** asked for it, or sits in the office or unit that did */
  ofRequester: boolean
  asked: boolean
  approved: boolean
}

/** For which of the three somebody may add: never for two sides at once. */
export function rolesFor({ kind, staffRoles, ofRequester, asked, approved }: Contributor): Role[] {
  if (approved) return []
  const of: Readonly<Record<Role, boolean>> = {
    requester: ofRequester && (kind === 'unitAdmin' || staffRoles.includes('drawRequester')),
    bureau: !asked && staffRoles.includes('drawOperator'),
    supervisor: !asked && staffRoles.includes('supervisor'),
  }
  return roles.filter(role => of[role])
}

type Given = { role: Role; revealed: boolean }

/** Why somebody cannot add for a role; null: he can. @param mine the role he has added for already, by whichever account */
export function whyNotContribute(
  role: Role,
  { open, given, mine }: { open: readonly Role[]; given: readonly Given[]; mine: Role | null },
): string | null {
  if (mine) return `您已经以${contributorWords[mine]}的身份交过内容，一个人只能交一份。`
  if (given.some(one => one.role === role)) return `${contributorWords[role]}的内容已经有人交了，不用再交。`
  if (!open.includes(role))
    return role === 'requester'
      ? '使用单位的内容由提出需求的人或他的同处室、同单位同事交，同意这份需求的人不能交。'
      : '提出、同意这份需求的人不能交这一份。'
  return null
}
