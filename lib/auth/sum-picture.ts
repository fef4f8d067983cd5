import 'server-only'
import { randomInt } from 'node:crypto'
import sharp from 'sharp'

/** Strokes of each sign in a box of 10 by 16. Drawn by us, because a server may have no fonts at all. */
const strokes: Record<string, string> = {
  0: 'M5 1C9 1 9 15 5 15C1 15 1 1 5 1',
  1: 'M2 4L5 1L5 15',
  2: 'M1 4C1 0 9 0 9 5C9 9 1 12 1 15L9 15',
  3: 'M1 2C9-1 9 7 4 7.5C11 8 10 17 1 14',
  4: 'M7 15L7 1L1 10L9.5 10',
  5: 'M8.5 1L2 1L1.5 7C9 4 12 15 1.5 15',
  6: 'M8 1C0 4 0 15 5 15C10 15 10 7 5 7C3 7 1.5 9 1.5 11',
  7: 'M1 1L9 1L4 15',
  8: 'M5 7C1 7 1 1 5 1C9 1 9 7 5 7C0 7 0 15 5 15C10 15 10 7 5 7',
  9: 'M8.5 5C8.5 9 1.5 9 1.5 5C1.5 0 8.5 0 8.5 5C8.5 9 7 13 3 15',
  '+': 'M1 8L9 8M5 4L5 12',
  '-': 'M1 8L9 8',
  '=': 'M1 6L9 6M1 10L9 10',
  '?': 'M1.5 4C1.5 0 8.5 0 8.5 4C8.5 7 5 7 5 11M5 14.2L5 15.2',
}
/** Dark enough for anybody on white. */
const inks = ['#1b1f24', '#123a6b', '#6b1f2a', '#1f4d2e', '#4a2a63']

const between = (least: number, most: number): number => least + randomInt(most - least + 1)
const SIZE = { width: 200, height: 70 }

function sign(letter: string, at: number): string {
  const [x, y, turn] = [14 + at * 36 + between(-3, 3), 16 + between(-6, 6), between(-12, 12)]
  const place = `translate(${x} ${y}) rotate(${turn} 12 19) scale(2.4)`
  return `<path d="${strokes[letter]}" transform="${place}" stroke="${inks[randomInt(inks.length)]}" stroke-width="1.5"/>`
}

function line(): string {
  const { width, height } = SIZE
  const y = () => between(4, height - 4)
  return `<path d="M2 ${y()}C${width / 3} ${y()} ${(2 * width) / 3} ${y()} ${width - 2} ${y()}" stroke="#7a8490" stroke-width="1.2"/>`
}

/** A text of digits and signs as a PNG: pixels, so that the signs stand nowhere as text. */
export function drawSum(text: string): Promise<Buffer> {
  const { width, height } = SIZE
  const drawn = [...Array.from(text, sign), line(), line()].join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" fill="none" stroke-linecap="round" stroke-linejoin="round"><rect width="100%" height="100%" fill="#fff"/>${drawn}</svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}
