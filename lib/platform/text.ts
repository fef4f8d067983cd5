/**
 * Text is normalised once, at the edge (trust D19): stored as NFC, compared by an NFKC skeleton, counted in code
 * points. No control, format or surrogate character gets past here.
 */

const invisible = /[\p{Cc}\p{Cf}\p{Cs}]/u
const invisibleButLines = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u
const middleDots = /[•‧∙⋅・･·․]/gu
const plain = /^[\u4E00-\u9FFF0-9A-Za-z]*$/
const brackets: Record<string, string> = { '〔': '(', '【': '(', '[': '(', '〕': ')', '】': ')', ']': ')' }

/** Length as people count it: code points, so that 𠮷 is one. */
export const charLength = (text: string): number => {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** Full-width letters, digits and signs (U+FF01–FF5E) and the ideographic space become ASCII. */
export const foldWidth = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ')

/** Every variant of the dot between the parts of a name becomes U+00B7 (trust IN7). */
export const foldMiddleDots = (text: string): string => text.replace(middleDots, '·')

/** One line as it is stored: NFC, no blanks at the ends, runs of blanks as one. */
export const tidyLine = (text: string): string =>
  text
    .normalize('NFC')
    .trim()
    .replace(/[\p{Zs}\t]+/gu, ' ')

/** Several lines as they are stored: NFC, `\n` ends a line, tabs are blanks, no blanks at line ends. */
export const tidyLines = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .split('\n')
    .map(line => line.trimEnd())
    .join('\n')
    .trim()

/** Where the first character stands that nobody can see (control, format, lone surrogate), counted from 1; 0 for none. */
export function invisibleAt(text: string, options: { lines?: boolean } = {}): number {
  const found = (options.lines ? invisibleButLines : invisible).exec(text)
  return found ? charLength(text.slice(0, found.index)) + 1 : 0
}

/** A code as people type it, reduced to its characters: widths folded, blanks, dashes and invisible signs dropped. */
export const compactCode = (text: string): string =>
  foldWidth(text).replace(/[\s\p{Zs}\p{Pd}\u2212\p{Cc}\p{Cf}\p{Cs}]/gu, '')

/**
 * What two names have in common when they look alike: NFKC, lower case, no blanks or invisible signs, one kind of
 * bracket, dot and dash. For comparing and for unique keys only, never for display.
 */
export function nameKey(name: string): string {
  // what most names are made of is its own skeleton; lists of a hundred thousand ask a million times
  if (plain.test(name)) return name.toLowerCase()
  const once = (text: string) =>
    foldMiddleDots(text.normalize('NFKC').toLowerCase())
      .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Z}]/gu, '')
      .replace(/[〔【[〕】\]]/g, sign => brackets[sign] ?? sign)
      .replace(/[\p{Pd}\u2212]/gu, '-')
  return once(once(once(name))).normalize('NFKC')
}
