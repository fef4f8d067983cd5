import { byCode, type Candidate, checkProblem, type Problem } from '../problem'
import { bindsAll, panelsFree, split, strictest, together } from './caps'
import { cellsOf } from './cells'
import { type Kind, type Model, type PanelQuota, sumOf, type UnitCap, type UnitClass } from './model'

/** Of one value of one feature. */
export const quotaKey = ({ feature, value }: { feature: string; value: string }) => JSON.stringify([feature, value])

/** The panels that somebody may sit in; one object for each set of them, so that it can be a key. */
class Places {
  readonly #next = new Map<number, Places>()

  constructor(readonly panels: readonly number[]) {}

  with(panel: number): Places {
    const known = this.#next.get(panel)
    if (known) return known
    const next = new Places([...this.panels, panel])
    this.#next.set(panel, next)
    return next
  }
}

/** Everybody who may sit anywhere, and where; a million of them are not copied. */
type People = { readonly candidates: readonly Candidate[]; readonly places: readonly Places[] }

function eligibleOf({ candidates, panels }: Problem): People {
  const nowhere = new Places([])
  if (panels.length === 1 && panels[0]!.eligible.length === candidates.length)
    return { candidates, places: new Array<Places>(candidates.length).fill(nowhere.with(0)) }
  const found = new Map<string, Places>()
  panels.forEach(({ eligible }, panel) => {
    for (const id of eligible) found.set(id, (found.get(id) ?? nowhere).with(panel))
  })
  const people = candidates.filter(({ id }) => found.has(id))
  return { candidates: people, places: people.map(({ id }) => found.get(id)!) }
}

/**
 * The model of a problem. The order of people, quotas and caps does not matter; that of the panels does.
 * @param raised for programs that may raise the cap of a panel: the one over all may bind only then
 * @throws ProblemError
 */
export function modelOf(problem: Problem, { raised = false } = {}): Model {
  checkProblem(problem)
  const sizes = problem.panels.map(({ size }) => size)
  const seats = sumOf(sizes)
  const people = eligibleOf(problem)
  const overOf = (cap: UnitCap) => (raised ? panelsFree(problem, cap) : cap)
  const { cap, quotas: more } = split(strictest(problem), overOf, people.candidates, at => people.places[at]!.panels)
  const asked = problem.panels.flatMap((one, panel) => one.quotas.map((quota): PanelQuota => ({ ...quota, panel })))
  const counts = ({ panel, min, max }: PanelQuota) => min > 0 || max < (panel === null ? seats : sizes[panel]!)
  const quotas = together([...asked, ...more].filter(counts))
  const { kinds, classes } = kindsOf(people, quotas, cap && { cap, over: overOf(cap), sizes })
  return {
    sizes,
    quotas,
    kinds,
    classes,
    cap,
    people: people.candidates.length,
    seats,
    ...cellsOf({ sizes, quotas, kinds, classes, cap }),
  }
}

/** What of somebody in these panels quotas and the cap look at. */
type Looked = {
  /** places of quotas by their keys */
  readonly quotas: ReadonlyMap<string, readonly number[]>
  /** of each feature the values that count; null where all do */
  readonly values: readonly (readonly [string, ReadonlySet<string> | null])[]
  readonly unit: boolean
}

/** The cap by classes: for each panel, and over all of them together. */
type Capped = { readonly cap: UnitCap; readonly over: UnitCap; readonly sizes: readonly number[] }

function lookedAt(panels: readonly number[], quotas: readonly PanelQuota[], capped: Capped | null): Looked {
  const places = new Map<string, number[]>()
  const values = new Map<string, Set<string> | null>()
  quotas.forEach((quota, at) => {
    if (quota.panel !== null && !panels.includes(quota.panel)) return
    places.set(quotaKey(quota), [...(places.get(quotaKey(quota)) ?? []), at])
    values.set(quota.feature, (values.get(quota.feature) ?? new Set()).add(quota.value))
  })
  const binding = ({ cap, over, sizes }: Capped) =>
    over.all < sumOf(over.each) || panels.some(panel => cap.each[panel]! < sizes[panel]!)
  const unit = capped !== null && binding(capped)
  if (unit) values.set(capped.cap.feature, null)
  return { quotas: places, values: [...values], unit }
}

type Group = {
  readonly features: Readonly<Record<string, string>>
  readonly places: Places
  readonly members: string[]
}
type Branch = { readonly next: Map<string, Branch>; group?: Group }

/** People equal in all that is looked at: a branch for each value, as a key for each of a million is slow. */
function groupsOf({ candidates, places: all }: People, looked: (places: Places) => Looked): Group[] {
  const roots = new Map<Places, Branch>()
  const groups: Group[] = []
  candidates.forEach(({ id, features }, at) => {
    const places = all[at]!
    let branch: Branch = roots.get(places) ?? { next: new Map() }
    roots.set(places, branch)
    for (const [feature, values] of looked(places).values) {
      const own = features[feature] ?? ''
      const value = values === null || values.has(own) ? own : ''
      let next: Branch | undefined = branch.next.get(value)
      if (!next) {
        next = { next: new Map() }
        branch.next.set(value, next)
      }
      branch = next
    }
    if (branch.group) branch.group.members.push(id)
    else {
      branch.group = { features, places, members: [id] }
      groups.push(branch.group)
    }
  })
  return groups
}

