/** One thing that was looked at in a file: what, whether it comes out, and what was found, in words. */
export type Check = {
  readonly name: string
  readonly title: string
  readonly passed: boolean
  /** what holds, or what is wrong and where */
  readonly sentence: string
}

/** What a look finds wrong; null when nothing is. */
export type Wrong = string | null

/** Makes a check of a look; one that breaks off has not passed. */
export function check(name: string, title: string, right: string | (() => string), look: () => Wrong): Check {
  try {
    const wrong = look()
    const sentence = wrong ?? (typeof right === 'string' ? right : right())
    return { name, title, passed: wrong === null, sentence }
  } catch {
    return { name, title, passed: false, sentence: '按文件里写的内容算不出来，有的数字或编号对不上。' }
  }
}

/** The first thing found wrong among many. */
export function firstWrong<T>(items: readonly T[], look: (item: T, at: number) => Wrong): Wrong {
  for (const [at, item] of items.entries()) {
    const wrong = look(item, at)
    if (wrong !== null) return wrong
  }
  return null
}

/** Reckoned at most once, by whoever asks first. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** What is wrong, in sentences. */
export const brokenOf = (checks: readonly Check[]): string[] =>
  checks.flatMap(({ passed, sentence }) => (passed ? [] : [sentence]))
