import type { ProfileSection } from '@/lib/policy/policy.schema'

/** An attached file as its owner and his reviewers see it. */
export type FileDto = {
  id: string
  purpose: string
  name: string
  size: number
  type: string
  /** ISO instant */
  uploadedAt: string
  href: string
  /** who added it, where that is kept: 评审材料 */
  addedBy?: string | null
  /** `waiting` for the virus scanner, or found `infected` by it afterwards: neither counts, neither can be opened */
  state: 'ready' | 'waiting' | 'infected'
  /** what part, and which row of it, of an application the file proves */
  section: ProfileSection | null
  rowId: string | null
}

export type FileRow = {
  id: string
  purpose: string
  name: string
  size: bigint
  type: string
  createdAt: Date
  attachedAt: Date | null
  status: 'receiving' | 'quarantined' | 'clean' | 'refused'
  section: string | null
  rowId: string | null
  addedBy?: string | null
}

/**
 * The address a file is served at, through the gate.
 * @param token of an answer link, for 评审材料 of somebody who is not logged in
 */
export const fileHref = (id: string, token: string | null = null): `/api/files/${string}` =>
  `/api/files/${id}${token === null ? '' : `?token=${encodeURIComponent(token)}`}`

export const toFileDto = (row: FileRow): FileDto => ({
  id: row.id,
  purpose: row.purpose,
  name: row.name,
  size: Number(row.size),
  type: row.type,
  uploadedAt: (row.attachedAt ?? row.createdAt).toISOString(),
  href: fileHref(row.id),
  addedBy: row.addedBy,
  state: row.status === 'clean' ? 'ready' : row.status === 'refused' ? 'infected' : 'waiting',
  section: row.section as ProfileSection | null,
  rowId: row.rowId,
})
