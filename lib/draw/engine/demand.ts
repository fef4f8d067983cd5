import type { Cap, PanelAsked, Problem, Quota } from './problem'

/** One thing that could be given up a little: the size of a group, a quota, a cap (`panel` null: over all groups). */
export type Demand =
  | { what: 'size'; panel: number }
  | { what: 'min' | 'max'; panel: number; feature: string; value: string }
  | { what: 'cap'; panel: number | null; feature: string }
/** A demand with the number it has, and the number with which the panels could be filled. */
export type Change = Demand & { from: number; to: number }

/** What is nobody's to give up: rules of the policy. */
export type Bounds = {
  /** how far a demand may go at most; unless said, as far as it can */
  end?: (demand: Demand & { from: number; end: number }) => number
  /** whether a group may have this size */
  size?: (size: number) => boolean
}

/** Everything that is asked for beyond being eligible, with how far it can be given up. */
export function demandsOf({ panels, caps }: Problem): (Demand & { from: number; end: number })[] {
  const seats = panels.reduce((sum, { size }) => sum + size, 0)
  const capDemand = (panel: number | null, most: number) => (cap: Cap) => ({
    ...{ what: 'cap' as const, panel, feature: cap.feature, from: cap.most, end: Math.max(cap.most, most) },
  })
  return [
    ...panels.flatMap(({ size, quotas, caps: own }, panel) => [
      ...quotas.flatMap(({ feature, value, min, max }) => [
        ...(min > 0 ? [{ what: 'min' as const, panel, feature, value, from: min, end: 0 }] : []),
        ...(max < size ? [{ what: 'max' as const, panel, feature, value, from: max, end: size }] : []),
      ]),
      ...own.map(capDemand(panel, size)),
      ...(size > 1 ? [{ what: 'size' as const, panel, from: size, end: 1 }] : []),
    ]),
    ...caps.map(capDemand(null, seats)),
  ].filter(({ from, end }) => from !== end)
}

/** The problem with some numbers changed. */
export function changed(problem: Problem, changes: readonly Change[]): Problem {
  const to = (match: (change: Change) => boolean, from: number) => changes.find(match)?.to ?? from
  const capped = (caps: readonly Cap[], panel: number | null) =>
    caps.map(cap => ({
      ...cap,
      most: to(one => one.what === 'cap' && one.panel === panel && one.feature === cap.feature, cap.most),
    }))
  const quotaOf = (quota: Quota, panel: number): Quota => {
    const of = (what: 'min' | 'max') => (one: Change) =>
      one.what === what && one.panel === panel && one.feature === quota.feature && one.value === quota.value
    return { ...quota, min: to(of('min'), quota.min), max: to(of('max'), quota.max) }
  }
  const panelOf = (panel: PanelAsked, at: number): PanelAsked => ({
    ...panel,
    size: to(one => one.what === 'size' && one.panel === at, panel.size),
    quotas: panel.quotas.map(quota => quotaOf(quota, at)),
    caps: capped(panel.caps, at),
  })
  return { ...problem, panels: problem.panels.map(panelOf), caps: capped(problem.caps, null) }
}
