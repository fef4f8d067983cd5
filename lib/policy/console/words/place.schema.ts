import type { PolicyWords } from '../spec.schema'

const link = (path: string, label: string): PolicyWords => ({
  [path]: { label, item: '个入口', key: 'label' },
  [`${path}.*`]: { label: '入口' },
  [`${path}.*.label`]: { label: '名称' },
  [`${path}.*.href`]: { label: '地址', format: '以 / 开头的本站地址，或以 https:// 开头的网址' },
  [`${path}.*.description`]: { label: '说明', none: '没有说明' },
})

/** Words for what an authority is and how its pages look: 机构、用语、门户、工作时间. */
export const placeWords: PolicyWords = {
  authority: { label: '机构与联系方式' },
  'authority.name': { label: '机构全称', help: '印在协议、专家信息表和页脚上。' },
  'authority.short': { label: '机构简称', help: '用在办理状态里，如“待科技局审核”。' },
  'authority.siteTitle': { label: '系统名称', help: '显示在每个页面顶部和短信签名中。' },
  'authority.siteSubtitle': { label: '系统名称下面的一行', none: '没有' },
  'authority.accent': {
    label: '主题颜色',
    help: '按钮和链接的颜色，写成 #1a5fb4 这样的色值；要比白色深得多，文字才看得清。',
    format: '写成 # 加六位数字或小写字母，如 #1a5fb4',
  },
  'authority.icp': { label: '网站备案号', none: '没有' },
  'authority.contacts': { label: '联系方式', help: '显示在页脚和办不下去的地方。', item: '条联系方式', key: 'label' },
  'authority.contacts.*': { label: '联系方式' },
  'authority.contacts.*.label': { label: '名称', help: '如“业务咨询”。' },
  'authority.contacts.*.value': { label: '内容', help: '电话和接听时间。' },

  terms: { label: '用语' },
  'terms.inside': { label: '本地区的说法', help: '如“市内”“区内”。' },
  'terms.outside': { label: '外地的说法', help: '如“市外”“区外”。' },
  'terms.department': { label: '归口管理部门的说法', help: '如“归口管理部门”“市州科技局”。' },
  'terms.capital': {
    label: '首府或驻地',
    help: '填写后，专家信息中询问工作单位是否在这里。',
    none: '不询问',
  },
  'terms.areaLabel': { label: '专家信息表中“地域”一行的写法', help: '如“地域（市内/市外）”。' },
  'terms.insideRegions': {
    label: '属于本地区的行政区划代码开头',
    help: '如 4201；几个之间用顿号隔开。不在其中的单位算外地，由科技部门代为推荐。',
    format: '行政区划代码开头的 2 到 6 位数字，几个之间用顿号隔开',
    none: '不区分',
  },

  portal: { label: '门户首页' },
  'portal.banner': { label: '首页横幅' },
  'portal.banner.title': { label: '标题' },
  'portal.banner.text': { label: '说明' },
  'portal.banner.href': { label: '点击后打开的地址', none: '不能点击' },
  'portal.noticeCategories': {
    label: '通知公告的栏目',
    help: '已经有通知的栏目不要删除，改名即可。',
    item: '个栏目',
    key: 'code',
  },
  'portal.noticeCategories.*': { label: '栏目' },
  'portal.noticeCategories.*.code': {
    label: '代码',
    help: '小写英文字母；使用以后不要再改。',
    format: '只用小写英文字母',
  },
  'portal.noticeCategories.*.label': { label: '名称' },
  'portal.tiles': { label: '首页入口' },
  ...link('portal.tiles.individual', '个人用户的入口'),
  ...link('portal.tiles.unit', '单位用户的入口'),
  ...link('portal.tiles.staff', '管理人员的入口'),
  'portal.neighbours': { label: '工作台中其他系统的入口' },
  ...link('portal.neighbours.individual', '个人工作台'),
  ...link('portal.neighbours.unit', '单位工作台'),

  workingHours: { label: '工作时间' },
  'workingHours.from': {
    label: '上班时间',
    help: '按分钟计算的办理时限只算工作时间。',
    format: '写成 09:00 这样的时间',
  },
  'workingHours.to': { label: '下班时间', format: '写成 17:30 这样的时间' },
}
