import type { Policy } from '../policy.schema'
import { agreements, expertNotice } from './common'
import { shaoxing } from './shaoxing'
import { wuhan } from './wuhan'

/** 示范市科学技术局: switches everything on. It becomes the default once all of it is built (design §4). */
export const demo: Policy = {
  ...shaoxing,
  preset: 'demo',
  authority: {
    ...shaoxing.authority,
    name: '示范市科学技术局',
    siteTitle: '示范市科技专家库',
    siteSubtitle: 'Model City Science and Technology Expert Pool',
    accent: '#2f5d8a',
  },
  portal: { ...shaoxing.portal, banner: { ...shaoxing.portal.banner, href: '/register/expert' } },
  terms: wuhan.terms,
  unitRegistration: { reviews: 2, aim: { workingDays: 2, workingMinutes: null }, certificatePicture: true },
  individualRegistration: { ...shaoxing.individualRegistration, directExpert: true, affiliation: 'beforeApplying' },
  profile: { ...shaoxing.profile, fields: { 'titles.proof': 'required' } },
  draw: { ...shaoxing.draw, unseal: 'two' },
  agreements: {
    ...agreements('示范市科学技术局'),
    expertNotice: expertNotice('示范市科学技术局', '所在单位和归口管理部门'),
  },
}
