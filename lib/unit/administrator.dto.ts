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

/** Where an invitation went, masked; or, where nothing can be sent, the link to hand over, shown once. */
export type Invited = { phoneMask: string; sentTo: string | null; link: string | null }

/** What the holder of an invitation's link sees before he proves anything. */
export type InvitationView =
  | {
      state: 'open'
      unitName: string
      name: string
      phoneMask: string
      /** where a code can be sent besides the phone */
      emailMask: string | null
      expiresAt: Date
      handOver: boolean
    }
  | { state: 'used' | 'expired' | 'cancelled' | 'unknown' }
