import { defaultDraw } from '../draw-policy'
import { defaultIntake } from '../intake-policy'
import { defaultMembership } from '../membership-policy'
import type { Policy } from '../policy.schema'
import { defaultFields, defaultRows, defaultTalents } from '../profile-policy'
import { agreements, auth, noticeCategories, tiles, uploads } from './common'
import { wuhanConditions } from './conditions'

/** 武汉市科学技术局: one review of units, 单位推荐 → 科技局审核, SMS on both results. */
export const wuhan: Policy = {
  preset: 'wuhan',
  authority: {
    name: '武汉市科学技术局',
    short: '科技局',
    siteTitle: '武汉市科技专家库',
    siteSubtitle: 'Wuhan Science and Technology Expert Pool',
    accent: '#1a5fb4',
    icp: '鄂ICP备00000000号',
    contacts: [
      { label: '业务咨询', value: '027-0000 0001（工作日 9:00–17:00）' },
      { label: '技术支持', value: '027-0000 0002' },
    ],
  },
  terms: {
    inside: '市内',
    outside: '市外',
    department: '归口管理部门',
    capital: null,
    insideRegions: ['4201'],
    areaLabel: '地域（市内/市外）',
  },
  portal: {
    banner: {
      title: '科技专家常年征集',
      text: '欢迎各领域专家注册申请，入库后参与科技评审、咨询和人才评价。',
      href: '/register/person',
    },
    noticeCategories,
    tiles,
    neighbours: { individual: [], unit: [] },
  },
  unitRegistration: { reviews: 1, aim: { workingDays: 2, workingMinutes: null }, certificatePicture: false },
  individualRegistration: {
    documentTypes: ['mainlandId', 'hkmotPermit', 'passport'],
    directExpert: false,
    affiliation: 'onRecommendation',
  },
  path: {
    entry: 'always',
    desks: ['unit', 'bureau'],
    changeDesks: null,
    invitedDesks: ['bureau'],
    invitationDays: 14,
    recommenderChoice: false,
    publicityDays: null,
    publicityDayKind: 'calendar',
    stampedForm: false,
    aims: { unit: 5, department: 5, bureau: 5, publicity: 10, objection: 10, exit: 10 },
  },
  profile: {
    sections: ['basic', 'posts', 'education', 'titles', 'projects', 'papers', 'awards', 'rights', 'work', 'evidence'],
    maxDisciplines: 3,
    researchMaxChars: 500,
    resumeMaxChars: 1000,
    rows: defaultRows,
    fields: defaultFields,
    talents: defaultTalents,
    bank: 'off',
  },
  conditions: wuhanConditions,
  membership: { ...defaultMembership, keepAfterExitYears: 3 },
  intake: defaultIntake,
  // whoever switches draws on has them even, sealed and provable
  draw: { ...defaultDraw, method: 'leximin' },
  uploads,
  workingHours: { from: '09:00', to: '17:30' },
  agreements: agreements('武汉市科学技术局'),
  auth,
}
