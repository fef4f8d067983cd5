import 'server-only'
import { create } from 'qrcode'
import type { Paper } from './pdf-paper'

/**
 * Draws a QR code of a text, with the quiet margin of four modules inside `size` (ISO/IEC 18004). Level H: a third of
 * it may be lost under a stamp, a fold or a bad scanner.
 */
export function drawCode({ doc }: Paper, text: string, left: number, top: number, size: number): void {
  const { modules } = create(text, { errorCorrectionLevel: 'H' })
  const count = modules.size + 8
  const one = size / count
  doc.rect(left, top, size, size).fill('#fff')
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue
      let end = column
      while (end + 1 < modules.size && modules.get(row, end + 1)) end++
      doc.rect(left + (column + 4) * one, top + (row + 4) * one, (end - column + 1) * one, one)
      column = end
    }
  doc.fill('#000')
}
