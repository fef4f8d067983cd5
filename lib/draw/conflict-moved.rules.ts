import { type Facts, groupBy, type Party, type TieHit, type UnitFamily } from './conflict-facts.rules'
import type { TieKind } from './tie.rules'

/** Ties of an expert to another person, by his name. */
export const jointKinds: readonly TieKind[] = ['teammate', 'coauthor', 'cowinner', 'coinventor', 'supervisor']

/** Whether the unit that a profile names beside somebody can be his: it is, or nobody said. */
export const unitFits = (place: string | null, unit: UnitFamily | null): boolean =>
  place === null || unit === null || [...unit.names].some(name => place.startsWith(name))

/**
 * Names of parties with whom somebody has worked under another unit than theirs: namesakes, or the same person who has
 * changed his unit since. Of these it has to be known where people of that name are.
 */
export function namesElsewhere(parties: readonly Party[], ties: readonly TieHit[]): string[] {
  const byName = groupBy(
    parties.filter(({ nameKey }) => nameKey),
    ({ nameKey }) => nameKey,
  )
  const elsewhere = ({ kind, key, detail }: TieHit) =>
    jointKinds.includes(kind) && byName.get(key)?.some(({ unit }) => !unitFits(detail, unit))
  return [...new Set(ties.filter(elsewhere).map(({ key }) => key))]
}

/** The surnames of most people: with one character behind them a name says nobody. */
const frequent = new Set([
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万',
])

/**
 * Whether a name says who is meant although the unit is another one: all that profiles and the pool know of people of this
 * name, beside this unit, is one place (with its faculties).
 */
function isRare(name: string, places: readonly string[], unit: UnitFamily | null): boolean {
  const [surname = '', ...given] = name
  if (given.length < 2 && frequent.has(surname)) return false
  const others = places.filter(place => !unitFits(place, unit))
  return others.filter(place => !others.some(one => one !== place && place.startsWith(one))).length === 1
}

/**
 * Tells of a joint work with somebody of a party's name and another unit whether he may be the same person (V2), who has
 * changed his unit: one fact beside the name has to speak for it, or the name itself. Of one expert at a time, whoever else
 * is compared.
 */
export function moved({ parties, ties, placesOf, pastOf, byDocument, byPhone }: Facts) {
  const bySubject = groupBy(parties, ({ subjectId }) => subjectId)
  const workOf = ({ kind, expertId, words }: TieHit) => JSON.stringify([kind, expertId, words])
  const works = groupBy(
    ties.filter(({ kind }) => jointKinds.includes(kind)),
    workOf,
  )
  return (party: Party, tie: TieHit): boolean => {
    const place = tie.detail
    if (place === null || party.nameKey === null) return false
    const self = [
      ...((party.docIndex && byDocument.get(party.docIndex)) || []),
      ...((party.phoneIndex && byPhone.get(party.phoneIndex)) || []),
    ]
    // he is in the pool himself, and was there
    if (self.some(id => pastOf.get(id)?.some(one => one !== '' && (one.startsWith(place) || place.startsWith(one)))))
      return true
    const beside = bySubject.get(party.subjectId) ?? []
    // that unit stands behind the same 评审对象
    if (beside.some(({ unit }) => unit !== null && unitFits(place, unit))) return true
    // somebody else of the same work does
    const others = new Set(beside.flatMap(({ nameKey }) => (nameKey && nameKey !== party.nameKey ? [nameKey] : [])))
    if (works.get(workOf(tie))?.some(({ key }) => others.has(key))) return true
    return isRare(party.nameKey, placesOf.get(party.nameKey) ?? [], party.unit)
  }
}
