import {
  type AvoidanceRule,
  avoidanceRules,
  type Certainty,
  type Evidence,
  holdsIn,
  isRecent,
  yearsText,
} from './avoidance.rules'
import { type Facts, groupBy, type Party, partyLabels, type TieHit, type UnitFamily } from './conflict-facts.rules'
import { moved, unitFits } from './conflict-moved.rules'
import { isNumberKey, type TieKind, titleKey } from './tie.rules'

/** A tie found; `facts` is what its verdict is pinned to: as long as it is the same, so is the conflict. */
export type Found = {
  expertId: string
  subjectId: string | null
  rule: AvoidanceRule
  certainty: Certainty
  evidence: string
  facts: string
  /** the declaration it comes from */
  declaredId?: string
}

type Hit = Omit<Found, 'evidence' | 'facts'> & { groupId: string | null } & Evidence
type Push = (hit: Hit, ...facts: readonly (string | null)[]) => void

const whoIs = ({ kind, name, unit }: Party): string =>
  name ? `${partyLabels[kind]}${name}${unit ? `（${unit.name}）` : ''}` : `${partyLabels[kind]}“${unit?.name ?? ''}”`

/**
 * Everything that keeps experts away from the 评审对象 of a request (V1–V5). Pure: from what the database found by keys to
 * hits, one for the same facts about one expert in one group, whichever 评审对象 brought it up first.
 */
export function judge(facts: Facts): Found[] {
  const found = new Map<string, Found>()
  const push: Push = ({ groupId, who, tie, years, elsewhere, ...hit }, ...said) => {
    const text = JSON.stringify([hit.rule, hit.certainty, groupId, ...said])
    const place = `${hit.expertId}${text}`
    if (!found.has(place))
      found.set(place, {
        ...hit,
        evidence: avoidanceRules[hit.rule].evidence({ who, tie, years, elsewhere }),
        facts: text,
      })
  }
  const ties = groupBy(facts.ties, tie => `${tie.kind} ${tie.key}`)
  const at: At = { facts, push, hits: (kind, key) => ties.get(`${kind} ${key}`) ?? [], moved: moved(facts) }
  for (const { id, groupId, title } of facts.subjects) {
    for (const tie of at.hits('project', titleKey(title))) {
      const years = yearsText(tie.fromYear, tie.toYear)
      push(
        { ...hitOf(tie, id, groupId), rule: 'ownProject', certainty: 'likely', who: '', tie: tie.words, years },
        tie.key,
      )
    }
  }
  const places = placesOf(facts)
  const said = new Set<string>()
  // forty members of one faculty are one question
  const once = (party: Party, unit: UnitFamily, kinds: readonly UnitTie[]) => {
    const question = JSON.stringify([party.groupId, unit.key, party.division])
    if (!said.has(question)) ofUnit(at, { party, unit, kinds }, places)
    said.add(question)
  }
  for (const party of facts.parties) {
    if (party.name) ofPerson(at, party, places)
    if (party.unit && !isLedBy(facts, party)) once(party, party.unit, ['post', 'shares', 'work', 'study'])
  }
  // of a unit where somebody only has a post, former colleagues are too far away
  for (const party of facts.posts) if (party.unit) once(party, party.unit, ['post'])
  ofDeclared(at, places)
  return [...found.values()]
}

type At = {
  facts: Facts
  push: Push
  hits: (kind: TieKind, key: string) => readonly TieHit[]
  moved: ReturnType<typeof moved>
}

const hitOf = ({ expertId }: { expertId: string }, subjectId: string | null, groupId: string | null) => ({
  expertId,
  subjectId,
  groupId,
})

type Places = {
  colleaguesOf: (unit: UnitFamily) => readonly { expertId: string; divisions: readonly string[]; certain: boolean }[]
  isAt: (expertId: string, unit: UnitFamily) => boolean
  relativesOf: (
    unit: UnitFamily,
  ) => readonly { expertId: string; divisions: readonly string[]; home: string; name: string; university: boolean }[]
}

function placesOf({ colleagues, unitOf }: Facts): Places {
  const byUnit = groupBy(colleagues, one => one.unitId)
  return {
    colleaguesOf: ({ ids, alike }) => [
      ...[...ids].flatMap(id => (byUnit.get(id) ?? []).map(one => ({ ...one, certain: true }))),
      ...[...alike].flatMap(id => (byUnit.get(id) ?? []).map(one => ({ ...one, certain: false }))),
    ],
    relativesOf: ({ related }) =>
      [...related].flatMap(([id, relative]) => (byUnit.get(id) ?? []).map(one => ({ ...one, ...relative }))),
    isAt: (expertId, { ids, alike }) => {
      const unit = unitOf.get(expertId)
      return unit !== undefined && (ids.has(unit) || alike.has(unit))
    },
  }
}

