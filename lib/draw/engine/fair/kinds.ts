import { byCode, type Candidate, type Cap, checkProblem, type Problem, ProblemError, type Quota } from '../problem'

/**
 * People whom nothing can tell apart: equal in all that quotas look at, and of units that are composed alike. Units of
 * one composition can be exchanged for each other without a panel becoming better or worse, so their people have equal
 * chances, and the model needs one number for all of them.
 */
export type Kind = {
  /** what quotas look at */
  readonly features: Readonly<Record<string, string>>
  /** place among `Model.classes`; -1 where no cap can bind */
  readonly class: number
  /** so many people of each unit; of all where no cap can bind */
  readonly each: number
  /** ids in canonical order */
  readonly members: readonly string[]
  /** of each member his unit, as its place among those of the class; empty where no cap can bind */
  readonly units: readonly number[]
  /** no panel has more of them */
  readonly most: number
  /** places among `Model.quotas` */
  readonly quotas: readonly number[]
}

/** Units that are composed alike: no panel has more people of them than `most`. */
export type UnitClass = { readonly units: number; readonly kinds: readonly number[]; readonly most: number }

/** One panel as numbers: how many of each kind meets `size`, `quotas` and `classes` and is a panel, and no other. */
export type Model = {
  readonly size: number
  readonly kinds: readonly Kind[]
  /** those that can bind, in canonical order */
  readonly quotas: readonly Quota[]
  readonly classes: readonly UnitClass[]
  /** the cap by which units are told apart, or null */
  readonly cap: Cap | null
  /** how many people there are */
  readonly people: number
}

/** Of one value of one feature. */
export const quotaKey = ({ feature, value }: { feature: string; value: string }) => JSON.stringify([feature, value])

const noCount = (one: Quota, size: number) => one.min === 0 && one.max >= size

/** What a cap of a short feature says, said as quotas: at most so many of each value that has more people. */
function asQuotas(cap: Cap, candidates: readonly Candidate[]): Quota[] {
  const counts = new Map<string, number>()
  for (const { features } of candidates) {
    const value = features[cap.feature]
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts]
    .filter(([, count]) => count > cap.most)
    .map(([value]) => ({ feature: cap.feature, value, min: 0, max: cap.most }))
}

/** Two quotas for one value are the stricter of both. */
function together(quotas: readonly Quota[]): Quota[] {
  const found = new Map<string, Quota>()
  for (const one of quotas) {
    const other = found.get(quotaKey(one))
    found.set(
      quotaKey(one),
      other ? { ...one, min: Math.max(one.min, other.min), max: Math.min(one.max, other.max) } : one,
    )
  }
  return [...found.values()].sort((one, other) => byCode(one.feature, other.feature) || byCode(one.value, other.value))
}

/** The cap whose feature has most values is reckoned by classes of units, any other as quotas. */
function split(caps: readonly Cap[], candidates: readonly Candidate[]) {
  const values = ({ feature }: Cap) => new Set(candidates.map(({ features }) => features[feature])).size
  const sorted = caps
    .map(cap => ({ cap, count: caps.length > 1 ? values(cap) : 1 }))
    .sort((one, other) => other.count - one.count || byCode(one.cap.feature, other.cap.feature))
    .map(({ cap }) => cap)
  return { cap: sorted[0] ?? null, quotas: sorted.slice(1).flatMap(one => asQuotas(one, candidates)) }
}

/**
 * The model of a problem with one panel. The order of people, quotas and caps does not matter.
 * @throws ProblemError
 */
export function modelOf(problem: Problem): Model {
  checkProblem(problem)
  const asked = problem.panels[0]!
  if (problem.panels.length > 1) throw new ProblemError('the fair engine draws one panel')
  const eligible = asked.eligible.length < problem.candidates.length ? new Set(asked.eligible) : null
  const candidates = eligible ? problem.candidates.filter(({ id }) => eligible.has(id)) : problem.candidates
  const most = new Map<string, number>()
  for (const cap of [...problem.caps, ...asked.caps])
    most.set(cap.feature, Math.min(cap.most, most.get(cap.feature) ?? Number.POSITIVE_INFINITY))
  const caps = [...most].map(([feature, count]) => ({ feature, most: count })).filter(one => one.most < asked.size)
  const { cap, quotas: more } = split(caps, candidates)
  const quotas = together([...asked.quotas.filter(one => !noCount(one, asked.size)), ...more])
  return {
    ...kindsOf(groupsOf(candidates, quotas, cap), quotas, cap, asked.size),
    size: asked.size,
    quotas,
    cap,
    people: candidates.length,
  }
}