/** People of one set of panels and quotas. */
type Type = {
  readonly panels: readonly number[]
  readonly features: Readonly<Record<string, string>>
  readonly quotas: readonly number[]
  readonly members: string[]
}
type Types = Map<string, Type>

function add(types: Types, key: string, type: Type): void {
  const known = types.get(key)
  if (known) for (const id of type.members) known.members.push(id)
  else types.set(key, { ...type, members: [...type.members] })
}

const byKey = (types: Types): Types => new Map([...types].sort(([one], [other]) => byCode(one, other)))

function kindsOf(people: People, quotas: readonly PanelQuota[], capped: Capped | null) {
  const known = new Map<Places, Looked>()
  const looked = (places: Places): Looked => {
    const found = known.get(places) ?? lookedAt(places.panels, quotas, capped)
    known.set(places, found)
    return found
  }
  const free: Types = new Map()
  const units = new Map<string, Types>()
  for (const { features, places, members } of groupsOf(people, looked)) {
    const { quotas: named, unit: counts } = looked(places)
    const own = Object.entries(features).flatMap(([feature, value]) => {
      const at = named.get(quotaKey({ feature, value }))
      return at ? [{ feature, value, at }] : []
    })
    const type: Type = {
      panels: places.panels,
      features: Object.fromEntries(
        own.sort((one, other) => byCode(one.feature, other.feature)).map(({ feature, value }) => [feature, value]),
      ),
      quotas: own.flatMap(({ at }) => at).sort((one, other) => one - other),
      members,
    }
    const unit = counts ? features[capped!.cap.feature] || undefined : undefined
    const types = unit === undefined ? free : (units.get(unit) ?? new Map())
    if (unit !== undefined) units.set(unit, types)
    add(types, JSON.stringify([type.panels, type.quotas]), type)
  }
  const alike = new Map<string, Types[]>()
  for (const [, whole] of [...units].sort(([one], [other]) => byCode(one, other)))
    for (const types of tied(byKey(whole), capped!)) {
      if (!binds(types, capped!)) for (const [key, type] of types) add(free, key, type)
      else {
        const key = JSON.stringify([...types].map(([type, { members }]) => [type, members.length]))
        alike.set(key, [...(alike.get(key) ?? []), types])
      }
    }
  const kinds: Kind[] = []
  for (const [, { panels, features, quotas: own, members }] of byKey(free))
    kinds.push({
      panels,
      features,
      class: -1,
      each: members.length,
      members: members.sort(byCode),
      units: [],
      quotas: own,
    })
  const classes = [...alike]
    .sort(([one], [other]) => byCode(one, other))
    .map(([, all], place): UnitClass => {
      const own = [...all[0]!].map(([key, { panels, features, quotas: touched, members: first }]) => {
        const together = all
          .flatMap((types, unit) => types.get(key)!.members.map(id => ({ id, unit })))
          .sort((one, other) => byCode(one.id, other.id))
        const [members, places] = [together.map(({ id }) => id), together.map(({ unit }) => unit)]
        kinds.push({ panels, features, class: place, each: first.length, members, units: places, quotas: touched })
        return kinds.length - 1
      })
      return { units: all.length, kinds: own }
    })
  return { kinds, classes }
}

/** How many people of a unit there are for each panel, and at all. */
function countsOf(types: Types, { each }: UnitCap) {
  const counts = each.map(() => 0)
  for (const { panels, members } of types.values()) for (const panel of panels) counts[panel]! += members.length
  return { counts, people: sumOf([...types.values()].map(({ members }) => members.length)) }
}

/** Whether of so few people there can be too many. */
function binds(types: Types, { cap, over, sizes }: Capped): boolean {
  const { counts, people } = countsOf(types, cap)
  const { each } = cap
  return counts.some((count, at) => each[at]! < sizes[at]! && count > each[at]!) || bindsAll(over, counts, people)
}

/**
 * A unit cut where its cap ties nobody to anybody: who may sit in no capped panel together is not counted together,
 * unless the cap over all panels can bind.
 */
function tied(unit: Types, { cap, over, sizes }: Capped): Types[] {
  const { counts, people } = countsOf(unit, cap)
  if (sizes.length === 1 || bindsAll(over, counts, people)) return [unit]
  const parts: { panels: Set<number>; types: [string, Type][] }[] = []
  for (const [key, type] of unit) {
    const capped = type.panels.filter(panel => cap.each[panel]! < sizes[panel]!)
    const part = { panels: new Set(capped), types: [[key, type] as [string, Type]] }
    for (const other of parts.filter(({ panels }) => capped.some(panel => panels.has(panel)))) {
      for (const panel of other.panels) part.panels.add(panel)
      part.types.push(...other.types)
      parts.splice(parts.indexOf(other), 1)
    }
    parts.push(part)
  }
  return parts.map(({ types }) => byKey(new Map(types)))
}
