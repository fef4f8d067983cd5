/** docs/certificate.md, "Kinds": units, classes, and who is of one kind. */
import { must, same } from './bytes.mjs'
import { cappedFeatures, panelsOf, sum } from './caps.mjs'

/** A person as far as units look at him: his panels, his type, his group under the cap. */
export function peopleOf({ record, lottery, leaves }) {
  const at = lottery.cap === null ? -1 : cappedFeatures(record).indexOf(lottery.cap.feature)
  const kinds = lottery.kinds.map(kind => {
    const panels = panelsOf(kind)
    return { panels, type: `${panels.join()}/${kind.quotas.join()}` }
  })
  return leaves.map(leaf => ({ ...kinds[leaf.kind], kind: leaf.kind, group: leaf.groups[at] ?? null }))
}

/** People who stay together: who may both sit in one of these panels, or is tied by others in this way. */
function parts(people, panels) {
  const lead = new Map(panels.map(p => [p, p]))
  const leader = p => (lead.get(p) === p ? p : leader(lead.get(p)))
  for (const person of people) {
    const own = person.panels.filter(p => lead.has(p))
    for (const p of own) lead.set(leader(p), leader(own[0]))
  }
  const found = new Map()
  people.forEach((person, i) => {
    const first = person.panels.find(p => lead.has(p))
    const key = first === undefined ? `alone ${i}` : leader(first)
    found.set(key, [...(found.get(key) ?? []), person])
  })
  return [...found.values()]
}

/** The units that count, each with its people. */
export function unitsOf(people, { record, lottery: { cap } }) {
  if (cap === null) return []
  const capped = cap.each.flatMap((most, p) => (most < record.panels[p].size ? [p] : []))
  const everybody = cap.all < sum(cap.each)
  const groups = new Map()
  for (const person of people) {
    if (person.group === null) continue
    if (!everybody && !person.panels.some(p => capped.includes(p))) continue
    if (!groups.has(person.group)) groups.set(person.group, [])
    groups.get(person.group).push(person)
  }
  const inPanel = (members, p) => members.filter(({ panels }) => panels.includes(p)).length
  const found = []
  for (const members of groups.values()) {
    const can = sum(cap.each.map((most, p) => Math.min(most, inPanel(members, p))))
    if (members.length > cap.all && can > cap.all) found.push(members)
    else found.push(...parts(members, capped).filter(part => capped.some(p => inPanel(part, p) > cap.each[p])))
  }
  return found
}

export function composition(unit) {
  const counts = new Map()
  for (const { type } of unit) counts.set(type, (counts.get(type) ?? 0) + 1)
  return JSON.stringify([...counts].sort())
}

/** One name for one thing and one thing for one name. */
function pairing() {
  const [there, back] = [new Map(), new Map()]
  return (one, other) => {
    if (!there.has(one)) there.set(one, other)
    if (!back.has(other)) back.set(other, one)
    return there.get(one) === other && back.get(other) === one
  }
}

export function checkKinds(certificate) {
  const { lottery } = certificate
  const people = peopleOf(certificate)
  const units = unitsOf(people, certificate)
  const compositionOf = new Map()
  const number = new Map()
  for (const unit of units) {
    const made = composition(unit)
    number.set(made, (number.get(made) ?? 0) + 1)
    for (const person of unit) compositionOf.set(person, made)
  }
  const [ofClass, ofKind] = [pairing(), pairing()]
  must(ofClass('none', -1), 'impossible')
  const counts = lottery.kinds.map(() => 0)
  people.forEach((person, i) => {
    const made = compositionOf.get(person) ?? 'none'
    const kind = lottery.kinds[person.kind]
    counts[person.kind]++
    must(ofClass(made, kind.class), `leaf ${i}: class ${kind.class} is another`)
    must(ofKind(`${made} ${person.type}`, person.kind), `leaf ${i}: kind ${person.kind} is another`)
    must(kind.class === -1 || lottery.classes[kind.class]?.units === number.get(made), `class ${kind.class}: units`)
  })
  lottery.kinds.forEach(({ people: said }, k) => {
    must(said === counts[k], `kind ${k}: ${counts[k]} people`)
  })
  lottery.classes.forEach(({ kinds }, c) => {
    const own = lottery.kinds.flatMap((kind, k) => (kind.class === c ? [k] : []))
    must(same(kinds, own), `class ${c}: its kinds are ${own}`)
  })
}