type Group = { features: Readonly<Record<string, string>>; members: string[] }
type Branch = { readonly next: Map<string, Branch>; group?: Group }

/** People equal in what quotas and the cap look at: a branch for each value, as a key for each of a million is slow. */
function groupsOf(candidates: readonly Candidate[], quotas: readonly Quota[], cap: Cap | null): Group[] {
  const named = new Map<string, Set<string> | null>()
  for (const { feature, value } of quotas) named.set(feature, (named.get(feature) ?? new Set()).add(value))
  if (cap) named.set(cap.feature, null)
  const looked = [...named]
  const root: Branch = { next: new Map() }
  const groups: Group[] = []
  for (const { id, features } of candidates) {
    let branch = root
    for (const [feature, values] of looked) {
      const own = features[feature] ?? ''
      const value = values === null || values.has(own) ? own : ''
      let next = branch.next.get(value)
      if (!next) {
        next = { next: new Map() }
        branch.next.set(value, next)
      }
      branch = next
    }
    if (branch.group) branch.group.members.push(id)
    else {
      branch.group = { features, members: [id] }
      groups.push(branch.group)
    }
  }
  return groups
}

function kindsOf(types: readonly Group[], quotas: readonly Quota[], cap: Cap | null, size: number) {
  const places = new Map(quotas.map((quota, at) => [quotaKey(quota), at]))
  const of = (features: Readonly<Record<string, string>>) =>
    Object.entries(features)
      .map(([feature, value]) => places.get(quotaKey({ feature, value })))
      .filter(place => place !== undefined)
      .sort((one, other) => one - other)
  const free = new Map<string, Group>()
  const units = new Map<string, Map<string, Group>>()
  for (const { features, members } of types) {
    const counted = Object.fromEntries(
      Object.entries(features)
        .filter(([feature, value]) => places.has(quotaKey({ feature, value })))
        .sort(([one], [other]) => byCode(one, other)),
    )
    const unit = cap ? features[cap.feature] || undefined : undefined
    const groups = unit === undefined ? free : (units.get(unit) ?? new Map<string, Group>())
    if (unit !== undefined) units.set(unit, groups)
    add(groups, JSON.stringify(of(features)), counted, members)
  }
  const alike = new Map<string, Map<string, Group>[]>()
  for (const [, groups] of [...units].sort(([one], [other]) => byCode(one, other))) {
    const people = [...groups.values()].reduce((sum, { members }) => sum + members.length, 0)
    if (people <= cap!.most) for (const [key, group] of groups) add(free, key, group.features, group.members)
    else {
      const sorted = [...groups].sort(([one], [other]) => byCode(one, other))
      const key = JSON.stringify(sorted.map(([type, { members }]) => [type, members.length]))
      alike.set(key, [...(alike.get(key) ?? []), new Map(sorted)])
    }
  }
  const kinds: Kind[] = []
  const kind = (group: Group, units: number[], each: number, place: number, most: number) => {
    const looked = of(group.features)
    const room = Math.min(most, group.members.length, size, ...looked.map(at => quotas[at]!.max))
    kinds.push({
      features: group.features,
      class: place,
      each,
      members: group.members,
      units,
      most: room,
      quotas: looked,
    })
    return kinds.length - 1
  }
  for (const [, group] of [...free].sort(([one], [other]) => byCode(one, other)))
    kind({ ...group, members: group.members.sort(byCode) }, [], group.members.length, -1, size)
  const classes = [...alike]
    .sort(([one], [other]) => byCode(one, other))
    .map(([, all], place): UnitClass => {
      const most = all.length * cap!.most
      const own = [...all[0]!].map(([type, first]) => {
        const people = all
          .flatMap((groups, unit) => groups.get(type)!.members.map(id => ({ id, unit })))
          .sort((one, other) => byCode(one.id, other.id))
        const members = people.map(({ id }) => id)
        const places = people.map(({ unit }) => unit)
        const each = first.members.length
        return kind({ features: first.features, members }, places, each, place, Math.min(each, cap!.most) * all.length)
      })
      return { units: all.length, kinds: own, most: Math.min(most, size) }
    })
  return { kinds, classes }
}

function add(groups: Map<string, Group>, key: string, features: Group['features'], members: readonly string[]) {
  const group = groups.get(key)
  if (group) for (const id of members) group.members.push(id)
  else groups.set(key, { features, members: [...members] })
}
