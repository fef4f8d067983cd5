import { isCode, isSealed, type MessageState, mayResend, problemInWords, statusLabels } from './message.rules'
import { templateLabel } from './templates'

/** One message as staff see it: never its text, never a code, the recipient masked. */
export type MessageRow = {
  id: string
  label: string
  channelLabel: string
  to: string
  status: MessageState
  statusLabel: string
  attempts: number
  problem: string
  createdAt: Date
  sentAt: Date | null
  resendable: boolean
  isCode: boolean
}

/** The columns of a message that staff may know. */
export type MessageFacts = {
  id: string
  channel: string
  template: string
  toMask: string
  status: MessageState
  attempts: number
  lastError: string | null
  createdAt: Date
  sentAt: Date | null
}

export const toMessageRow = (row: MessageFacts): MessageRow => ({
  id: row.id,
  label: templateLabel(row.template),
  channelLabel: row.channel === 'email' ? '邮件' : '短信',
  to: row.toMask && isSealed(row.template) ? '不显示（抽取）' : row.toMask,
  status: row.status,
  statusLabel: statusLabels[row.status],
  attempts: row.attempts,
  problem: problemInWords(row.lastError),
  createdAt: row.createdAt,
  sentAt: row.sentAt,
  resendable: mayResend(row),
  isCode: isCode(row.template),
})
