import { tidyLine } from './text'

const separators = /[、;；\n\r\t|]|\s+(?:and|AND|And|&)\s+|和(?=\s)/u
const han = /^[\p{Script=Han}·\s]+$/u
/** what a printed paper puts behind a name: the number of an institution, the mark of the corresponding author */
const footnote = /[\s\d*†‡§#¹²³⁰-⁹①-⑳]+$/u
const LONGEST = 20_000

/**
 * Splits names as people paste them: 张三、李四；王五, one a line, `A. Smith and B. Jones`. A comma separates Chinese
 * names; in a list that is separated otherwise it belongs to a Western name (`Smith, A.; Jones, B.`). Blanks separate
 * Chinese names of two or more characters each and are dropped from 张 三. Total; empty parts are left out.
 */
export function splitNames(text: string): string[] {
  const pieces = text.slice(0, LONGEST).split(separators)
  const names = pieces.flatMap(piece => splitCommas(piece, pieces.length > 1)).flatMap(splitBlanks)
  const tidied = names.map(name => tidyLine(name)).filter(Boolean)
  return tidied.length > 1 ? tidied.map(name => name.replace(footnote, '')).filter(Boolean) : tidied
}

/**
 * Whether the last character typed ends a name, so that it can be taken: 、；; after any name, a comma after a Chinese
 * one only, because in `Smith, A.` it stands within. Total.
 */
export const endsName = (text: string): boolean =>
  /[、;；]\s*$/u.test(text) || (/[,，]\s*$/u.test(text) && /\p{Script=Han}/u.test(text))

function splitCommas(piece: string, separatedOtherwise: boolean): string[] {
  const western = separatedOtherwise && !/\p{Script=Han}/u.test(piece)
  return western ? [piece] : piece.split(/[,，]/u)
}

function splitBlanks(name: string): string[] {
  if (!han.test(name)) return [name]
  const words = name.split(/\s+/u).filter(Boolean)
  return words.length > 1 && words.every(word => word.length > 1) ? words : [words.join('')]
}
