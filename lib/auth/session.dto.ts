import { deviceOf } from './device.rules'

/** One of somebody's own sessions, as his list shows it. `id` ends it, but opens nothing. */
export type SessionDto = {
  id: string
  device: string
  address: string
  startedAt: Date
  lastSeenAt: Date
  /** the one that asks */
  current: boolean
}

type SessionRow = { idHash: string; userAgent: string; address: string; createdAt: Date; lastSeenAt: Date }

export const toSessionDto = (row: SessionRow, current: string | null): SessionDto => ({
  id: row.idHash,
  device: deviceOf(row.userAgent),
  address: row.address,
  startedAt: row.createdAt,
  lastSeenAt: row.lastSeenAt,
  current: row.idHash === current,
})
