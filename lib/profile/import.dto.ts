import type { RowData } from './values.rules'

/** A row that was found in a pasted list or an Excel file, where it stands there, and what must be looked at. */
export type FoundRow = { place: string; data: RowData; problems: string[] }

/** What an import answers. `notes` are about the whole, or about what could not be read. Nothing is saved. */
export type Found = { rows: FoundRow[]; notes: string[] }
