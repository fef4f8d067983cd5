import type { SectionDef } from './definition.schema'
import * as options from './options.schema'

/** ⑥ 科研项目. People and units in them make avoidance (V2); level, role and dates relax conditions (S§5(四)). */
export const projects: SectionDef = {
  section: 'projects',
  title: '科研项目',
  hint: '主持和参加的项目，近三年省部级以上的请填全',
  fields: [],
  proof: null,
  rows: {
    itemLabel: '个项目',
    addLabel: '添加一个项目',
    noneLabel: '没有承担过科研项目',
    headline: ['name'],
    byline: ['level', 'role', 'period'],
    proof: '立项通知、合同或任务书',
    fields: [
      { name: 'name', kind: 'line', max: 200, label: '项目名称', required: true },
      { name: 'number', kind: 'line', max: 60, label: '项目编号', width: 'md' },
      { name: 'level', kind: 'choice', options: options.projectLevels, label: '级别', required: true, width: 'sm' },
      { name: 'programme', kind: 'line', max: 100, label: '计划类别或来源', hint: '如 国家重点研发计划。' },
      { name: 'role', kind: 'choice', options: options.projectRoles, label: '本人角色', required: true, width: 'sm' },
      { name: 'rank', kind: 'count', min: 1, max: 500, label: '本人排名', width: 'xs' },
      { name: 'period', kind: 'period', label: '起止时间', required: true },
      { name: 'unit', kind: 'unit', label: '承担单位', required: true },
      { name: 'members', kind: 'people', label: '项目组成员', hint: '按任务书的顺序，评审回避时要用到。' },
    ],
  },
}

/** ⑦ 论文著作. */
export const papers: SectionDef = {
  section: 'papers',
  title: '论文著作',
  hint: '代表性论文和著作，可以从文献管理软件粘贴',
  fields: [],
  proof: null,
  rows: {
    itemLabel: '篇论文著作',
    addLabel: '添加一篇论文或著作',
    noneLabel: '没有论文著作',
    headline: ['title'],
    byline: ['source', 'date', 'kind'],
    proof: null,
    fields: [
      { name: 'kind', kind: 'choice', options: options.paperKinds, label: '类别', required: true, width: 'md' },
      { name: 'title', kind: 'line', max: 300, label: '题名', required: true },
      { name: 'authors', kind: 'people', label: '作者', required: true, hint: '按署名的顺序，并标出本人。' },
      { name: 'role', kind: 'choice', options: options.paperRoles, label: '本人角色', width: 'md' },
      { name: 'source', kind: 'line', max: 200, label: '期刊、会议或出版社', required: true },
      { name: 'date', kind: 'month', label: '发表时间', required: true },
      { name: 'pages', kind: 'line', max: 60, label: '卷、期、页码', hint: '如 12(3): 45-51。', width: 'md' },
      { name: 'doi', kind: 'doi', label: 'DOI', hint: '如 10.1000/182。', width: 'lg' },
      { name: 'isbn', kind: 'isbn', label: 'ISBN', width: 'md' },
      { name: 'indexing', kind: 'line', max: 60, label: '收录情况', hint: '如 SCI、EI、CSSCI。', width: 'md' },
    ],
  },
}

/** ⑧ 科技奖励: level, grade and rank relax conditions (S§5(三)). */
export const awards: SectionDef = {
  section: 'awards',
  title: '科技奖励',
  hint: '级别、等级和本人排名以证书为准',
  fields: [],
  proof: null,
  rows: {
    itemLabel: '项奖励',
    addLabel: '添加一项奖励',
    noneLabel: '没有获得过科技奖励',
    headline: ['name'],
    byline: ['level', 'grade', 'rank', 'date'],
    proof: '获奖证书',
    fields: [
      { name: 'name', kind: 'line', max: 200, label: '奖励名称', required: true, hint: '如 省科学技术进步奖。' },
      { name: 'work', kind: 'line', max: 200, label: '获奖成果或项目' },
      { name: 'level', kind: 'choice', options: options.levels, label: '级别', required: true, width: 'sm' },
      { name: 'grade', kind: 'choice', options: options.awardGrades, label: '等级', required: true, width: 'sm' },
      { name: 'rank', kind: 'count', min: 1, max: 500, label: '本人排名', required: true, width: 'xs' },
      { name: 'date', kind: 'month', label: '获奖时间', required: true },
      { name: 'authority', kind: 'line', max: 100, label: '授奖机构' },
      { name: 'winners', kind: 'people', label: '获奖人', hint: '按证书的顺序，评审回避时要用到。' },
    ],
  },
}

/** ⑨ 知识产权. */
export const rights: SectionDef = {
  section: 'rights',
  title: '知识产权',
  hint: '专利、软件著作权、新品种、标准等',
  fields: [],
  proof: null,
  rows: {
    itemLabel: '项知识产权',
    addLabel: '添加一项知识产权',
    noneLabel: '没有知识产权',
    headline: ['name'],
    byline: ['kind', 'number', 'date'],
    proof: null,
    fields: [
      { name: 'kind', kind: 'choice', options: options.rightKinds, label: '类别', required: true, width: 'md' },
      { name: 'name', kind: 'line', max: 200, label: '名称', required: true },
      { name: 'number', kind: 'line', max: 60, label: '专利号、登记号或标准号', required: true, width: 'md' },
      {
        name: 'date',
        kind: 'month',
        label: '授权、登记、发布或受理时间',
        required: true,
        hint: '已受理的填受理年月。',
      },
      { name: 'state', kind: 'choice', options: options.rightStates, label: '状态', width: 'md' },
      {
        name: 'inventors',
        kind: 'people',
        label: '发明人、完成人',
        required: true,
        hint: '按证书的顺序，并标出本人。',
      },
      { name: 'owner', kind: 'unit', label: '权利人' },
    ],
  },
}
