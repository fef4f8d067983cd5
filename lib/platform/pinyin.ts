import { pinyin } from 'pinyin-pro'

/** How a text is read: people's names have readings of their own for surnames (单 Shàn, 仇 Qiú). */
export type Reading = 'text' | 'person'

const runs = /(\p{Script=Han}+)|([a-z0-9]+)/gu

/**
 * The syllables of a text without tones, in lower case, ü as v: 武汉 → ['wu', 'han']. Runs of Latin letters and
 * digits are one piece each, everything else (brackets, dots, characters without a known reading) is left out.
 * Brings the whole pinyin table with it: keep it out of files that browsers load.
 */
export function syllablesOf(text: string, reading: Reading = 'text'): string[] {
  let first = true
  return Array.from(text.normalize('NFKC').toLowerCase().matchAll(runs)).flatMap(([run, han]) => {
    const surname = reading === 'person' && first ? 'head' : 'off'
    first = false
    if (!han) return [run]
    return pinyin(han, { toneType: 'none', type: 'array', v: true, surname }).filter(piece => /^[a-z]+$/.test(piece))
  })
}

/** Full pinyin for searching: 武汉大学 → `wuhandaxue`; pass `'person'` for people's names. */
export const pinyinOf = (text: string, reading: Reading = 'text'): string => syllablesOf(text, reading).join('')

/** Initials for searching: 武汉大学 → `whdx`; pass `'person'` for people's names. */
export const initialsOf = (text: string, reading: Reading = 'text'): string =>
  syllablesOf(text, reading)
    .map(syllable => syllable[0])
    .join('')
