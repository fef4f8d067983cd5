import type { SectionDef } from './definition.schema'
import * as options from './options.schema'

/** ② 其他任职单位: everything beside the main employment that ties a person to a unit. */
export const posts: SectionDef = {
  section: 'posts',
  title: '其他任职单位',
  hint: '兼职、受聘、持股等，评审回避时要用到',
  fields: [],
  proof: null,
  rows: {
    itemLabel: '个任职单位',
    addLabel: '添加一个任职单位',
    noneLabel: '没有其他任职单位',
    headline: ['unit'],
    byline: ['kind', 'position', 'period'],
    proof: null,
    fields: [
      { name: 'unit', kind: 'unit', label: '单位名称', required: true },
      { name: 'faculty', kind: 'line', max: 100, label: '院系或部门' },
      { name: 'kind', kind: 'choice', options: options.postKinds, label: '关系', required: true, width: 'md' },
      { name: 'position', kind: 'line', max: 60, label: '职务或身份' },
      { name: 'period', kind: 'period', label: '起止时间', required: true },
    ],
  },
}

/** ③ 学习经历. The school, its faculty and the supervisor make avoidance. */
export const education: SectionDef = {
  section: 'education',
  title: '学习经历',
  hint: '从大学（或最高学历）开始填写',
  fields: [],
  proof: null,
  rows: {
    itemLabel: '段学习经历',
    addLabel: '添加一段学习经历',
    noneLabel: '没有可以填写的学习经历',
    headline: ['school'],
    byline: ['education', 'major', 'period'],
    proof: '学历、学位证书',
    fields: [
      { name: 'school', kind: 'unit', label: '学校或培养单位', required: true },
      { name: 'faculty', kind: 'line', max: 100, label: '院系' },
      { name: 'major', kind: 'line', max: 60, label: '专业', required: true },
      { name: 'education', kind: 'dict', dict: 'education', label: '学历', required: true, width: 'md' },
      { name: 'degree', kind: 'dict', dict: 'degree', label: '学位', width: 'md' },
      { name: 'supervisors', kind: 'people', label: '导师', hint: '研究生阶段的导师，评审回避时要用到。' },
      { name: 'period', kind: 'period', label: '起止时间', required: true },
    ],
  },
}

/** ④ 职称取得时间 (F5). Series and level follow from the title's code. */
export const titles: SectionDef = {
  section: 'titles',
  title: '职称取得时间',
  hint: '现在的职称和以前取得的职称，国家注册执业资格',
  fields: [],
  proof: null,
  rows: {
    itemLabel: '项职称',
    addLabel: '添加一项职称或执业资格',
    noneLabel: '没有职称和执业资格',
    headline: ['titleCode', 'qualification'],
    byline: ['obtainedOn', 'authority'],
    proof: '职称证书',
    fields: [
      { name: 'kind', kind: 'choice', options: options.titleKinds, label: '类别', required: true, width: 'md' },
      {
        name: 'titleCode',
        kind: 'dict',
        dict: 'title',
        label: '技术职称',
        required: true,
        hint: '证书上的职称名称。输入名称中的字、系列名称或拼音首字母查找，如 教授、主任医师、gcs。',
        only: { field: 'kind', in: ['title'] },
        width: 'lg',
      },
      {
        name: 'qualification',
        kind: 'line',
        max: 60,
        label: '执业资格名称',
        required: true,
        hint: '如 注册会计师、法律职业资格、一级注册建筑师。',
        only: { field: 'kind', in: ['qualification'] },
      },
      { name: 'obtainedOn', kind: 'month', label: '取得时间', required: true, hint: '证书上的批准或授予年月。' },
      { name: 'authority', kind: 'line', max: 100, label: '发证或评审机构' },
      { name: 'certificateNo', kind: 'line', max: 60, label: '证书编号' },
    ],
  },
}

/** ⑤ 评审经历. */
export const reviews: SectionDef = {
  section: 'reviews',
  title: '评审经历',
  hint: '近几年参加过的评审、验收和咨询',
  fields: [],
  proof: null,
  rows: {
    itemLabel: '次评审经历',
    addLabel: '添加一次评审经历',
    noneLabel: '没有参加过评审',
    headline: ['name'],
    byline: ['kind', 'organiser', 'date'],
    proof: null,
    fields: [
      { name: 'name', kind: 'line', max: 200, label: '评审活动名称', required: true },
      { name: 'kind', kind: 'choice', options: options.reviewKinds, label: '活动类别', required: true, width: 'lg' },
      { name: 'organiser', kind: 'unit', label: '组织单位', required: true },
      { name: 'date', kind: 'month', label: '时间', required: true },
      { name: 'role', kind: 'choice', options: options.reviewRoles, label: '担任', width: 'sm' },
    ],
  },
}

/** ⑩ 工作经历, from which the years in a field are counted (C1(三)), and 工作简历 (E3). */
export const work: SectionDef = {
  section: 'work',
  title: '工作经历',
  hint: '从最近的工作开始填写，累计年限按它计算',
  proof: null,
  fields: [{ name: 'resume', kind: 'text', max: 'resumeMaxChars', label: '工作简历', hint: '主要工作和业绩。' }],
  rows: {
    itemLabel: '段工作经历',
    addLabel: '添加一段工作经历',
    noneLabel: '没有工作经历',
    headline: ['unit'],
    byline: ['position', 'period'],
    proof: null,
    fields: [
      { name: 'unit', kind: 'unit', label: '工作单位', required: true },
      { name: 'faculty', kind: 'line', max: 100, label: '院系或部门' },
      {
        name: 'position',
        kind: 'line',
        max: 60,
        label: '职务或岗位',
        required: true,
        hint: '如 副教授、科室主任。',
      },
      {
        name: 'field',
        kind: 'choice',
        options: options.workFields,
        label: '工作性质',
        required: true,
        hint: '除“其他”外，都计入从事相关专业领域的年限。',
        width: 'md',
      },
      { name: 'period', kind: 'period', label: '起止时间', required: true },
    ],
  },
}
