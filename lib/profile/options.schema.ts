import type { Options } from './definition.schema'

export const yesNo: Options = [
  ['yes', '是'],
  ['no', '否'],
]

/** 专家类型 (F4). */
export const expertTypes: Options = [
  ['technology', '技术专家'],
  ['finance', '财务专家'],
]

/** What kind of employer, and whose it is (X4). */
export const employers: Options = [
  ['enterprise', '企业'],
  ['university', '高校'],
  ['institute', '研究所'],
  ['other', '其他'],
]
export const enterpriseOwners: Options = [
  ['central', '中央'],
  ['provincial', '省属'],
  ['other', '其他'],
]
export const universityOwners: Options = [
  ['ministry', '部属'],
  ['provincial', '省属'],
  ['other', '其他'],
]
export const instituteOwners: Options = [
  ['central', '中央院所'],
  ['provincial', '省属院所'],
  ['other', '其他'],
]

/** Sections of GB/T 4754-2017 国民经济行业分类. */
export const industries: Options = [
  ['A', '农、林、牧、渔业'],
  ['B', '采矿业'],
  ['C', '制造业'],
  ['D', '电力、热力、燃气及水生产和供应业'],
  ['E', '建筑业'],
  ['F', '批发和零售业'],
  ['G', '交通运输、仓储和邮政业'],
  ['H', '住宿和餐饮业'],
  ['I', '信息传输、软件和信息技术服务业'],
  ['J', '金融业'],
  ['K', '房地产业'],
  ['L', '租赁和商务服务业'],
  ['M', '科学研究和技术服务业'],
  ['N', '水利、环境和公共设施管理业'],
  ['O', '居民服务、修理和其他服务业'],
  ['P', '教育'],
  ['Q', '卫生和社会工作'],
  ['R', '文化、体育和娱乐业'],
  ['S', '公共管理、社会保障和社会组织'],
  ['T', '国际组织'],
]

/** What ties a person to another unit: all of them make avoidance (V2). */
export const postKinds: Options = [
  ['partTime', '兼职'],
  ['engaged', '受聘（顾问、客座等）'],
  ['seconded', '挂职、借调'],
  ['shareholder', '持股、投资'],
  ['society', '学会、协会任职'],
  ['other', '其他'],
]

/** 职称, or a qualification registered by the state (S§5(五)). */
export const titleKinds: Options = [
  ['title', '职称'],
  ['qualification', '国家注册执业资格'],
]

/** What experts are asked for (R2). */
export const reviewKinds: Options = [
  ['project', '科技计划项目与创新载体评审'],
  ['midterm', '中期检查'],
  ['acceptance', '验收'],
  ['award', '科学技术奖励评审'],
  ['talent', '人才评价'],
  ['advice', '决策咨询'],
  ['other', '其他'],
]
export const reviewRoles: Options = [
  ['chair', '组长'],
  ['member', '成员'],
]

/** Level of a project or an award, from the highest; S§5(四) reads the first two. */
export const levels: Options = [
  ['national', '国家级'],
  ['provincial', '省部级'],
  ['municipal', '市厅级'],
  ['county', '县区级'],
  ['society', '社会力量'],
  ['other', '其他'],
]
export const projectLevels: Options = [
  ...levels.filter(([code]) => code !== 'society' && code !== 'other'),
  ['enterprise', '企业委托'],
  ['other', '其他'],
]
export const projectRoles: Options = [
  ['leader', '项目负责人'],
  ['subLeader', '课题负责人'],
  ['core', '主要参加人'],
  ['member', '一般参加人'],
]

export const paperKinds: Options = [
  ['journal', '期刊论文'],
  ['conference', '会议论文'],
  ['monograph', '专著'],
  ['edited', '编著、译著、教材'],
  ['report', '研究报告'],
  ['other', '其他'],
]
export const paperRoles: Options = [
  ['first', '第一作者'],
  ['corresponding', '通讯作者'],
  ['editor', '主编、副主编'],
  ['other', '其他作者'],
]

export const awardGrades: Options = [
  ['special', '特等奖'],
  ['first', '一等奖'],
  ['second', '二等奖'],
  ['third', '三等奖'],
  ['other', '其他（不分等级）'],
]

export const rightKinds: Options = [
  ['invention', '发明专利'],
  ['utility', '实用新型专利'],
  ['design', '外观设计专利'],
  ['software', '软件著作权'],
  ['plant', '植物新品种权'],
  ['layout', '集成电路布图设计'],
  ['standard', '标准'],
  ['other', '其他'],
]
export const rightStates: Options = [
  ['granted', '已授权、已登记'],
  ['applied', '已受理'],
  ['transferred', '已转让'],
]

/** The field somebody works in; the relaxation of S§5(五) is for the four in the middle. */
export const workFields: Options = [
  ['technology', '专业技术、科学研究'],
  ['management', '科技管理'],
  ['service', '科技服务'],
  ['finance', '财务'],
  ['law', '法律'],
  ['other', '其他'],
]
