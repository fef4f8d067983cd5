import type { ApplicationStatus } from '@/lib/workflow/application.machine'
import type { HistoryStep } from '@/lib/workflow/history.dto'
import type { InvitationEvent } from '@/lib/workflow/invitation.machine'
import type { OpenEvent } from '@/lib/workflow/machine'
import type { InvitationState } from './invite.rules'

/** What was sent, and where to; without any channel the link is handed over. */
export type InvitationSent = { id: string; sentTo: string | null; link: string | null }

/** One line of the bureau's list. */
export type InvitationRow = {
  id: string
  name: string
  phoneMask: string
  unitName: string
  state: InvitationState
  stateLabel: string
  /** 还有 3 天; null when it waits for nothing */
  left: string | null
  inviter: string
  sentAt: Date
  createdAt: Date
  application: { id: string; number: string; status: ApplicationStatus; statusLabel: string } | null
}

/** One invitation with all its steps. */
export type InvitationView = InvitationRow & {
  reason: string
  /** YYYY-MM-DD, the last day on which it can be answered */
  lastDay: string
  round: number
  remindedAt: Date | null
  version: number
  history: (HistoryStep & { label: string; toLabel: string })[]
  events: OpenEvent<InvitationEvent>[]
}

/** What a link is good for. Whoever holds it learns who invites whom and why, nothing of accounts. */
export type OpenedInvitation =
  | { state: 'unknown' | 'accepted' | 'declined' | 'revoked' | 'expired' }
  | {
      state: 'sent'
      name: string
      phoneMask: string
      unitName: string
      reason: string
      office: string
      lastDay: string
    }
