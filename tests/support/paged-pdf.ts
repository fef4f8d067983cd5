import { randomBytes } from 'node:crypto'

/**
 * A sound PDF as scanners write it: pages with a line of text each, its table of places at the end, and for each page
 * a long stream that nothing needs in order to draw another page.
 */
export function pagedPdf(pages: number, bytesEach: number): Buffer {
  const places: number[] = []
  const parts: Buffer[] = []
  let size = 0
  const add = (...pieces: (string | Buffer)[]) => {
    for (const piece of pieces) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece
      parts.push(bytes)
      size += bytes.length
    }
  }
  const object = (number: number, ...body: (string | Buffer)[]) => {
    places[number] = size
    add(`${number} 0 obj\n`, ...body, '\nendobj\n')
  }
  const stream = (number: number, body: Buffer, entries = '') =>
    object(number, `<< ${entries}/Length ${body.length} >>\nstream\n`, body, '\nendstream')

  add('%PDF-1.7\n')
  const first = (page: number) => 4 + page * 3
  const kids = Array.from({ length: pages }, (_, page) => `${first(page)} 0 R`).join(' ')
  object(1, '<< /Type /Catalog /Pages 2 0 R >>')
  object(2, `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`)
  object(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>')
  // a slash would begin a name, which the inspection of uploads reads
  const noise = randomBytes(bytesEach).map(byte => (byte === 0x2f ? 0x2e : byte))
  for (let page = 0; page < pages; page++) {
    const number = first(page)
    const place = `/Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>`
    object(number, `<< /Type /Page ${place} /Contents ${number + 1} 0 R >>`)
    stream(number + 1, Buffer.from(`BT /F1 24 Tf 150 420 Td (SCANNED PAGE ${page + 1}) Tj ET`))
    stream(number + 2, Buffer.from(noise), '/Subtype /Image ')
  }
  const table = size
  const rows = places.slice(1).map(place => `${String(place).padStart(10, '0')} 00000 n \n`)
  add(`xref\n0 ${places.length}\n0000000000 65535 f \n`, ...rows)
  add(`trailer\n<< /Size ${places.length} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`)
  return Buffer.concat(parts)
}
