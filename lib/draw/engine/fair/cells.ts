import { type Cell, type Limit, type Model, sumOf } from './model'

/**
 * The numbers of a model and the limits over several of them; one that the others imply is none. From a class of N units
 * alike so many people of each kind can be seated in each panel exactly when this holds (029): of each kind no more than
 * there are, for each panel no more than N times what a unit may have in it, together no more than N times what it may
 * have in all.
 */
export function cellsOf({
  sizes,
  quotas,
  kinds,
  classes,
  cap,
}: Pick<Model, 'sizes' | 'quotas' | 'kinds' | 'classes' | 'cap'>): Pick<Model, 'cells' | 'limits'> {
  const units = (place: number) => classes[place]!.units
  const quotaRoom = (touched: readonly number[], panel: number | null) =>
    Math.min(
      ...touched.flatMap(at => (quotas[at]!.panel === null || quotas[at]!.panel === panel ? [quotas[at]!.max] : [])),
    )
  const cells = sizes.flatMap((size, panel) =>
    kinds.flatMap((kind, at): Cell[] => {
      if (!kind.panels.includes(panel)) return []
      const capped =
        kind.class < 0 ? kind.members.length : units(kind.class) * Math.min(kind.each, cap!.each[panel]!, cap!.all)
      return [{ kind: at, panel, most: Math.min(size, kind.members.length, capped, quotaRoom(kind.quotas, panel)) }]
    }),
  )
  const ofKind: number[][] = kinds.map(() => [])
  cells.forEach(({ kind }, at) => {
    ofKind[kind]!.push(at)
  })
  const limits: Limit[] = []
  const room = (places: readonly number[]) => sumOf(places.map(at => cells[at]!.most))
  const limit = (most: number, places: readonly number[], implied: number) => {
    if (most < Math.min(implied, room(places))) limits.push({ most, cells: places })
  }
  const kindMost = kinds.map(({ members, class: place, each, quotas: touched }) => {
    const capped = place < 0 ? members.length : units(place) * Math.min(each, cap!.all)
    return Math.min(members.length, capped, quotaRoom(touched, null))
  })
  classes.forEach(({ units: count, kinds: own }) => {
    const all = own.flatMap(kind => ofKind[kind]!).sort((one, other) => one - other)
    const inPanel = sizes.map((_, panel) => all.filter(at => cells[at]!.panel === panel))
    inPanel.forEach((places, panel) => {
      limit(count * cap!.each[panel]!, places, sizes[panel]!)
    })
    const byPanel = inPanel.map((places, panel) => Math.min(sizes[panel]!, count * cap!.each[panel]!, room(places)))
    const byKinds = own.map(kind => Math.min(kindMost[kind]!, room(ofKind[kind]!)))
    limit(count * cap!.all, all, Math.min(sumOf(byPanel), sumOf(byKinds)))
  })
  kinds.forEach((_, at) => {
    if (ofKind[at]!.length > 1) limit(kindMost[at]!, ofKind[at]!, Number.POSITIVE_INFINITY)
  })
  return { cells, limits }
}
