/** docs/certificate.md, "Kinds": the most of a cell, and limits. */
import { must, same } from './bytes.mjs'
import { sum } from './caps.mjs'

/** The most of a kind in all that its unit lets sit: `allowed` of one unit. */
function ofUnits(kind, allowed, { classes, cap }) {
  if (kind.class === -1) return Number.POSITIVE_INFINITY
  const { units } = classes[kind.class]
  return units * Math.min(kind.people / units, allowed, cap.all)
}

export function mostOf(kind, p, size, lottery) {
  const maxima = kind.quotas.map(q => lottery.quotas[q]).filter(({ panel }) => panel === p || panel === null)
  const units = ofUnits(kind, lottery.cap?.each[p], lottery)
  return Math.min(size, kind.people, ...maxima.map(({ max }) => max), units)
}

function roomOf(kind, lottery) {
  const maxima = kind.quotas.map(q => lottery.quotas[q]).filter(({ panel }) => panel === null)
  return Math.min(kind.people, ...maxima.map(({ max }) => max), ofUnits(kind, lottery.cap?.all, lottery))
}

export function checkMost({ record, lottery }) {
  lottery.kinds.forEach((kind, k) => {
    for (const { panel, most } of kind.panels) {
      const right = mostOf(kind, panel, record.panels[panel].size, lottery)
      must(most === right, `cell ${k}, ${panel}: it is ${right}`)
    }
  })
}

export function limitsOf({ record, lottery }) {
  const { kinds, cap, classes } = lottery
  const sizes = record.panels.map(({ size }) => size)
  const cellsOf = k => kinds[k].panels.map(({ panel, most }) => ({ cell: [k, panel], panel, most }))
  const total = cells => sum(cells.map(({ most }) => most))
  const found = []
  const limit = (most, cells) => found.push({ most, cells: cells.map(({ cell }) => cell) })
  for (const { units, kinds: own } of classes) {
    const inPanel = sizes.map((_, p) => own.flatMap(cellsOf).filter(({ panel }) => panel === p))
    inPanel.forEach((cells, p) => {
      const most = units * cap.each[p]
      if (most < sizes[p] && most < total(cells)) limit(most, cells)
    })
    const most = units * cap.all
    const byPanel = inPanel.map((cells, p) => Math.min(sizes[p], units * cap.each[p], total(cells)))
    const byKind = own.map(k => Math.min(roomOf(kinds[k], lottery), total(cellsOf(k))))
    const cells = inPanel.flat()
    if (most < Math.min(total(cells), sum(byPanel), sum(byKind))) limit(most, cells)
  }
  kinds.forEach((kind, k) => {
    const room = roomOf(kind, lottery)
    if (kind.panels.length > 1 && room < total(cellsOf(k))) limit(room, cellsOf(k))
  })
  return found
}

export function checkLimits(certificate) {
  const limits = limitsOf(certificate)
  must(same(limits, certificate.lottery.limits), `they are ${JSON.stringify(limits)}`)
}
