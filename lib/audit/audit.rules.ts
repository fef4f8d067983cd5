import { isRealDate } from '@/lib/platform/fields/dates'
import type { ListSpec } from '@/lib/platform/list-params'
import { startOfDay } from '@/lib/platform/time'
import { actionGroups } from './action-groups.rules'
import { objectLabels, resultLabels } from './labels.rules'

/** What the address of the audit list may say. Days are days in China, both included. */
export const auditListSpec = {
  sorts: ['at'],
  order: 'desc',
  size: 50,
  filters: {
    text: { kind: 'text' },
    who: { kind: 'text' },
    from: { kind: 'text' },
    to: { kind: 'text' },
    group: { kind: 'one', values: ['alert', ...actionGroups.map(group => group.code)] },
    object: { kind: 'one', values: Object.keys(objectLabels) },
    result: { kind: 'one', values: Object.keys(resultLabels) },
  },
} as const satisfies ListSpec

export type AuditFilter = {
  text?: string
  who?: string
  from?: string
  to?: string
  group?: string
  object?: string
  result?: string
}

const DAY = 86_400_000

/** The instants between the first moment of a day in China and the last of another; what is no day is no bound. */
export function daysBetween(from = '', to = ''): { gte?: Date; lt?: Date } {
  return {
    ...(isRealDate(from) ? { gte: startOfDay(from) } : {}),
    ...(isRealDate(to) ? { lt: new Date(startOfDay(to).getTime() + DAY) } : {}),
  }
}

/** A day that was typed into a filter but is none. */
export const badDay = (day: string): boolean => day !== '' && !isRealDate(day)

/** Where a page of the audit list ends. */
export type AuditCursor = { at: Date; id: bigint }
export const encodeAuditCursor = (row: AuditCursor): string => `${row.at.getTime()}_${row.id}`

/** Reads a cursor from an address; null for anything that is none. */
export function decodeAuditCursor(text: string | null | undefined): AuditCursor | null {
  const match = /^(\d{1,15})_(\d{1,18})$/.exec(text ?? '')
  return match ? { at: new Date(Number(match[1])), id: BigInt(match[2]!) } : null
}