/** A university that stands behind a 评审对象 as a whole, whose people there say which faculty it is. */
const isLedBy = ({ parties }: Facts, party: Party): boolean =>
  party.kind === 'unit' &&
  party.division === null &&
  party.unit?.university === true &&
  parties.some(
    one => one.subjectId === party.subjectId && one.name !== null && one.unit?.key === party.unit?.key && one.division,
  )

const unitKeysOf = ({ ids, names }: UnitFamily): string[] => [...ids, ...names]

type Faculty = 'same' | 'other' | 'unclear'

/** Outside universities everybody of a unit is of one place; in one, faculties decide (S§13(三)). */
function facultyOf(unit: UnitFamily, theirs: string | null, own: readonly string[]): Faculty {
  if (!unit.university) return 'same'
  if (theirs === null || own.length === 0) return 'unclear'
  if (own.includes(theirs)) return 'same'
  return own.some(one => one.includes(theirs) || theirs.includes(one)) ? 'unclear' : 'other'
}

type UnitTie = 'post' | 'shares' | 'work' | 'study'
type UnitAsked = { party: Party; unit: UnitFamily; kinds: readonly UnitTie[] }

function ofUnit(at: At, { party, unit, kinds }: UnitAsked, places: Places): void {
  const { push } = at
  const about = { subjectId: party.subjectId, groupId: party.groupId, who: whoIs(party) }
  for (const { expertId, divisions, certain } of places.colleaguesOf(unit)) {
    const faculty = facultyOf(unit, party.division, divisions)
    if (faculty === 'other') continue
    const rule = faculty === 'unclear' ? 'facultyUnclear' : unit.university ? 'sameFaculty' : 'sameUnit'
    const certainty = certain && faculty === 'same' ? 'certain' : 'likely'
    const tie = unit.university && party.division ? `${unit.name} ${party.division}` : unit.name
    push({ ...about, expertId, rule, certainty, tie }, unit.key, party.division, divisions.join('|'))
  }
  for (const { expertId, divisions, home, name, university } of places.relativesOf(unit)) {
    // who names his faculty of a university is no nearer to what belongs to it than to another faculty
    if (university ? divisions.length > 0 : unit.university && party.division !== null) continue
    push({ ...about, expertId, rule: 'parentUnit', certainty: 'likely', tie: name }, unit.key, home)
  }
  for (const key of unitKeysOf(unit))
    for (const kind of kinds) for (const tie of at.hits(kind, key)) ofPost(at, { tie, unit, party, places, about })
  // faculties of one university share its domain
  if (unit.domain && !unit.university)
    for (const tie of at.hits('mail', unit.domain))
      if (!places.isAt(tie.expertId, unit))
        push({ ...about, expertId: tie.expertId, rule: 'mail', certainty: 'likely', tie: tie.key }, unit.key, tie.key)
}

type PostAt = {
  tie: TieHit
  unit: UnitFamily
  party: Party
  places: Places
  about: Pick<Hit, 'subjectId' | 'groupId' | 'who'>
}

function ofPost({ facts, push }: At, { tie, unit, party, places, about }: PostAt): void {
  // where he works now is asked for by itself
  if (places.isAt(tie.expertId, unit) && tie.kind !== 'shares') return
  if (!isRecent(tie.toYear, facts.year, facts.lookBack)) return
  const holds = holdsIn(tie.toYear, facts.year) && (tie.kind === 'post' || tie.kind === 'shares')
  // whoever owns a part of a university's firm owns it whatever the faculty
  const faculty = tie.kind === 'shares' ? 'same' : facultyOf(unit, party.division, tie.detail ? [tie.detail] : [])
  if (faculty === 'other') return
  const rule = !holds ? 'formerUnit' : tie.kind === 'shares' ? 'shares' : 'post'
  const certainty = holds && faculty === 'same' && unit.ids.has(tie.key) ? 'certain' : 'likely'
  const years = yearsText(tie.fromYear, tie.toYear)
  const said = [unit.key, party.division, tie.key, tie.detail, years]
  push({ ...about, expertId: tie.expertId, rule, certainty, tie: tie.words, years }, ...said)
}

