import type { Policy } from '../policy.schema'
import { agreements, expertNotice, tenSections } from './common'
import { xizangConditions } from './conditions'
import { wuhan } from './wuhan'

/** 西藏自治区科学技术厅: two reviews of units, direct expert registration, 单位或市州科技局推荐 → 科技厅审核. */
export const xizang: Policy = {
  ...wuhan,
  preset: 'xizang',
  authority: {
    name: '西藏自治区科学技术厅',
    short: '科技厅',
    siteTitle: '西藏自治区科技专家管理系统',
    siteSubtitle: 'བོད་རང་སྐྱོང་ལྗོངས་ཚན་རྩལ་མཁས་པ།',
    accent: '#9c2b2b',
    icp: '藏ICP备00000000号',
    contacts: [
      { label: '业务咨询', value: '0891-000 0001（工作日 9:30–18:00）' },
      { label: '技术支持', value: '0891-000 0002' },
    ],
  },
  portal: {
    ...wuhan.portal,
    banner: { ...wuhan.portal.banner, href: '/register/expert' },
    tiles: {
      ...wuhan.portal.tiles,
      individual: [
        { label: '科技项目专家', href: '/register/expert', description: '阅读须知，直接注册为专家' },
        { label: '我的专家信息', href: '/expert', description: '已经注册的，登录后填写、查看进度' },
        ...wuhan.portal.tiles.individual.slice(1),
      ],
    },
  },
  terms: {
    inside: '区内',
    outside: '区外',
    department: '市州科技局',
    capital: '拉萨',
    insideRegions: ['54'],
    areaLabel: '地域（区内/区外）',
  },
  profile: {
    ...wuhan.profile,
    sections: tenSections,
    bank: 'optional',
    rows: { posts: 'answer', education: 'rows', titles: 'answer', work: 'rows' },
    fields: {
      'basic.inside': 'required',
      'basic.atCapital': 'required',
      'basic.employer': 'required',
      'basic.enterpriseOwner': 'required',
      'basic.universityOwner': 'required',
      'basic.instituteOwner': 'required',
      'basic.expertTypes': 'hidden',
      'basic.talents': 'hidden',
      'basic.proof': 'hidden',
      'titles.proof': 'required',
    },
  },
  conditions: xizangConditions,
  unitRegistration: { reviews: 2, aim: { workingDays: 2, workingMinutes: 20 }, certificatePicture: true },
  individualRegistration: { ...wuhan.individualRegistration, directExpert: true, affiliation: 'beforeApplying' },
  path: { ...wuhan.path, recommenderChoice: true },
  auth: { ...wuhan.auth, captcha: 'arithmetic' },
  workingHours: { from: '09:30', to: '18:00' },
  agreements: {
    ...agreements('西藏自治区科学技术厅'),
    expertNotice: expertNotice('西藏自治区科学技术厅', '所在单位或市州科技局'),
  },
}
