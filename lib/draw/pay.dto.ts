import type { DrawStatus } from '@/lib/workflow/draw.machine'
import type { PaperRow } from './paper.dto'

/** A review that is over, as 财务 sees it in the list. */
export type PayRow = {
  id: string
  number: string
  title: string
  office: string
  sessionFrom: Date | null
  /** who came, and how many of them are paid */
  people: number
  paid: number
  createdAt: Date
}

/** Somebody who came. */
export type PayPerson = {
  id: string
  group: string
  name: string
  unitName: string
  /** fen; null: not entered yet */
  fee: number | null
  paid: { at: Date; by: string } | null
  /** outside: invited from outside the pool, so the system has no account of his; missing: he has given none */
  bank: { name: string; mask: string } | 'missing' | 'outside'
  /** the acting person himself: another enters what he gets */
  own: boolean
}

export type PayView = {
  id: string
  number: string
  title: string
  status: DrawStatus
  statusLabel: string
  session: string
  place: string | null
  office: string
  /** when the names open, while they are sealed: then there is no row */
  sealed: string | null
  /** what the policy says each gets, in words; null: it says nothing */
  standard: string | null
  /** whether experts are asked for bank accounts at all */
  asks: boolean
  rows: PayPerson[]
  total: string
  papers: PaperRow[]
}
