import { defaultMembership } from '../membership-policy'
import type { Policy } from '../policy.schema'
import { agreements, tenSections } from './common'
import { shaoxingConditions } from './conditions'
import { wuhan } from './wuhan'

/** 绍兴市科学技术局: 单位审核 → 归口管理部门推荐 → 资格审核 → 公示 7 天 → 入库 (S§6). */
export const shaoxing: Policy = {
  ...wuhan,
  preset: 'shaoxing',
  authority: {
    name: '绍兴市科学技术局',
    short: '科技局',
    siteTitle: '绍兴市科技专家库',
    siteSubtitle: 'Shaoxing Science and Technology Expert Pool',
    accent: '#1f6f5c',
    icp: '浙ICP备00000000号',
    contacts: [
      { label: '业务咨询', value: '0575-0000 0001（工作日 9:00–17:00）' },
      { label: '技术支持', value: '0575-0000 0002' },
    ],
  },
  terms: { ...wuhan.terms, insideRegions: ['3306'], areaLabel: '地域（绍兴市内/市外）' },
  profile: {
    ...wuhan.profile,
    sections: tenSections,
    bank: 'optional',
    fields: { 'basic.inside': 'hidden', 'basic.employer': 'hidden', 'titles.proof': 'required' },
  },
  conditions: shaoxingConditions,
  // 超过一年未登录休眠，超过两年自动出库
  membership: { ...defaultMembership, dormantAfterYears: 1, leaveAfterYears: 2, keepAfterExitYears: 3 },
  // 取得上级专家库资格的自动入库
  intake: { automatic: { pool: '浙江省科技专家库', article: '管理办法第五条' } },
  // 市级各类评审一律从库中抽取（办法第十条）
  draw: { ...wuhan.draw, enabled: true },
  path: { ...wuhan.path, desks: ['unit', 'department', 'bureau'], publicityDays: 7, stampedForm: true },
  agreements: agreements('绍兴市科学技术局'),
}
