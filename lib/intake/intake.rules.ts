import type { DocumentType } from '@/lib/dict'
import { serialText } from '@/lib/platform/csv-reader'
import type { Atom } from '@/lib/platform/fields/atom'
import { email, phone } from '@/lib/platform/fields/contact'
import { creditCode } from '@/lib/platform/fields/credit-code'
import { plainDate, plainMonth } from '@/lib/platform/fields/dates'
import { documentNumber } from '@/lib/platform/fields/documents'
import { birthDateOf, sexOf } from '@/lib/platform/fields/identity'
import { personName, unitName } from '@/lib/platform/fields/names'
import { shortText } from '@/lib/platform/fields/texts'
import type { SheetCell } from '@/lib/platform/sheet-reader'
import { compactCode, foldWidth } from '@/lib/platform/text'
import { type Codes, codeIn } from './codes.rules'
import { type Column, type ColumnKey, columnsFor, type IntakeKind, type RawRow } from './columns.rules'

/** One person of a list, as every other part of the system would have him. */
export type IntakePerson = {
  name: string
  docType: DocumentType
  docNumber: string
  phone: string
  sex: string
  birthDate: string
  unitName: string
  creditCode: string | null
  titleCode: string
  disciplines: string[]
  education: string | null
  degree: string | null
  email: string | null
  regionCode: string | null
  joinedOn: string | null
  note: string | null
  outerNumber: string | null
}
/** What is wrong with a cell: the header of its column and a sentence, which never repeats a number. */
export type Fault = { column: string; text: string }

export type Tables = Record<'title' | 'discipline' | 'education' | 'degree' | 'region' | 'documentType' | 'sex', Codes>
export type Reading = { kind: IntakeKind; tables: Tables; documentTypes: readonly string[] }

const lost = '号码的后几位已被表格软件改成 0，请把这一列设为文本格式，重新填写号码'
const broken = '这一格是错误值，请重新填写'
/** A number of somebody in a column that is kept and shown in clear. */
const number =
  /(?<![0-9A-Za-z])(1[3-9]\d{9}|[1-9]\d{7}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}|[1-9]\d{5}(?:18|19|20)\d{9}[\dXx])(?![0-9A-Za-z])/
/** However it was typed: full width, with blanks, with dashes. */
const hasNumber = (text: string): boolean => number.test(foldWidth(text)) || number.test(compactCode(text))
const isOwnId = (type: DocumentType) => type !== 'passport' && type !== 'hkmotPermit'

const atoms = {
  name: personName(),
  phone: phone(),
  unitName: unitName('工作单位'),
  creditCode: creditCode(),
  email: email(),
  note: shortText('来源说明', 100),
  outerNumber: shortText('编号', 60),
}
const days = {
  birthDate: { month: plainMonth('出生日期'), day: plainDate('出生日期', { max: 'today' }) },
  joinedOn: { month: plainMonth('原入库日期'), day: plainDate('原入库日期', { max: 'today' }) },
}
const numbers: Record<DocumentType, Atom> = {
  mainlandId: documentNumber('mainlandId'),
  hkmotPermit: documentNumber('hkmotPermit'),
  passport: documentNumber('passport'),
  hkmotResidence: documentNumber('hkmotResidence'),
  foreignPrId: documentNumber('foreignPrId'),
}

type Row = { person: Partial<IntakePerson>; faults: Fault[] }

/**
 * What reads the rows of a list, cell by cell, whatever is wrong with the others. Pure and total.
 * @returns what could be read of a row, and what is wrong; only one without faults is a person
 */
export function rowReader(reading: Reading): (raw: RawRow) => Row {
  const columns = new Map(columnsFor(reading.kind).map(column => [column.key, column]))
  return raw => readRow(reading, columns, raw)
}

