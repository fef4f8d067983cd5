/** Text for paper: which font a character needs, and where a line may end. Pure. */

export type Script = 'han' | 'tibetan'
export type Run = { script: Script; text: string }

const tibetan = /[\u0f00-\u0fff](?:[\u0f00-\u0fff]| (?=[\u0f00-\u0fff]))*/gu

/** A text as pieces of one script each, in order; Tibetan keeps the blanks within it, so that it is shaped as a whole. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = []
  let at = 0
  const add = (script: Script, part: string) => part && runs.push({ script, text: part })
  for (const match of text.matchAll(tibetan)) {
    add('han', text.slice(at, match.index))
    add('tibetan', match[0])
    at = match.index + match[0].length
  }
  add('han', text.slice(at))
  return runs
}

/** What may not begin a line, and what may not end one (GB/T 15834, 5.1.9). */
const closing = /^[、，。；：？！）》〉」』】〕”’…—·/,.;:?!)\]}%％]/u
const opening = /[（《〈「『【〔“‘([{]$/u
const word = /^[\p{Script=Latin}\p{N}@_\-+./&#=~'’]$/u
const isTibetan = (sign: string) => /^[\u0f00-\u0fff]/u.test(sign)
/** A Tibetan line may end after the dot between syllables and after a stroke. */
const tibetanEnd = /[\u0f0b\u0f0d-\u0f12]$/u

const signs = new Intl.Segmenter('zh', { granularity: 'grapheme' })
const signsOf = (text: string): string[] => Array.from(signs.segment(text), ({ segment }) => segment)

function stays(before: string, sign: string): boolean {
  if (sign === ' ' || closing.test(sign) || opening.test(before)) return true
  if (isTibetan(sign) && isTibetan(before)) return !tibetanEnd.test(before) || tibetanEnd.test(sign)
  return word.test(sign) && word.test(signsOf(before).at(-1) ?? '')
}

/** The smallest pieces of a line that stay together: a Chinese character with its punctuation, a word, a syllable. */
export function piecesOf(line: string): string[] {
  const pieces: string[] = []
  for (const sign of signsOf(line)) {
    const before = pieces.at(-1)
    if (before !== undefined && stays(before, sign)) pieces[pieces.length - 1] = before + sign
    else pieces.push(sign)
  }
  return pieces
}

/**
 * Breaks a text into lines that are no wider than `width`; its own line ends are kept, nothing but blanks at line ends
 * is lost. A piece that alone is too wide, such as a long address, is broken anywhere.
 * @param widthOf measures one line
 */
export function wrap(text: string, width: number, widthOf: (line: string) => number): string[] {
  return text.split('\n').flatMap(line => {
    const lines: string[] = []
    let current = ''
    const fits = (next: string) => widthOf(next.trimEnd()) <= width
    const push = (piece: string) => {
      if (current !== '' && !fits(current + piece)) {
        lines.push(current.trimEnd())
        current = ''
      }
      current += piece
    }
    for (const piece of piecesOf(line)) for (const part of fits(piece) ? [piece] : signsOf(piece)) push(part)
    return [...lines, current.trimEnd()]
  })
}
