/** docs/certificate.md, "Kinds": caps and quotas, made anew from record and leaves. */
import { must, same } from './bytes.mjs'

export const sum = numbers => numbers.reduce((total, number) => total + number, 0)
const add = (map, key) => map.set(key, (map.get(key) ?? 0) + 1)

export function cappedFeatures({ caps, panels }) {
  return [...new Set([...caps, ...panels.flatMap(panel => panel.caps)].map(cap => cap.feature))].sort()
}

export const panelsOf = kind => kind.panels.map(({ panel }) => panel)

/** Each capped feature with what it allows of one value, in a panel and in all; only those that can bind. */
function bindingCaps(record) {
  const sizes = record.panels.map(panel => panel.size)
  const mostOf = (caps, feature) => caps.find(cap => cap.feature === feature)?.most ?? Number.POSITIVE_INFINITY
  return cappedFeatures(record)
    .map((feature, at) => {
      const over = mostOf(record.caps, feature)
      const each = record.panels.map(panel => Math.min(panel.size, mostOf(panel.caps, feature), over))
      return { at, feature, each, all: Math.min(over, sum(each)) }
    })
    .filter(({ each, all }) => all !== sum(sizes) || each.some((most, p) => most !== sizes[p]))
}

/** Of a cap by which units are not told apart: a quota for each value that too many people have. */
function quotasOfCap({ at, feature, each, all }, { leaves, lottery }) {
  const inAll = new Map()
  const inPanel = each.map(() => new Map())
  for (const leaf of leaves) {
    const value = leaf.groups[at]
    if (value === null) continue
    add(inAll, value)
    for (const p of panelsOf(lottery.kinds[leaf.kind])) add(inPanel[p], value)
  }
  const found = []
  for (const [value, people] of inAll) {
    const here = inPanel.map(counts => counts.get(value) ?? 0)
    here.forEach((number, p) => {
      if (number > each[p]) found.push({ panel: p, feature, value, min: 0, max: each[p] })
    })
    const can = sum(here.map((number, p) => Math.min(number, each[p])))
    if (people > all && can > all) found.push({ panel: null, feature, value, min: 0, max: all })
  }
  return found
}

const order = (one, other) => (one < other ? -1 : one > other ? 1 : 0)
const panelOrder = ({ panel }) => (panel === null ? Number.POSITIVE_INFINITY : panel)

export const byPlace = (one, other) =>
  order(panelOrder(one), panelOrder(other)) || order(one.feature, other.feature) || order(one.value, other.value)

/** Those that can bind, each value of a panel once. */
function merged(quotas, sizes) {
  const sizeOf = panel => (panel === null ? sum(sizes) : sizes[panel])
  const counts = ({ panel, min, max }) => min > 0 || max < sizeOf(panel)
  const found = new Map()
  for (const quota of quotas.filter(counts)) {
    const key = JSON.stringify([quota.panel, quota.feature, quota.value])
    const other = found.get(key) ?? quota
    found.set(key, { ...quota, min: Math.max(quota.min, other.min), max: Math.min(quota.max, other.max) })
  }
  return [...found.values()].sort(byPlace)
}

/** The cap by which units are told apart, and all quotas. */
export function capAndQuotas(certificate) {
  const { record, leaves } = certificate
  const caps = bindingCaps(record)
  const values = caps.map(({ at }) => new Set(leaves.map(leaf => leaf.groups[at])).size)
  const chosen = caps[values.indexOf(Math.max(...values))] ?? null
  const others = caps.filter(cap => cap !== chosen).flatMap(cap => quotasOfCap(cap, certificate))
  const asked = record.panels.flatMap(({ quotas }, panel) => quotas.map(quota => ({ ...quota, panel })))
  const sizes = record.panels.map(panel => panel.size)
  return { chosen, quotas: merged([...asked, ...others], sizes) }
}

export function checkCap(certificate) {
  const { chosen } = capAndQuotas(certificate)
  const cap = chosen && { feature: chosen.feature, each: chosen.each, all: chosen.all }
  must(same(cap, certificate.lottery.cap), `it is ${JSON.stringify(cap)}`)
}

export function checkQuotas(certificate) {
  const { quotas } = capAndQuotas(certificate)
  must(same(quotas, certificate.lottery.quotas), `they are ${JSON.stringify(quotas)}`)
}

/** Types: places in the quotas follow from features, and features from groups where these tell them. */
export function checkTypes({ record, lottery, leaves }) {
  const capped = cappedFeatures(record)
  const counting = kind => {
    const panels = panelsOf(kind)
    return lottery.quotas
      .map((quota, place) => ({ ...quota, place }))
      .filter(({ panel }) => panel === null || panels.includes(panel))
  }
  const namedBy = lottery.kinds.map((kind, k) => {
    must(kind.panels.length > 0, `kind ${k} may sit nowhere`)
    for (const p of panelsOf(kind)) must(p < record.panels.length, `kind ${k}: there is no panel ${p}`)
    const named = counting(kind)
    const has = quota => kind.features.some(each => each.feature === quota.feature && each.value === quota.value)
    must(
      same(
        kind.quotas,
        named.filter(has).map(({ place }) => place),
      ),
      `kind ${k}: other quotas`,
    )
    for (const { feature, value } of kind.features)
      must(
        named.some(quota => quota.feature === feature && quota.value === value),
        `kind ${k}: no quota names ${feature} ${value}`,
      )
    return new Set(named.map(({ feature, value }) => JSON.stringify([feature, value])))
  })
  leaves.forEach((leaf, i) => {
    const { features } = lottery.kinds[leaf.kind]
    capped.forEach((feature, at) => {
      const value = leaf.groups[at]
      const told = namedBy[leaf.kind].has(JSON.stringify([feature, value])) ? value : undefined
      const said = features.find(each => each.feature === feature)?.value
      must(told === said, `leaf ${i}: its ${feature} is not that of its kind`)
    })
  })
}
