import type { DocumentType } from '@/lib/dict'
import { compactCode } from '../text'
import { type Atom, atom, please } from './atom'
import { foreignPermanentId, mainlandId, residencePermit, type Today } from './identity'

/**
 * 港澳居民来往内地通行证 (H or M and 8 digits) or 台湾居民来往大陆通行证 (8 digits): the numbers a person keeps for life.
 * The two digits that count renewals are not part of it, so that one person has one number.
 */
export const travelPermit = (label = '通行证号码'): Atom =>
  atom(label, text => {
    const typed = text.length > 200 ? '?' : compactCode(text).toUpperCase()
    if (typed === '') return { problem: please(label) }
    if (/^[HM]\d{10}$/.test(typed)) return { problem: `${label}只填字母和前 8 位数字，最后两位换证次数不用填` }
    if (/^([HM]\d{8}|\d{8})$/.test(typed)) return { value: typed }
    return { problem: `请填写正确的${label}：港澳居民为 H 或 M 加 8 位数字，台湾居民为 8 位数字` }
  })

/** A passport number (ICAO 9303): 5 to 9 letters and digits, at least one digit; upper case. */
export const passport = (label = '护照号码'): Atom =>
  atom(label, text => {
    const typed = text.length > 200 ? '?' : compactCode(text).toUpperCase()
    if (typed === '') return { problem: please(label) }
    if (/^[A-Z0-9]{5,9}$/.test(typed) && /\d/.test(typed)) return { value: typed }
    return { problem: `请填写正确的${label}：5 至 9 位字母和数字，见护照资料页右上角` }
  })

/** The atom for the number of a document type; schemas with both fields pick it by the chosen type. */
export function documentNumber(type: DocumentType, label = '证件号码', today?: Today): Atom {
  const byType: Record<DocumentType, () => Atom> = {
    mainlandId: () => mainlandId(label, today),
    hkmotPermit: () => travelPermit(label),
    passport: () => passport(label),
    hkmotResidence: () => residencePermit(label, today),
    foreignPrId: () => foreignPermanentId(label, today),
  }
  return byType[type]()
}
