import type { Policy } from '../policy.schema'

type Conditions = Policy['conditions']

/** What 2024 asks in 武汉: age and title, from a rule of which we have no text; no clause relaxes them. */
export const wuhanConditions: Conditions = {
  source: '按 2024 年的入库要求整理，条款编号以正式文件为准。',
  list: [
    {
      kind: 'title',
      code: 'title',
      article: '入库条件（职称）',
      title: '具有副高级（含）以上职称',
      level: 'associate',
      or: 'none',
    },
    { kind: 'age', code: 'age', article: '入库条件（年龄）', title: '年龄一般不超过 65 周岁', max: 65 },
  ],
  relaxations: [],
}

/** What 2025 asks in 西藏: age, and a title or a doctor's degree, from a rule of which we have no text. */
export const xizangConditions: Conditions = {
  source: '按 2025 年的入库要求整理，条款编号以正式文件为准。',
  list: [
    {
      kind: 'title',
      code: 'title',
      article: '入库条件（职称）',
      title: '具有副高级（含）以上职称，或者博士学位',
      level: 'associate',
      or: 'doctor',
    },
    { kind: 'age', code: 'age', article: '入库条件（年龄）', title: '年龄不超过 70 周岁', max: 70 },
  ],
  relaxations: [],
}

const all = ['age', 'title', 'years'] as const

/** S§4 and S§5. (三) is two conditions that are counted apart; "等方面条件" of S§5 is read as these three and no other. */
export const shaoxingConditions: Conditions = {
  source: '《绍兴市科技专家库管理暂行办法》第四条、第五条。',
  list: [
    {
      kind: 'attested',
      code: 'conduct',
      article: '第四条第一项',
      title: '公信力高、责任心强，能独立、客观、公正地评审',
    },
    {
      kind: 'attested',
      code: 'standing',
      article: '第四条第二项',
      title: '学术水平较高，熟悉本领域的动态和有关政策、标准、法规',
    },
    {
      kind: 'years',
      code: 'years',
      article: '第四条第三项',
      title: '从事相关专业领域工作累计满 5 年',
      years: 5,
    },
    {
      kind: 'title',
      code: 'title',
      article: '第四条第三项',
      title: '具有副高级（含）以上职称，或者同等专业技术水平',
      level: 'associate',
      or: 'equivalent',
    },
    {
      kind: 'attested',
      code: 'service',
      article: '第四条第四项',
      title: '服从管理、接受监督，有时间和精力参加评审',
    },
    { kind: 'age', code: 'age', article: '第四条第五项', title: '年龄一般不超过 65 周岁', max: 65 },
    {
      kind: 'record',
      code: 'record',
      article: '第四条第六项',
      title: '没有学术道德、科技信用和违纪违法等不良记录',
    },
  ],
  relaxations: [
    {
      kind: 'talent',
      code: 'academician',
      article: '第五条第一项',
      title: '两院院士',
      relaxes: [...all],
      levels: ['academician'],
    },
    {
      kind: 'talent',
      code: 'talent',
      article: '第五条第二项',
      title: '国家级、省级人才计划入选者',
      relaxes: [...all],
      levels: ['national', 'provincial'],
    },
    {
      kind: 'award',
      code: 'award',
      article: '第五条第三项',
      title: '国家科技奖励排名前 6 位，或省部级三等奖及以上排名前 3 位',
      relaxes: [...all],
      awards: [
        { level: 'national', grade: null, maxRank: 6 },
        { level: 'provincial', grade: 'third', maxRank: 3 },
      ],
    },
    {
      kind: 'project',
      code: 'project',
      article: '第五条第四项',
      title: '近三年承担过省部级及以上项目（课题）的负责人',
      relaxes: [...all],
      levels: ['national', 'provincial'],
      roles: ['leader', 'subLeader'],
      withinYears: 3,
    },
    {
      kind: 'profession',
      code: 'profession',
      article: '第五条第五项',
      title: '从事科技管理、科技服务、财务、法律工作，有正高级职称或国家注册执业资格',
      relaxes: [...all],
      fields: ['management', 'service', 'finance', 'law'],
      level: 'senior',
      qualification: true,
    },
  ],
}
