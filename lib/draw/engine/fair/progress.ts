/** How far the making of a lottery is; told by steps, never by a clock. */
export type Progress = {
  /** the largest smallest chance is reckoned; its mean panel taken apart; panels found and mixed; tickets made */
  readonly phase: 'bound' | 'panels' | 'rounds' | 'tickets'
  readonly people: number
  readonly kinds: number
  /** which of so many parts that nothing ties to each other is under way, from 0; each goes through the phases */
  readonly part: number
  readonly parts: number
  /** whole panels found so far */
  readonly panels: number
  /** how much of the mean panel is still to be taken apart, from 1 to 0 */
  readonly left: number
  /** programs of the last phase so far */
  readonly rounds: number
  /** smallest chance that the panels found can give, in parts of what is aimed at; null before it is known */
  readonly attained: number | null
  /** what no lottery gives everybody, as the relaxation says; null before it is known */
  readonly bound: number | null
}

export type Watch = (progress: Progress) => void
/** What has changed since the last time. */
export type Tell = (changed: Partial<Progress>) => void

/** Puts together what the parts tell. */
export function telling(all: Pick<Progress, 'people' | 'kinds' | 'parts'>, watch: Watch | undefined): Tell {
  let now: Progress = {
    ...{ ...all, phase: 'bound', part: 0, panels: 0, left: 1, rounds: 0 },
    attained: null,
    bound: null,
  }
  return changed => {
    now = { ...now, ...changed }
    watch?.(now)
  }
}
