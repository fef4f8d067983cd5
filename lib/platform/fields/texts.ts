import { tidyLine, tidyLines } from '../text'
import { type Atom, atom, readText } from './atom'

/** One line of text, 1 to `max` code points (trust D19): NFC, blanks at the ends and runs of blanks removed. */
export const shortText = (label: string, max = 100, min = 1): Atom =>
  atom(label, text => readText(text, { label, max, min, tidy: tidyLine }))

/** Several lines of text, 1 to `max` code points, counted as people count them (限 n 字以内). */
export const longText = (label: string, max: number, min = 1): Atom =>
  atom(label, text => readText(text, { label, max, min, lines: true, tidy: tidyLines }))