function readRow({ tables, documentTypes }: Reading, columns: ReadonlyMap<ColumnKey, Column>, raw: RawRow): Row {
  const faults: Fault[] = []
  const fault = (key: ColumnKey, text: string) => {
    faults.push({ column: columns.get(key)!.header, text })
    return null
  }
  const cell = (key: ColumnKey): SheetCell | null => {
    const found = raw[key]
    if (!found || found.text.trim() === '') {
      if (columns.get(key)!.required) fault(key, '没有填写')
      return null
    }
    return found.odd === 'error' ? fault(key, broken) : found
  }
  const read = (key: ColumnKey, atom: Atom): string | null => {
    const found = cell(key)
    if (!found) return null
    if (found.odd === 'lost') return fault(key, lost)
    const parsed = atom.safeParse(found.text)
    return parsed.success ? parsed.data : fault(key, parsed.error.issues[0]?.message ?? '格式不正确，请核对')
  }
  /** of columns that are kept in clear */
  const words = (key: 'name' | 'unitName' | 'note' | 'outerNumber'): string | null => {
    if (hasNumber(raw[key]?.text ?? '')) return fault(key, '这一列里有手机号码或证件号码，请移到对应的列')
    return read(key, atoms[key])
  }
  const code = (key: ColumnKey, table: keyof Tables, what: string): string | null => {
    const found = cell(key)
    if (!found) return null
    const meant = codeIn(tables[table], found.text)
    if (meant === 'none') return fault(key, `“${shown(found.text)}”不在${what}中，请核对名称，或填写代码`)
    return meant === 'several' ? fault(key, `有几个都叫“${shown(found.text)}”，请填写代码`) : meant.code
  }
  const day = (key: keyof typeof days): string | null => {
    const found = cell(key)
    if (!found) return null
    const text = serialText(found.text) ?? found.text
    const month = days[key].month.safeParse(/^\s*\d{4}年?\s*$/.test(text) ? `${text.replace(/\D/g, '')}-01` : text)
    const parsed = days[key].day.safeParse(month.success ? `${month.data}-01` : text)
    return parsed.success ? parsed.data : fault(key, parsed.error.issues[0]?.message ?? '日期不正确，请核对')
  }

  const docType = typeOf(cell('docType'), tables.documentType)
  if (!docType || !documentTypes.includes(docType)) fault('docType', '本系统不接受这种证件，请核对证件类型')
  const docNumber = docType && read('docNumber', numbers[docType])
  const byId = docType && docNumber && isOwnId(docType) ? docNumber : null
  const written = { sex: code('sex', 'sex', '性别'), birthDate: day('birthDate') }
  const fromId = { sex: byId && sexOf(byId), birthDate: byId && birthDateOf(byId) }
  if (fromId.sex && written.sex && fromId.sex !== written.sex) fault('sex', '与身份证号码不一致，请核对号码或性别')
  if (fromId.birthDate && written.birthDate && fromId.birthDate.slice(0, 7) !== written.birthDate.slice(0, 7))
    fault('birthDate', '与身份证号码不一致，请核对号码或出生日期')
  const sex = fromId.sex ?? written.sex
  const birthDate = fromId.birthDate ?? written.birthDate
  if (docNumber && !sex && !raw.sex) fault('sex', '这种证件要填写性别')
  if (docNumber && !birthDate && !raw.birthDate) fault('birthDate', '这种证件要填写出生日期')

  const disciplines = (['discipline1', 'discipline2', 'discipline3'] as const)
    .map(key => code(key, 'discipline', '学科分类与代码'))
    .filter(one => one !== null)
  const joinedOn = day('joinedOn')
  const person: Partial<IntakePerson> = present({
    name: words('name'),
    docType,
    docNumber,
    phone: read('phone', atoms.phone),
    sex,
    birthDate,
    unitName: words('unitName'),
    creditCode: read('creditCode', atoms.creditCode),
    titleCode: code('titleCode', 'title', '职称名称'),
    disciplines: [...new Set(disciplines)],
    education: code('education', 'education', '学历名称'),
    degree: code('degree', 'degree', '学位名称'),
    email: read('email', atoms.email),
    regionCode: code('regionCode', 'region', '行政区划'),
    joinedOn,
    note: words('note'),
    outerNumber: words('outerNumber'),
  })
  return { person, faults }
}

const present = <T extends object>(values: { [K in keyof T]: T[K] | null }): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Partial<T>

/** A word of the file in a sentence: short, of whole characters that can be stored, and never a number of somebody. */
function shown(text: string): string {
  const clean = foldWidth(text)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim()
  if (hasNumber(clean)) return '…'
  return [...clean.replace(/\d{6,}/g, '…')].slice(0, 20).join('')
}

/** 身份证, 护照, 通行证: people leave out what is plain. Nothing means 居民身份证. */
function typeOf(cell: SheetCell | null, types: Codes): DocumentType | null {
  if (!cell) return 'mainlandId'
  const text = cell.text.trim()
  const meant = codeIn(types, text)
  if (typeof meant === 'object') return meant.code as DocumentType
  if (/永久居留/.test(text)) return 'foreignPrId'
  if (/居住证/.test(text)) return 'hkmotResidence'
  if (/通行证|回乡证|台胞证/.test(text)) return 'hkmotPermit'
  if (/护照/.test(text)) return 'passport'
  return /身份证/.test(text) ? 'mainlandId' : null
}
