/** A line of a text in two versions. */
export type LineChange = { kind: 'same' | 'added' | 'removed'; text: string }

/** Beyond so many comparisons two texts are simply shown one after the other. */
const MOST = 4_000_000

/** What was taken out of a text and what was put in, line by line, by the longest common sequence. Pure and total. */
export function lineChanges(before: string, after: string): LineChange[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1
  let tail = 0
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1
  const middle = between(old.slice(head, old.length - tail), now.slice(head, now.length - tail))
  return [...as('same', old.slice(0, head)), ...middle, ...as('same', tail === 0 ? [] : old.slice(-tail))]
}

const as = (kind: LineChange['kind'], lines: string[]): LineChange[] => lines.map(text => ({ kind, text }))

function between(old: string[], now: string[]): LineChange[] {
  if (old.length * now.length > MOST) return [...as('removed', old), ...as('added', now)]
  // longest[i][j]: common lines of what comes from i and j on
  const longest = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1))
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      longest[i]![j] =
        old[i] === now[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!)
  const changes: LineChange[] = []
  for (let i = 0, j = 0; i < old.length || j < now.length; ) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      changes.push({ kind: 'same', text: old[i]! })
      i += 1
      j += 1
    } else if (i < old.length && (j === now.length || longest[i + 1]![j]! >= longest[i]![j + 1]!)) {
      changes.push({ kind: 'removed', text: old[i]! })
      i += 1
    } else {
      changes.push({ kind: 'added', text: now[j]! })
      j += 1
    }
  }
  return changes
}

/** So many unchanged lines are shown around a change. */
const AROUND = 1

/** The same without the long stretches in which nothing changed; null stands for one. */
export function shortened(changes: readonly LineChange[]): (LineChange | null)[] {
  const near = (at: number) =>
    changes.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ kind }) => kind !== 'same')
  const shown: (LineChange | null)[] = []
  for (const [at, change] of changes.entries()) {
    if (near(at)) shown.push(change)
    else if (shown.at(-1) !== null) shown.push(null)
  }
  return shown
}
