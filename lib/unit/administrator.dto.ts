/** Somebody who administers the unit now. */
export type AdministratorRow = {
  accountId: string
  name: string
  phoneMask: string
  since: Date
  lastLoginAt: Date | null
  /** the person who looks at the list */
  self: boolean
}

export type FormerAdministrator = { name: string; since: Date; endedAt: Date; why: string }

export type InvitationKind = 'invite' | 'handOver' | 'appoint'
/** An invitation that can still be accepted. */
export type OpenInvitation = {
  id: string
  kind: InvitationKind
  name: string
  phoneMask: string
  invitedBy: string
  createdAt: Date
  expiresAt: Date
}

export type Administrators = { now: AdministratorRow[]; invited: OpenInvitation[]; former: FormerAdministrator[] }

/** What the holder of an invitation's link sees before he proves anything. */
export type InvitationView =
  | { state: 'open'; unitName: string; name: string; phoneMask: string; expiresAt: Date; handOver: boolean }
  | { state: 'used' | 'expired' | 'cancelled' | 'unknown' }
