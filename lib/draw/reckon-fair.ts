import type { Change } from './engine/demand'
import type { FairMethod } from './engine/fair/lottery'
import { NoPanel } from './engine/fair/no-panel'
import { type Cost, type ForcedKind, type Outlook, outlookOf } from './engine/fair/outlook'
import { smallestChange } from './engine/fair/relax'
import { TooLarge } from './engine/too-large'
import { problemOf } from './problem'
import { boundsOf, type CheckTask } from './reckon'
import { sample } from './relax'

/** A check of a round whose lottery is sealed. */
export type FairTask = CheckTask & { method: FairMethod }

/** People whom nothing that is asked for tells apart, or only how many of their unit could be drawn as well. */
export type FairKind = {
  /** the groups they could sit in */
  panels: readonly number[]
  /** what quotas look at */
  features: Readonly<Record<string, string>>
  /** so many of their unit stand in the pool, where a cap ties them; else null */
  together: number | null
  people: number
  /** to sit in any group, about; 0: as it stands nobody of them can */
  chance: number
  /** all of them sit, however it is drawn: by what; see `ForcedKind` */
  forced: Pick<ForcedKind, 'by'> | null
}

export type FairAnswer =
  | { state: 'yes'; kinds: FairKind[]; costs: readonly Cost[]; left: number }
  | { state: 'no'; change: Change[] | null }
  | { state: 'tooLarge' }

/** What can be said of the lottery of a round before it is made; data in, data out, like `checkOf`. */
export async function fairCheckOf({ rules, method, ...asked }: FairTask): Promise<FairAnswer> {
  const problem = problemOf(asked)
  try {
    const { model, chances, forced, costs, left } = await outlookOf(problem, method)
    return { state: 'yes', kinds: kindsOf(model, chances, forced), costs, left }
  } catch (error) {
    if (error instanceof TooLarge) return { state: 'tooLarge' }
    if (!(error instanceof NoPanel)) throw error
    // the few of the sample can be seated exactly when all can
    return { state: 'no', change: await smallestChange(sample(problem), null, boundsOf(rules)) }
  }
}

function kindsOf(
  { kinds, classes }: Outlook['model'],
  chances: readonly number[],
  forced: readonly ForcedKind[],
): FairKind[] {
  const unit = classes.map(({ kinds: own }) => own.reduce((sum, at) => sum + kinds[at]!.each, 0))
  const by = new Map(forced.map(({ kind, by }) => [kind, { by }]))
  return kinds.map(({ panels, features, class: place, members }, at) => ({
    ...{ panels, features, people: members.length, chance: chances[at]! },
    together: place < 0 ? null : unit[place]!,
    forced: by.get(at) ?? null,
  }))
}