const jointRules = [
  ['teammate', 'coProject'],
  ['coauthor', 'coAuthor'],
  ['cowinner', 'coWinner'],
  ['coinventor', 'coInventor'],
  ['supervisor', 'teacher'],
] as const
const sharedRules: Partial<Record<TieKind, AvoidanceRule>> = {
  project: 'coProject',
  paper: 'coAuthor',
  award: 'coWinner',
  right: 'coInventor',
  supervisor: 'teacher',
}

function ofPerson(at: At, party: Party, places: Places): void {
  const { facts, push } = at
  const { subjectId, groupId, unit } = party
  const about = { subjectId, groupId, who: whoIs(party) }
  const key = party.nameKey ?? ''
  const byDocument = (party.docIndex && facts.byDocument.get(party.docIndex)) || []
  const byPhone = (party.phoneIndex && facts.byPhone.get(party.phoneIndex)) || []
  for (const expertId of byDocument)
    push({ ...about, expertId, rule: 'memberNumber', certainty: 'certain' }, party.docIndex)
  for (const expertId of byPhone)
    push({ ...about, expertId, rule: 'memberPhone', certainty: 'certain' }, party.phoneIndex)
  // who is known by his number is no namesake of anybody
  if (unit && !party.docIndex)
    for (const { expertId } of at.hits('name', key))
      if (places.isAt(expertId, unit) && !byPhone.includes(expertId))
        push({ ...about, expertId, rule: 'memberName', certainty: 'likely' }, key, unit.key)
  for (const [kind, rule] of jointRules)
    for (const tie of at.hits(kind, key)) {
      const fits = unitFits(tie.detail, unit)
      if (kind !== 'supervisor' && !isRecent(tie.toYear, facts.year, facts.lookBack)) continue
      // under another unit: a namesake, unless something speaks for his having changed it
      if (!fits && !at.moved(party, tie)) continue
      const years = yearsText(tie.fromYear, tie.toYear)
      const elsewhere = fits ? undefined : (tie.detail ?? undefined)
      const hit = {
        ...about,
        expertId: tie.expertId,
        rule,
        certainty: 'likely',
        tie: tie.words,
        years,
        elsewhere,
      } as const
      push(hit, key, unit?.key ?? null, tie.detail, tie.words, years)
    }
  const self = new Set([...byDocument, ...byPhone])
  if (self.size === 0) return
  for (const one of facts.shared) {
    const rule = sharedRules[one.kind]
    if (!rule || !self.has(one.partyExpertId)) continue
    if (rule !== 'teacher' && !isRecent(one.toYear, facts.year, facts.lookBack)) continue
    const certainty = rule !== 'teacher' && isNumberKey(one.key) ? 'certain' : 'likely'
    const years = yearsText(one.fromYear, one.toYear)
    push({ ...about, expertId: one.expertId, rule, certainty, tie: one.words, years }, one.partyExpertId, one.key)
  }
}

/** S§13(四) and what experts said of themselves: a declared unit keeps everybody of it away, also who has a post there. */
function ofDeclared(at: At, places: Places): void {
  const { facts, push } = at
  for (const one of facts.declared) {
    const { id, subjectId, groupId, unit, name } = one
    const about = { subjectId, groupId, who: `声明回避的“${name ?? unit?.name ?? ''}”` }
    const add = (expertId: string, rule: AvoidanceRule, certainty: Certainty, tie?: string) =>
      push({ ...about, expertId, rule, certainty, tie, declaredId: id }, id)
    if (one.source === 'expert') {
      if (one.expertId) add(one.expertId, 'recused', 'certain')
    } else if (one.kind === 'person') {
      const sure = new Set([
        ...(one.expertId ? [one.expertId] : []),
        ...((one.docIndex && facts.byDocument.get(one.docIndex)) || []),
        ...((one.phoneIndex && facts.byPhone.get(one.phoneIndex)) || []),
      ])
      for (const expertId of sure) add(expertId, 'declaredPerson', 'certain')
      if (sure.size === 0)
        for (const { expertId } of at.hits('name', one.nameKey ?? ''))
          if (!unit || places.isAt(expertId, unit)) add(expertId, 'declaredPerson', 'likely')
    } else if (unit) {
      for (const { expertId, certain } of places.colleaguesOf(unit))
        add(expertId, 'declaredUnit', certain ? 'certain' : 'likely', unit.name)
      for (const key of unitKeysOf(unit))
        for (const kind of ['post', 'shares'] as const)
          for (const tie of at.hits(kind, key))
            if (holdsIn(tie.toYear, facts.year))
              add(tie.expertId, 'declaredUnit', unit.ids.has(key) ? 'certain' : 'likely', tie.words)
    }
  }
}
