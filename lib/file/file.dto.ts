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
}

/** The address a file is served at, through the gate. */
export const fileHref = (id: string): `/api/files/${string}` => `/api/files/${id}`

export const toFileDto = (row: FileRow): FileDto => ({
  id: row.id,
  purpose: row.purpose,
  name: row.name,
  size: Number(row.size),
  type: row.type,
  uploadedAt: (row.attachedAt ?? row.createdAt).toISOString(),
  href: fileHref(row.id),
  state: row.status === 'clean' ? 'ready' : row.status === 'refused' ? 'infected' : 'waiting',
  section: row.section as ProfileSection | null,
  rowId: row.rowId,
})
