import 'server-only'
import { textArray } from '@/lib/platform/bulk'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { streamCsv } from '@/lib/platform/csv-reader'
import { maskDocument, maskPhone } from '@/lib/platform/fields/masks'
import { newId } from '@/lib/platform/ids'
import { syllablesOf } from '@/lib/platform/pinyin'
import { SheetProblem, type SheetRow, streamSheet } from '@/lib/platform/sheet-reader'
import { fileStore } from '@/lib/platform/storage'
import { nameKey } from '@/lib/platform/text'
import { cellsOf, findHeader, type IntakeKind, isExample, MOST_ROWS } from './columns.rules'
import { type Fault, type IntakePerson, type Reading, rowReader } from './intake.rules'
import { levelOf } from './stage.rules'

type Line = readonly (string | null)[]
type Merges = readonly (readonly [from: number, to: number])[]

/**
 * The rows of a stored list as lines for COPY: read as a stream, judged one by one, numbers encrypted for the place
 * they will have. Memory does not grow with the list.
 * @param told after every few hundred rows, how many there were
 * @throws SheetProblem, also in the middle
 */
export function readList(
  file: { id: string; name: string },
  intake: { id: string; kind: IntakeKind },
  reading: Reading,
  told: (rows: number) => Promise<void>,
): { lines: AsyncGenerator<Line>; merges: () => Merges } {
  let merges: Merges = []
  async function* sheet(): AsyncGenerator<SheetRow[]> {
    if (file.name.toLowerCase().endsWith('.csv')) return yield* streamCsv(() => bytesOf(file.id))
    const read = streamSheet(await wholeOf(file.id))
    yield* read.rows
    merges = read.merges
  }
  return { lines: linesOf(sheet(), intake, reading, told), merges: () => merges }
}

async function bytesOf(id: string) {
  const content = await fileStore().read(id)
  if (!content) throw new Error('the bytes of a list are missing in the store')
  return content.stream as AsyncIterable<Uint8Array>
}

async function wholeOf(id: string): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of await bytesOf(id)) parts.push(part)
  return Buffer.concat(parts)
}

const tooMany = `这份名单超过 ${MOST_ROWS / 10_000} 万行，没有读取。请分成几份，每份不超过 ${MOST_ROWS / 10_000} 万行，分批导入`
const empty = '表头下面没有内容。灰色的一行是示例，不会导入'

async function* linesOf(
  sheet: AsyncGenerator<SheetRow[]>,
  intake: { id: string; kind: IntakeKind },
  reading: Reading,
  told: (rows: number) => Promise<void>,
): AsyncGenerator<Line> {
  const read = rowReader(reading)
  let first: SheetRow[] | null = []
  let header: Exclude<ReturnType<typeof findHeader>, { problem: string }> | null = null
  let count = 0
  const begin = () => {
    const found = findHeader(intake.kind, first!)
    if ('problem' in found) throw new SheetProblem(found.problem)
    header = found
    const rest = first!.filter(row => row.number > found.row)
    first = null
    return rest
  }
  function* linesIn(rows: readonly SheetRow[]): Generator<Line> {
    for (const row of rows) {
      const raw = cellsOf(header!.places, row)
      if (Object.keys(raw).length === 0 || isExample(raw)) continue
      count += 1
      if (count > MOST_ROWS) throw new SheetProblem(tooMany)
      yield lineOf(intake.id, row.number, read(raw))
    }
  }
  let last = 0
  for await (const rows of sheet) {
    if (first) {
      first.push(...rows)
      if (first.length >= 10) yield* linesIn(begin())
    } else yield* linesIn(rows)
    if (count - last < 1000) continue
    last = count
    await told(count)
  }
  if (first) yield* linesIn(begin())
  if (count === 0) throw new SheetProblem(empty)
  await told(count)
}

function lineOf(
  intakeId: string,
  number: number,
  { person, faults }: { person: Partial<IntakePerson>; faults: Fault[] },
): Line {
  const id = newId()
  const { name, docNumber, phone, unitName, titleCode } = person
  const syllables = name ? syllablesOf(name, 'person') : null
  // of whom nothing can become, no number is kept but its mask
  const fine = faults.length === 0
  return [
    ...[intakeId, String(number), id, fine ? 'new' : 'faulty', JSON.stringify(faults)],
    ...[name ?? null, syllables?.join('') ?? null, syllables?.map(one => one[0]).join('') ?? null],
    ...[person.sex ?? null, person.birthDate ?? null, person.docType ?? null],
    fine ? encryptField(docNumber!, { table: 'person', id, column: 'doc' }) : null,
    fine ? blindIndex('document', docNumber!) : null,
    docNumber ? maskDocument(docNumber) : null,
    fine ? encryptField(phone!, { table: 'account', id, column: 'phone' }) : null,
    fine ? blindIndex('phone', phone!) : null,
    phone ? maskPhone(phone) : null,
    ...[person.email ?? null, unitName ?? null, unitName ? nameKey(unitName) : null, person.creditCode ?? null],
    ...[person.regionCode ?? null, titleCode ?? null, titleCode ? levelOf(titleCode) : null],
    textArray(person.disciplines ?? []),
    ...[person.education ?? null, person.degree ?? null, person.joinedOn ?? null],
    ...[person.note ?? null, person.outerNumber ?? null],
  ]
}
