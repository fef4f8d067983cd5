import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { streamCsv } from '@/lib/platform/csv-reader'
import { isMerged, type SheetRow, streamSheet } from '@/lib/platform/sheet-reader'
import { workbookOf } from '@/lib/platform/workbook'
import { scanXml, xmlScanner } from '@/lib/platform/xml-scan'

const all = async (rows: AsyncIterable<SheetRow[]>): Promise<string[][]> => {
  const read: string[][] = []
  for await (const some of rows) for (const row of some) read.push([...row.cells.values()].map(cell => cell.text))
  return read
}
const csv = (bytes: Buffer, piece = 7) => {
  const open = async () =>
    (async function* () {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
    })()
  return all(streamCsv(open))
}

test('a scan piece by piece sees what a scan of the whole sees, wherever the pieces end', () => {
  const text = `<?xml version="1.0"?><a x="1>2"><!-- > --><b>甲&amp;乙</b><![CDATA[<c>]]><d/></a>`
  const seen = (scan: (events: object) => void) => {
    let said = ''
    scan({
      open: (name: string) => (said += `<${name}>`),
      text: (more: string) => (said += more),
      close: (name: string) => (said += `</${name}>`),
    })
    return said
  }
  const whole = seen(events => scanXml(text, events))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), size => {
      const pieces = seen(events => {
        const scanner = xmlScanner(events)
        for (let at = 0; at < text.length; at += size) scanner.write(text.slice(at, at + size))
        scanner.end()
      })
      expect(pieces).toBe(whole)
    }),
  )
})

test('a long sheet comes in rows, with what is merged', async () => {
  const rows = Array.from({ length: 3000 }, (_, n) => [`名${n}`, `${n}`, '值'])
  const columns = ['姓名', '号', '值'].map(header => ({ header, width: 10, choices: [] }))
  const read = streamSheet(await workbookOf([{ name: '名单', columns, rows }]))
  expect(await all(read.rows)).toEqual([['姓名', '号', '值'], ...rows])
  expect(isMerged(read.merges, 5)).toBe(false)
})

/** A ZIP with one part, of which the directory says whatever it says. */
function zipOf(parts: Record<string, { data: Buffer; says?: number }>): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const [name, { data, says }] of Object.entries(parts)) {
    const packed = deflateRawSync(data)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(says ?? data.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    locals.push(local, Buffer.from(name), packed)
    central.push(entry, Buffer.from(name))
    at += 30 + name.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, directory, end])
}
const book = (sheet: Buffer, says?: number) =>
  zipOf({
    'xl/workbook.xml': { data: Buffer.from('<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>') },
    'xl/_rels/workbook.xml.rels': {
      data: Buffer.from('<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'),
    },
    'xl/worksheets/sheet1.xml': { data: sheet, says },
  })

test.each([
  ['a bomb that says how large it is', () => book(Buffer.from('<worksheet/>'), 0xf000_0000), '太大了'],
  ['a bomb that lies about it', () => book(Buffer.alloc(3_000_000, ' '), 1000), '太大了'],
  ['a document type', () => book(Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>')), '读不出来'],
  ['a tag that never ends', () => book(Buffer.from(`<worksheet><row r="${'1'.repeat(3_000_000)}`)), '读不出来'],
  ['an old workbook', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), '旧版'],
  ['no workbook at all', () => Buffer.from('hello'), '不是 Excel'],
])('%s is answered with a sentence (IN19)', async (_, bytes, sentence) => {
  await expect(all(streamSheet(bytes()).rows)).rejects.toThrow(sentence)
})

test('CSV in the encodings and with the signs spreadsheets write', async () => {
  const text = '姓名,单位\r\n"甲,乙","他说""好"""\r\n\r\n丙,"两\n行"\n'
  const rows = [
    ['姓名', '单位'],
    ['甲,乙', '他说"好"'],
    ['丙', '两\n行'],
  ]
  expect(await csv(Buffer.from(text))).toEqual(rows)
  expect(await csv(Buffer.from(`\ufeff${text}`))).toEqual(rows)
  expect(await csv(Buffer.from(`\ufeff${text}`, 'utf16le'), 8)).toEqual(rows)
  // 姓名,单位 / 甲,乙 in GB 18030
  expect(await csv(Buffer.from('d0d5c3fb2cb5a5cebb0d0abcd72cd2d2', 'hex'), 1)).toEqual([
    ['姓名', '单位'],
    ['甲', '乙'],
  ])
  expect(await csv(Buffer.from('a\tb\n1\t2'))).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
  expect(await csv(Buffer.from(`a,b\n="0012",'34`))).toEqual([
    ['a', 'b'],
    ['0012', '34'],
  ])
})

test('what is no text, and a quote that never ends, are answered with a sentence', async () => {
  await expect(csv(Buffer.from([0x61, 0x00, 0xff, 0xfe]), 4)).rejects.toThrow('编码')
  await expect(csv(Buffer.from('a,b\n"c'))).rejects.toThrow('双引号')
})
