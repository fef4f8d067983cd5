import { z } from 'zod'
import { type PartyKind, partyLabels } from './conflict-facts.rules'

const text = z.string().nullable()
const partySchema = z.object({
  kind: z.enum(['leader', 'member', 'unit', 'partner']),
  name: text,
  nameKey: text,
  docIndex: text,
  phoneIndex: text,
  unitName: text,
  unitKey: text,
  unitId: text,
  divisionName: text,
  divisionKey: text,
})
/** Somebody or a unit behind a 评审对象 as stored, without ids of rows. */
export type KeptParty = z.output<typeof partySchema>

const keptSchema = z.object({
  title: z.string(),
  groupId: text,
  groupName: text,
  parties: partySchema.array(),
})
/** A 评审对象 as it stood, or is to stand. */
export type KeptSubject = z.output<typeof keptSchema>

type StoredParty = { [K in keyof KeptParty]: K extends 'kind' ? string : KeptParty[K] }
type StoredSubject = Pick<KeptSubject, 'title' | 'groupId'> & {
  group: { name: string } | null
  parties: readonly StoredParty[]
}
/** A stored 评审对象 as it is kept. */
export const keptOf = ({ title, groupId, group, parties }: StoredSubject): KeptSubject => ({
  ...{ title, groupId, groupName: group?.name ?? null },
  parties: parties.map(one => partySchema.parse(one)),
})

/** One 评审对象 of a change: new (nothing before), changed, or taken out (nothing after). */
export const listItemsSchema = z
  .object({
    subjectId: z.string(),
    /** the version it had when the change was asked for; null: a new one */
    version: z.int().nullable(),
    before: keptSchema.nullable(),
    after: keptSchema.nullable(),
  })
  .array()
export type ListItem = z.output<typeof listItemsSchema>[number]

export const changeLabels = {
  pending: '待核准',
  accepted: '已采纳',
  refused: '未采纳',
  withdrawn: '已撤回',
  own: '退回期间修改',
} as const
export type ChangeStatus = keyof typeof changeLabels

export const itemKind = ({ before, after }: ListItem): '新增' | '修改' | '删除' =>
  before === null ? '新增' : after === null ? '删除' : '修改'

const order = Object.keys(partyLabels) as PartyKind[]
const nameOf = ({ name, unitName, divisionName }: KeptParty): string => {
  const unit = [unitName, divisionName].filter(Boolean).join(' ')
  return name ? `${name}${unit ? `（${unit}）` : ''}` : unit
}
const numbersOf = ({ docIndex, phoneIndex }: KeptParty): string => JSON.stringify([docIndex, phoneIndex])

/** A 评审对象 in words: its group, then who stands behind it. */
export function wordsOfSubject({ title, groupName, parties }: KeptSubject): string {
  const people = order.flatMap(kind => {
    const some = parties.filter(one => one.kind === kind)
    return some.length === 0 ? [] : [`${partyLabels[kind]}：${some.map(nameOf).join('、')}`]
  })
  return [title, groupName ?? '所有组', ...people].join('；')
}

/** What a change says of one 评审对象, before and after; numbers are never shown, only that another stands there. */
export function wordsOfItem(item: ListItem): { before: string | null; after: string | null } {
  const { before, after } = item
  const words = { before: before && wordsOfSubject(before), after: after && wordsOfSubject(after) }
  if (!before || !after) return words
  const numbers = new Map(before.parties.map(one => [`${one.kind}${nameOf(one)}`, numbersOf(one)]))
  const other = after.parties.some(one => {
    const known = numbers.get(`${one.kind}${nameOf(one)}`)
    return known !== undefined && known !== numbersOf(one)
  })
  return other ? { ...words, after: `${words.after}（登记的证件或手机号码有改动）` } : words
}
