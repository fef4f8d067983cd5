/** docs/certificate.md, "The draw": ticket, orders, seats, alternates. */
import { must, same } from './bytes.mjs'
import { cappedFeatures, sum } from './caps.mjs'
import { placesOf } from './rows.mjs'
import { stream } from './stream.mjs'

export function ticketOf(seed, { tickets, rows }) {
  const ticket = stream(seed, 'ticket')(tickets)
  let [row, end] = [0, rows[0].tickets]
  while (ticket >= end) end += rows[++row].tickets
  return { ticket, row }
}

function orderOf(seed, kind, people) {
  const below = stream(seed, `order ${kind}`)
  const order = [...people]
  for (let i = 0; i < order.length; i++) {
    const j = i + below(order.length - i)
    ;[order[i], order[j]] = [order[j], order[i]]
  }
  return order
}

/** Seats and alternates for a seed and a row. */
export function seatsOf({ record, lottery, leaves }, seed, row) {
  const at = lottery.cap === null ? -1 : cappedFeatures(record).indexOf(lottery.cap.feature)
  const byKind = lottery.kinds.map(() => [])
  for (const leaf of leaves) byKind[leaf.kind].push({ sign: leaf.sign, unit: leaf.groups[at] })
  const orders = new Map()
  const order = k => {
    if (!orders.has(k)) orders.set(k, orderOf(seed, k, byKind[k]))
    return orders.get(k)
  }
  const places = placesOf(row, lottery).map(own => own.map(({ unit }) => unit))
  const named = lottery.classes.map(() => ({ unitOf: new Map(), numberOf: new Map() }))
  const sitting = new Set()
  const seats = []
  for (const [kind, panel, number] of row.kinds)
    for (let n = 0; n < number; n++) {
      const c = lottery.kinds[kind].class
      const wanted = c === -1 ? null : places[c].shift()
      const fits = ({ unit }) => {
        if (c === -1) return true
        const { unitOf, numberOf } = named[c]
        return unitOf.has(wanted) ? unitOf.get(wanted) === unit : !numberOf.has(unit)
      }
      const person = order(kind).find(each => !sitting.has(each) && fits(each))
      must(person, `nobody is left for kind ${kind} in panel ${panel}`)
      if (c !== -1) {
        named[c].unitOf.set(wanted, person.unit)
        named[c].numberOf.set(person.unit, wanted)
      }
      sitting.add(person)
      seats.push({ person, kind, panel, class: c })
    }
  const alternates = seats.map(seat => ({ seat: seat.person.sign, next: next(seat, seats, order, sitting, lottery) }))
  const panels = record.panels.map((_, p) => seats.filter(({ panel }) => panel === p).map(seat => seat.person.sign))
  return { panels, alternates }
}

function next(seat, seats, order, sitting, { cap }) {
  const room = ({ unit }) => {
    if (seat.class === -1) return true
    const others = seats.filter(each => each !== seat && each.class === seat.class && each.person.unit === unit)
    return others.length < cap.all && others.filter(each => each.panel === seat.panel).length < cap.each[seat.panel]
  }
  const found = order(seat.kind).filter(person => !sitting.has(person) && room(person))
  return found.slice(0, 3).map(({ sign }) => sign)
}

export function checkTicket({ lottery, result }) {
  const { ticket, row } = ticketOf(result.seed, lottery)
  must(result.ticket === ticket && result.row === row, `it is ticket ${ticket} in row ${row}`)
}

const drawn = certificate =>
  seatsOf(certificate, certificate.result.seed, certificate.lottery.rows[certificate.result.row])

export const checkSeats = certificate => must(same(drawn(certificate).panels, certificate.result.panels), 'others sit')

export const checkAlternates = certificate =>
  must(same(drawn(certificate).alternates, certificate.result.alternates), 'others follow')

/** Person by person: size, panels, quotas, caps. */
export function checkPanels({ record, lottery, leaves, result }) {
  const bySign = new Map(leaves.map(leaf => [leaf.sign, leaf]))
  const features = cappedFeatures(record)
  must(result.panels.length === record.panels.length, 'not as many lists as panels')
  must(new Set(result.panels.flat()).size === result.panels.flat().length, 'somebody sits twice')
  const capsHold = (people, caps, where) => {
    for (const { feature, most } of caps) {
      const groups = people.map(leaf => leaf.groups[features.indexOf(feature)]).filter(group => group !== null)
      for (const group of new Set(groups))
        must(groups.filter(each => each === group).length <= most, `${where}: more than ${most} of ${feature} ${group}`)
    }
  }
  const seated = result.panels.map(signs => signs.map(sign => bySign.get(sign)))
  must(!seated.flat().includes(undefined), 'somebody sits who is no leaf')
  record.panels.forEach(({ size, quotas, caps }, p) => {
    must(seated[p].length === size, `panel ${p}: ${seated[p].length} sit`)
    const kinds = seated[p].map(leaf => lottery.kinds[leaf.kind])
    must(
      kinds.every(kind => kind.panels.some(({ panel }) => panel === p)),
      `panel ${p}: somebody may not sit in it`,
    )
    for (const { feature, value, min, max } of quotas) {
      const has = kinds.map(kind => kind.features.some(each => each.feature === feature && each.value === value))
      const number = sum(has.map(Number))
      must(min <= number && number <= max, `panel ${p}: ${number} of ${feature} ${value}`)
    }
    capsHold(seated[p], caps, `panel ${p}`)
  })
  capsHold(seated.flat(), record.caps, 'all panels')
}
