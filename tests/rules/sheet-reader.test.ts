import fc from 'fast-check'
import { readSheet } from '@/lib/platform/sheet-reader'
import { rowsXml, workbookBytes, zipOf } from '../support/small-zip'

const texts = (bytes: Buffer, most = 100) => {
  const read = readSheet(bytes, most)
  return 'problem' in read ? read.problem : read.rows.map(row => [...row.cells.values()].map(cell => cell.text))
}
const cells = (xml: string, more = {}) => {
  const read = readSheet(workbookBytes(`<sheetData><row r="1">${xml}</row></sheetData>`, more), 10)
  if ('problem' in read) throw new Error(read.problem)
  return [...read.rows[0]!.cells.values()]
}

test('texts, shared or in place, with runs, entities, line ends and other prefixes of names', () => {
  const shared =
    '<x:sst><x:si><x:t>甲</x:t></x:si><x:si><x:r><x:t xml:space="preserve">乙 </x:t></x:r><x:r><x:t>丙</x:t></x:r><x:rPh><x:t>bing</x:t></x:rPh></x:si></x:sst>'
  const xml =
    '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c t="inlineStr"><is><t>a&amp;b&#x4E01;_x000D_<![CDATA[<i>]]></t></is></c><c r="F1" t="b"><v>1</v></c>'
  expect(cells(xml, { 'xl/sharedStrings.xml': shared })).toEqual([
    { text: '甲' },
    { text: '乙 丙' },
    { text: 'a&b丁\n<i>' },
    { text: '是' },
  ])
})

test('numbers keep what was typed, or say that it is lost; dates are days; formulas are not computed', () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="57"/></cellXfs></styleSheet>'
  const xml =
    '<c r="A1"><v>420106199001010012</v></c><c r="B1"><v>1.2E+17</v></c><c r="C1"><v>2019.1</v></c><c r="D1" s="1"><v>43605</v></c>' +
    '<c r="E1" s="2"><v>43605.5</v></c><c r="F1"><v>0.30000000000000004</v></c><c r="G1" t="str"><f>WEBSERVICE("http://x/")</f><v>结果</v></c><c r="H1" t="e"><v>#REF!</v></c><c r="I1"><v>12</v></c>'
  expect(cells(xml, { 'xl/styles.xml': styles })).toEqual([
    { text: '420106199001010012', odd: 'lost' },
    { text: '1.2E+17', odd: 'lost' },
    { text: '2019.1', odd: 'decimal' },
    { text: '2019-05-20' },
    { text: '2019-05-20' },
    { text: '0.3', odd: 'decimal' },
    { text: '结果', odd: 'formula' },
    { text: '#REF!', odd: 'error' },
    { text: '12' },
  ])
})

test('rows behind the last one that is kept are only counted; a merged area is not spread out', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => [`行${index}`])
  const read = readSheet(workbookBytes(`${rowsXml(many)}<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>`), 3)
  expect(read).toMatchObject({ count: 10_000 })
  expect('rows' in read && read.rows.map(row => row.merged)).toEqual([false, true, true])
})

describe('hostile files (trust IN19)', () => {
  const bomb = ' '.repeat(60 * 1024 * 1024)
  test.each<[string, Buffer, RegExp]>([
    ['a bomb', workbookBytes(bomb), /展开后太大/],
    [
      'a bomb that declares a small size',
      zipOf({ ...parts(bomb) }, name => (name.includes('sheet1') ? 1000 : 500)),
      /展开后太大/,
    ],
    [
      'a bomb in many parts',
      workbookBytes(
        '',
        Object.fromEntries(Array.from({ length: 90 }, (_, n) => [`xl/media/${n}`, bomb.slice(0, 500_000)])),
      ),
      /展开后太大/,
    ],
    [
      'too many parts',
      workbookBytes('', Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`p${n}`, '']))),
      /展开后太大/,
    ],
    [
      'a document type',
      workbookBytes('', {
        'xl/worksheets/sheet1.xml':
          '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>',
      }),
      /可能已经损坏/,
    ],
    ['old Excel', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /旧版的 Excel/],
    ['a text', Buffer.from('题名,作者'), /不是 Excel 文件/],
    ['nothing', Buffer.alloc(0), /不是 Excel 文件/],
    ['another office file', zipOf({ 'word/document.xml': '<a/>' }), /不是 Excel 文件/],
    [
      'a path out of the archive',
      workbookBytes('', { 'xl/_rels/workbook.xml.rels': '<Relationship Id="rId7" Target="../../../etc/passwd"/>' }),
      /不是 Excel 文件/,
    ],
  ])('%s is refused with a sentence', (_, bytes, sentence) => {
    expect(texts(bytes)).toMatch(sentence)
  })

  function parts(sheet: string) {
    return {
      'xl/workbook.xml': '<sheets><sheet r:id="rId1"/></sheets>',
      'xl/_rels/workbook.xml.rels': '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/>',
      'xl/worksheets/sheet1.xml': `<worksheet>${sheet}</worksheet>`,
    }
  }

  test('any damage to a good file is answered, never thrown', () => {
    const good = workbookBytes(
      rowsXml([
        ['题名', '作者'],
        ['甲', '乙'],
      ]),
    )
    const wound = fc.record({ at: fc.nat(good.length - 1), byte: fc.nat(255), cut: fc.boolean() })
    fc.assert(
      fc.property(fc.array(wound, { minLength: 1, maxLength: 8 }), wounds => {
        let bytes = Buffer.from(good)
        for (const { at, byte, cut } of wounds) {
          if (cut) bytes = bytes.subarray(0, Math.max(at, bytes.length - 40))
          else if (at < bytes.length) bytes[at] = byte
        }
        const read = readSheet(bytes, 10)
        expect('problem' in read ? read.problem !== '' : read.rows.length <= 10).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('any XML in the sheet comes to an end', () => {
    const piece = fc.constantFrom(
      '<row',
      '<c r="A1"',
      '>',
      '/>',
      '</c>',
      '<v>',
      '</v>',
      '"',
      "'",
      '<t',
      '&#x;',
      '&amp',
      '<!--',
      '-->',
      '<![CDATA[',
      '<?',
      'x',
      ' ',
      't="s"',
      '<row r="9e9">',
      's="-1"',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        expect(texts(workbookBytes(pieces.join('')))).toBeDefined()
      }),
    )
  })
})
