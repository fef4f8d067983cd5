import { foldMiddleDots, foldWidth, tidyLine } from '../text'
import { type Atom, atom, type Reading, readText } from './atom'

const han = /^[\p{Script=Han}·]+$/u
const personSign = /[\p{Script=Han}\p{Script=Latin}\p{Script=Tibetan}\p{M}·'. -]/u
const unitSign = /[\p{L}\p{M}\p{N}（）()《》〈〉“”‘’"'·、，,．.\-—–／/&＆+＋#№:： ]/u

/**
 * A person's name as it stands on the document: Chinese, Tibetan or Latin, 2 to 100 code points.
 * The dot between the parts of a name is U+00B7 whatever was typed, and stands between parts only (the notice on
 * 姓名用字 of names with dots, trust IN7). Blanks inside a Chinese name are dropped.
 */
export const personName = (label = '姓名'): Atom => atom(label, text => readPersonName(text, label))

function readPersonName(text: string, label: string): Reading {
  const read = readText(text, { label, max: 100, min: 1, tidy: tidyPersonName })
  if ('problem' in read) return read
  const name = read.value
  if (/^·|·$/.test(name)) return { problem: `${label}的开头和结尾不能是间隔号“·”，请删去` }
  if (name.includes('··')) return { problem: `${label}中的间隔号“·”连在一起了，请只留一个` }
  const strange = firstOutside(name, personSign)
  if (strange) return { problem: `${label}中不能有“${strange}”，请按证件上的姓名填写` }
  if (!/^\p{L}/u.test(name)) return { problem: `${label}应当以文字开头，请按证件上的姓名填写` }
  if (Array.from(name).length < 2) return { problem: `${label}至少 2 个字，请填写全名` }
  return { value: name }
}

function tidyPersonName(text: string): string {
  const plain = foldMiddleDots(foldWidth(tidyLine(text))).replace(/[’‘ʼ`´]/g, "'")
  // 买买提.艾力: between two Chinese characters a full stop can only be meant as the dot
  const dotted = plain.replace(/(?<=\p{Script=Han})\.(?=\p{Script=Han})/gu, '·').replace(/ *· */g, '·')
  const line = tidyLine(dotted)
  const solid = line.replace(/ /g, '')
  return han.test(solid) ? solid : line
}

/**
 * The full name of a unit as it was registered, 2 to 100 code points: letters of any script, digits, and the signs
 * names of units have. Kept as it was typed; doubles are found by `nameKey` (platform/text).
 */
export const unitName = (label = '单位名称'): Atom =>
  atom(label, text => {
    const read = readText(text, { label, max: 100, min: 2, tidy: tidyLine })
    if ('problem' in read) return read
    const strange = firstOutside(read.value, unitSign)
    if (strange) return { problem: `${label}中不能有“${strange}”，请按登记证书上的全称填写` }
    if (!/\p{L}.*\p{L}/u.test(read.value)) return { problem: `${label}应当是文字，请按登记证书上的全称填写` }
    return read
  })

function firstOutside(text: string, allowed: RegExp): string | undefined {
  return Array.from(text).find(sign => !allowed.test(sign))
}
