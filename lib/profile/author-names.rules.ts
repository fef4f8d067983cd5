import { splitNames } from '@/lib/platform/name-list'
import { latexText } from './latex.rules'

const western = /^([^,]+),\s*([^,]+)$/

/** `Smith, A. B.` as it stands on the paper: A. B. Smith. A Chinese name in two parts is put together: 张, 三 → 张三. */
function inOrder(name: string): string {
  const [, family, given] = western.exec(name) ?? []
  if (!family || !given) return name
  return /\p{Script=Han}/u.test(name) ? `${family.trim()}${given.trim()}` : `${given.trim()} ${family.trim()}`
}

const hanParts = (text: string) => text.split(/[,，]/u).map(part => part.trim())

/** 张, 三 is one name, 李四, 王五 are two: nobody's whole name is one character. */
const isHalved = (text: string): boolean => {
  const parts = hanParts(text)
  return parts.length === 2 && /\p{Script=Han}/u.test(text) && parts.some(part => Array.from(part).length === 1)
}

/**
 * Authors out of one field of a BibTeX, RIS or EndNote record, in order: separated by `and`, semicolons or, in Chinese,
 * commas. `et al.` and `others` are nobody. Total.
 */
export function authorNames(field: string): string[] {
  const pieces = field
    .slice(0, 60_000)
    .split(/\s+and\s+|[;；、|]/i)
    .map(piece =>
      latexText(piece)
        .replace(/\s+/g, ' ')
        .trim()
        .replace(/[,，]+$/u, ''),
    )
    .filter(piece => piece !== '' && !/^(others|et al\.?|等)$/i.test(piece))
  return pieces.flatMap(piece => {
    if (isHalved(piece) || (western.test(piece) && !/\p{Script=Han}/u.test(piece) && !/\S \S.*,.*\S \S/u.test(piece)))
      return [inOrder(piece)]
    return splitNames(piece)
  })
}
