import { crc32, deflateRawSync } from 'node:zlib'

/** A ZIP archive of some texts, made by hand; `lie` changes the declared size of a part. */
export function zipOf(
  parts: Record<string, string | Buffer>,
  lie: (name: string, size: number) => number = (_, size) => size,
): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(parts)) {
    const plain = Buffer.from(content)
    const data = deflateRawSync(plain)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(plain), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(lie(name, plain.length), 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    common.copy(head, 4)
    local.push(head, Buffer.from(name), data)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    common.copy(entry, 6)
    entry.writeUInt32LE(at, 42)
    central.push(entry, Buffer.from(name))
    at += 30 + Buffer.byteLength(name) + data.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(parts).length, 8)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, directory, end])
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

/** A workbook of one sheet whose XML is given; `more` adds or replaces parts. */
export const workbookBytes = (sheet: string, more: Record<string, string | Buffer> = {}): Buffer =>
  zipOf({
    'xl/workbook.xml': `<?xml version="1.0"?><workbook ${main} xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId7"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId7" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet ${main}>${sheet}</worksheet>`,
    ...more,
  })

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** Rows of texts as the XML of a sheet; a cell beginning with `<` stands as it is. */
export const rowsXml = (rows: readonly (readonly string[])[]): string =>
  `<sheetData>${rows
    .map(
      (cells, index) =>
        `<row r="${index + 1}">${cells
          .map((text, at) =>
            text.startsWith('<c')
              ? text
              : `<c r="${letters[at]}${index + 1}" t="inlineStr"><is><t>${text.replace(/[&<]/g, sign => (sign === '&' ? '&amp;' : '&lt;'))}</t></is></c>`,
          )
          .join('')}</row>`,
    )
    .join('')}</sheetData>`
