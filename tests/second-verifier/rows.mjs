/** docs/certificate.md, "The lottery": rows, units, tickets, chances. */
import { must, same } from './bytes.mjs'
import { sum } from './caps.mjs'

/** Of each place of a class in a row, in its order: kind, panel and number of the unit. */
export function placesOf(row, lottery) {
  const dealt = new Map(row.dealt.map(each => [each.class, each.units]))
  const places = lottery.classes.map(() => [])
  for (const [kind, panel, number] of row.kinds) {
    const c = lottery.kinds[kind].class
    if (c === -1) continue
    for (let n = 0; n < number; n++) {
      const i = places[c].length
      places[c].push({ kind, panel, unit: dealt.has(c) ? dealt.get(c)[i] : i % lottery.classes[c].units })
    }
  }
  return places
}

function checkRow(row, at, { record, lottery }) {
  const { kinds } = lottery
  let before = [-1, -1]
  const numbers = new Map()
  for (const [k, p, number] of row.kinds) {
    const cell = kinds[k]?.panels.find(({ panel }) => panel === p)
    must(cell, `${at}: there is no cell ${k}, ${p}`)
    must(p > before[0] || (p === before[0] && k > before[1]), `${at}: not ascending`)
    must(number <= cell.most, `${at}: more than ${cell.most} of ${k}, ${p}`)
    before = [p, k]
    numbers.set(`${k},${p}`, number)
  }
  const has = (k, { feature, value }) => kinds[k].features.some(f => f.feature === feature && f.value === value)
  const within = quota => {
    const own = row.kinds.filter(([k, p]) => (quota.panel === null || quota.panel === p) && has(k, quota))
    const number = sum(own.map(cell => cell[2]))
    must(quota.min <= number && number <= quota.max, `${at}: ${number} of ${quota.feature} ${quota.value}`)
  }
  record.panels.forEach(({ size, quotas }, panel) => {
    const seats = sum(row.kinds.filter(([, p]) => p === panel).map(cell => cell[2]))
    must(seats === size, `${at}: ${seats} in panel ${panel}`)
    for (const quota of quotas) within({ ...quota, panel })
  })
  lottery.quotas.forEach(within)
  lottery.limits.forEach(({ most, cells }, l) => {
    must(sum(cells.map(cell => numbers.get(cell.join()) ?? 0)) <= most, `${at}: limit ${l}`)
  })
}

export function checkRows(certificate) {
  certificate.lottery.rows.forEach((row, r) => {
    checkRow(row, `row ${r}`, certificate)
  })
}

function checkClass(places, c, at, { kinds, classes, cap }) {
  const { units } = classes[c]
  const counts = new Map()
  const add = (...key) => {
    const name = key.join()
    counts.set(name, (counts.get(name) ?? 0) + 1)
    return counts.get(name)
  }
  for (const { kind, panel, unit } of places) {
    must(unit < units, `${at}: class ${c} has no unit ${unit}`)
    must(add('kind', unit, kind) <= kinds[kind].people / units, `${at}: too many of kind ${kind} in unit ${unit}`)
    must(add('panel', unit, panel) <= cap.each[panel], `${at}: too many of unit ${unit} in panel ${panel}`)
    must(add('all', unit) <= cap.all, `${at}: too many of unit ${unit}`)
  }
}

export function checkDealt({ lottery }) {
  lottery.rows.forEach((row, r) => {
    const places = placesOf(row, lottery)
    const dealt = row.dealt.map(each => each.class)
    must(new Set(dealt).size === dealt.length, `row ${r}: a class is dealt twice`)
    for (const { class: c, units } of row.dealt)
      must(units.length === places[c]?.length, `row ${r}: not all places of class ${c} are dealt`)
    places.forEach((own, c) => {
      checkClass(own, c, `row ${r}`, lottery)
    })
  })
}

export function checkTickets({ lottery }) {
  const tickets = sum(lottery.rows.map(row => row.tickets))
  must(tickets === lottery.tickets, `${tickets} together`)
}

export function checkChances({ lottery }) {
  const inAll = lottery.kinds.map(() => 0)
  const inPanel = new Map()
  for (const { tickets, kinds } of lottery.rows)
    for (const [k, p, number] of kinds) {
      inAll[k] += tickets * number
      inPanel.set(`${k},${p}`, (inPanel.get(`${k},${p}`) ?? 0) + tickets * number)
    }
  lottery.kinds.forEach((kind, k) => {
    const whole = lottery.tickets * kind.people
    must(same(kind.chance, [inAll[k], whole]), `kind ${k}: ${inAll[k]}/${whole}`)
    must(!kind.never || inAll[k] === 0, `kind ${k} is called never and has a chance`)
    for (const { panel, chance } of kind.panels)
      must(same(chance, [inPanel.get(`${k},${panel}`) ?? 0, whole]), `kind ${k}, panel ${panel}`)
  })
}
