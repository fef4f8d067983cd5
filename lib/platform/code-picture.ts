import 'server-only'
import { create } from 'qrcode'

/** Modules of quiet around a code (ISO/IEC 18004). */
const QUIET = 4

/** A QR code of a text as the path of a drawing of `size` by `size` modules, for pages: no script, no picture to load. */
export function codePicture(text: string): { size: number; path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const rows: string[] = []
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column)) rows.push(`M${column + QUIET} ${row + QUIET}h1v1h-1z`)
  return { size: modules.size + 2 * QUIET, path: rows.join('') }
}
