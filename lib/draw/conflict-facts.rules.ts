import type { TieKind } from './tie.rules'

export type PartyKind = 'leader' | 'member' | 'unit' | 'partner'
export const partyLabels: Readonly<Record<PartyKind, string>> = {
  leader: '负责人',
  member: '成员',
  unit: '申报单位',
  partner: '合作单位',
}

/**
 * A unit as avoidance means it: the registered one with all that were merged into it, by ids and by every name they have
 * or had. One that is not in the registry has its name only; `alike` are registered ones of that name, when there are
 * several. `key` says which it is, as long as it is the same.
 */
export type UnitFamily = {
  key: string
  name: string
  ids: ReadonlySet<string>
  alike: ReadonlySet<string>
  names: ReadonlySet<string>
  university: boolean
  domain: string | null
  /** units above and below it, whoever they were merged into since, by id */
  related: ReadonlyMap<string, { home: string; name: string; university: boolean }>
}

/** Somebody, or a unit, behind a 评审对象. A person without a unit of his own has that of the 评审对象. */
export type Party = {
  subjectId: string
  groupId: string | null
  kind: PartyKind
  name: string | null
  nameKey: string | null
  docIndex: string | null
  phoneIndex: string | null
  unit: UnitFamily | null
  division: string | null
}

/** An accepted avoidance; without a subject it holds for all groups. */
export type Declared = {
  id: string
  subjectId: string | null
  groupId: string | null
  kind: 'person' | 'unit'
  source: string
  name: string | null
  nameKey: string | null
  docIndex: string | null
  phoneIndex: string | null
  unit: UnitFamily | null
  expertId: string | null
}

export type Subject = { id: string; groupId: string | null; title: string; titleKey: string }

/** What the database found about experts, by the keys of those parties. */
export type TieHit = {
  expertId: string
  kind: TieKind
  key: string
  fromYear: number | null
  toYear: number | null
  words: string
  detail: string | null
}
/** An expert of one of the units, with the faculties he is known by. */
export type Colleague = { expertId: string; unitId: string; divisions: readonly string[] }
/** The same work stands in the profile of a party who is an expert himself, and in another's. */
export type Shared = TieHit & { partyExpertId: string; partyDetail: string | null }

export type Facts = {
  /** the year of the session in China, and how many years back count */
  year: number
  lookBack: number
  subjects: readonly Subject[]
  parties: readonly Party[]
  /** some of them again, each with another unit in which he holds a post */
  posts: readonly Party[]
  declared: readonly Declared[]
  byDocument: ReadonlyMap<string, readonly string[]>
  byPhone: ReadonlyMap<string, readonly string[]>
  colleagues: readonly Colleague[]
  ties: readonly TieHit[]
  shared: readonly Shared[]
  /** of names with whom somebody has worked elsewhere: every place where people of that name are known to be */
  placesOf: ReadonlyMap<string, readonly string[]>
  /** of parties who are experts themselves: where they work, worked and studied */
  pastOf: ReadonlyMap<string, readonly string[]>
  /** the unit each of them belongs to now */
  unitOf: ReadonlyMap<string, string>
}

/** Two values to many. */
export function groupBy<K, V>(rows: readonly V[], keyOf: (row: V) => K): Map<K, V[]> {
  const found = new Map<K, V[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const there = found.get(key)
    if (there) there.push(row)
    else found.set(key, [row])
  }
  return found
}
