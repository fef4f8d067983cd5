import type { WorkRecord } from './bibtex.rules'

/** A format of one tag a line. `begin` opens a record; `fields` maps tags to BibTeX's names, the rest is left out. */
type Dialect = { line: RegExp; begin: string; end?: string; fields: Record<string, string> }

const table = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split('|').flatMap(part => {
      const [name, tags] = part.trim().split(':')
      return tags!
        .trim()
        .split(' ')
        .map(tag => [tag, name!] as const)
    }),
  )

/** What 知网, 万方, 维普 and reference managers write beside BibTeX. */
const dialects = {
  ris: {
    line: /^([A-Z][A-Z0-9])\s{1,4}-(?:\s(.*))?$/,
    begin: 'TY',
    end: 'ER',
    fields: table(
      'author:A1 AU|editor:A2 ED|title:T1 TI CT|journal:JF JO JA J1 J2|booktitle:T2 BT C3 T3|publisher:PB|date:DA Y1 PY|volume:VL|number:IS CP|first:SP|last:EP|number2:SN|doi:DO',
    ),
  },
  endnote: {
    line: /^%([0-9A-Z@+])\s+(.*)$/,
    begin: '0',
    fields: table(
      'author:A|editor:E|title:T|journal:J|booktitle:B S|publisher:I|date:8 D|volume:V|number:N|pages:P|number2:@|doi:R',
    ),
  },
  refworks: {
    line: /^([A-Za-z][A-Za-z0-9])\s(.*)$/,
    begin: 'RT',
    fields: table(
      'author:A1|editor:A2|title:T1|journal:JF JO|booktitle:T2|publisher:PB|date:FD YR|volume:VO vo|number:IS|pages:OP|first:SP|number2:SN|doi:DO',
    ),
  },
  noteexpress: {
    line: /^\{([A-Za-z0-9 /()-]{2,60})\}:\s?(.*)$/,
    begin: 'Reference Type',
    fields: {
      Author: 'author',
      Title: 'title',
      Journal: 'journal',
      'Secondary Title': 'booktitle',
      'Tertiary Title': 'booktitle',
      Publisher: 'publisher',
      Date: 'date',
      Year: 'date',
      Volume: 'volume',
      Issue: 'number',
      Pages: 'pages',
      'ISBN/ISSN': 'number2',
      DOI: 'doi',
    },
  },
} as const satisfies Record<string, Dialect>

export type DialectName = keyof typeof dialects

/** The records of a text of tagged lines. A line without a tag goes on with the one above. Total and linear. */
export function readTagged(text: string, name: DialectName): WorkRecord[] {
  const dialect: Dialect = dialects[name]
  const records: WorkRecord[] = []
  let record: WorkRecord | null = null
  let last: string[] | null = null
  text.split('\n').forEach((raw, index) => {
    const typed = raw.trim()
    const [, tag, value = ''] = dialect.line.exec(typed) ?? []
    if (tag === undefined) {
      if (last && typed) last[last.length - 1] += ` ${typed}`
      return
    }
    last = null
    if (tag === dialect.begin) {
      record = { line: index + 1, type: value.trim().toLowerCase(), fields: {} }
      records.push(record)
    } else if (tag === dialect.end) record = null
    else if (record && Object.hasOwn(dialect.fields, tag)) {
      const field = dialect.fields[tag]!
      record.fields[field] ??= []
      last = record.fields[field]
      last.push(value.trim())
    }
  })
  return records
}
