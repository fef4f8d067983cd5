import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { dict } from '@/lib/dict'
import { entry, fullName } from '@/lib/dict/tree'
import { type DrawFigures, figuresOf } from '@/lib/draw/balance.dal'
import { conditionsOf } from '@/lib/expert/conditions.dal'
import { type ExpertSource, sourceLabels } from '@/lib/expert/source.rules'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { ageOn } from '@/lib/platform/fields/age'
import { maskDocument, maskPhone } from '@/lib/platform/fields/masks'
import { chinaDay, storedDay } from '@/lib/platform/time'
import { membershipLabels } from '@/lib/policy/labels.rules'
import { rangesOn } from '@/lib/statistics/range.rules'
import type { ExpertExport } from '@/prisma/generated/client'
import { columnsIn, type ExportColumn, tellsOfDraws } from './columns.rules'
import { readQuery } from './query.dal'

type Read = {
  id: string
  name: string
  sex: string
  birthDate: Date | null
  unitName: string
  titleCode: string
  titleLevel: string
  regionCode: string
  status: keyof typeof membershipLabels
  source: ExpertSource
  admittedAt: Date
  codes: string[]
  phoneCipher: string | null
  docCipher: string | null
}

/**
 * Those who meet the conditions of a request now, the newest entries first, at most `most`: how many, who, and what the
 * file shows of them. Nothing is deciphered before it is known that they fit into a file.
 */
export async function exportedRows(
  actor: Actor,
  { query, columns }: Pick<ExpertExport, 'query' | 'columns'>,
  most: number,
): Promise<{ count: number; ids: string[]; cells: () => string[][] }> {
  const { filter } = await readQuery(actor, query)
  const found = await db().$queryRaw<Read[]>`
    SELECT e.account_id::text AS id, e.name, e.sex, e.birth_date AS "birthDate", u.name AS "unitName",
           e.title_code AS "titleCode", e.title_level AS "titleLevel", e.region_code AS "regionCode", e.status::text AS status,
           e.source, e.admitted_at AS "admittedAt", c.phone_cipher AS "phoneCipher", p.doc_cipher AS "docCipher",
           ARRAY(SELECT x.code FROM expert_discipline x WHERE x.expert_id = e.account_id ORDER BY x.position) AS codes
    FROM expert e JOIN unit u ON u.id = e.unit_id JOIN account c ON c.id = e.account_id
    LEFT JOIN person p ON p.account_id = e.account_id
    WHERE ${await conditionsOf(actor, filter)} ORDER BY e.admitted_at DESC, e.account_id DESC LIMIT ${most}`
  const shown = columnsIn(columns)
  const today = chinaDay(now())
  const ids = found.map(row => row.id)
  const draws = tellsOfDraws(columns)
    ? await figuresOf(actor, ids, rangesOn(today)[0]!)
    : new Map<string, DrawFigures>()
  return {
    count: found.length,
    ids,
    cells: () =>
      found.map(row => shown.map(({ value }) => cellOf({ ...row, ...(draws.get(row.id) ?? noDraws) }, value, today))),
  }
}

const noDraws: DrawFigures = { pools: 0, expected: 0, drawn: 0 }

function cellOf(row: Read & DrawFigures, column: ExportColumn, today: string): string {
  switch (column) {
    case 'name':
      return row.name
    case 'sex':
      return dict('sex').name(row.sex)
    case 'age': {
      const born = storedDay(row.birthDate)
      return born ? String(ageOn(born, today)) : ''
    }
    case 'unit':
      return row.unitName
    case 'title':
      return dict('title').name(row.titleCode)
    case 'level':
      return dict('titleLevel').name(row.titleLevel)
    case 'disciplines':
      return row.codes.map(code => entry('discipline', code)?.name ?? code).join('、')
    case 'region':
      return fullName('region', row.regionCode)
    case 'status':
      return membershipLabels[row.status]
    case 'source':
      return sourceLabels[row.source]
    case 'admitted':
      return chinaDay(row.admittedAt)
    case 'pools':
    case 'drawn':
      return String(row[column])
    case 'expected':
      return row.expected.toFixed(2)
    case 'phone':
      return phoneIn(row)
    case 'phoneMask':
      return maskPhone(phoneIn(row))
    case 'document':
      return documentIn(row)
    case 'documentMask':
      return maskDocument(documentIn(row))
  }
}

const phoneIn = ({ id, phoneCipher }: Read): string =>
  phoneCipher ? decryptField(phoneCipher, { table: 'account', id, column: 'phone' }) : ''
const documentIn = ({ id, docCipher }: Read): string =>
  docCipher ? decryptField(docCipher, { table: 'person', id, column: 'doc' }) : ''
