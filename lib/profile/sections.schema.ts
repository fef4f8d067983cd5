import type { ProfileSection } from '@/lib/policy/policy.schema'
import { basic } from './basic.schema'
import { education, posts, reviews, titles, work } from './career.schema'
import type { SectionDef } from './definition.schema'
import { awards, papers, projects, rights } from './works.schema'

/** 证明材料 as a part of its own, where a policy wants one (E3, F6). */
const evidence: SectionDef = {
  section: 'evidence',
  title: '证明材料',
  hint: '职称证书等材料的扫描件',
  rows: null,
  proof: '证明材料',
  fields: [{ name: 'note', kind: 'text', max: 200, label: '材料说明', hint: '需要向审核人说明的情况，没有的不用填。' }],
}

/** Every section there is, in the order of X2; the policy chooses. */
export const sectionDefs: Record<ProfileSection, SectionDef> = {
  basic,
  posts,
  education,
  titles,
  reviews,
  projects,
  papers,
  awards,
  rights,
  work,
  evidence,
}
