/** Code tables whose codes programs name. `[code, label]`, in the order people see them. */

/** GB/T 2261.1-2003 人的性别代码. */
export const sexes = [
  ['1', '男'],
  ['2', '女'],
  ['0', '未知'],
  ['9', '未说明'],
] as const

/** 单位性质 (requirements U2). */
export const unitNatures = [
  ['enterprise', '企业'],
  ['university', '大专院校'],
  ['institute', '科研院所'],
  ['localBureau', '市县科技局'],
  ['other', '其他'],
] as const

/** 证件类型 (requirements A2); the policy says which of them an authority accepts. */
export const documentTypes = [
  ['mainlandId', '中国大陆居民身份证'],
  ['hkmotPermit', '港澳台居民往来内地通行证'],
  ['passport', '外籍人员护照'],
  ['hkmotResidence', '港澳台居民居住证'],
  ['foreignPrId', '外国人永久居留身份证'],
] as const

/** 职称级别: the levels that conditions speak of. 助理级 and 员级 are both 初级. */
export const titleLevels = [
  ['senior', '正高级'],
  ['associate', '副高级'],
  ['intermediate', '中级'],
  ['junior', '初级'],
  ['none', '无职称'],
] as const

export type Sex = (typeof sexes)[number][0]
export type UnitNature = (typeof unitNatures)[number][0]
export type DocumentType = (typeof documentTypes)[number][0]
export type TitleLevel = (typeof titleLevels)[number][0]
