import type { Machine } from './machine'

export type IntakeStatus = 'draft' | 'checking' | 'checked' | 'entering' | 'stopped' | 'done' | 'dropped'
export type IntakeEvent =
  | 'check'
  | 'unreadable'
  | 'checked'
  | 'recheck'
  | 'confirm'
  | 'stop'
  | 'resume'
  | 'finish'
  | 'end'
  | 'drop'

export type IntakeFacts = {
  /** the acting person brought the list */
  own: boolean
  /** a list has been uploaded and has passed the virus scanner */
  file: boolean
  /** rows that can be entered now */
  enterable: number
  /** its personal data were removed because nobody went on with it */
  cleared: boolean
  /** rows that are still to be entered */
  left: number
}

/** Four eyes: whoever brought a list does not let it into the pool. */
const fourEyes = ({ own }: IntakeFacts): string | null =>
  own ? '名单是您上传的，请由另一位业务管理员确认入库。' : null

const gone = '这一批超过 30 天没有办理，名单中的个人信息已经删除。请新建一批，重新上传名单。'

const none = { opinion: 'none' } as const

/** The workflow of 导入批次: 待上传 → 检查中 → 待确认 → 入库中 → 已完成 (requirements C4, trust IN19). */
export const intakeMachine: Machine<IntakeStatus, IntakeEvent, IntakeFacts> = {
  name: '导入批次',
  labels: {
    draft: '待上传',
    checking: '检查中',
    checked: '待确认',
    entering: '入库中',
    stopped: '已暂停',
    done: '已完成',
    dropped: '已取消',
  },
  begins: { create: '新建' },
  rows: [
    {
      event: 'check',
      from: ['draft'],
      to: 'checking',
      permission: 'intake.write',
      label: '开始检查',
      asks: none,
      waitsFor: ({ file }) => (file ? null : '请先上传名单，并等病毒检查完成。'),
    },
    {
      event: 'unreadable',
      from: ['checking'],
      to: 'draft',
      permission: 'intake.run',
      label: '名单读不出来',
      asks: none,
    },
    { event: 'checked', from: ['checking'], to: 'checked', permission: 'intake.run', label: '检查完成', asks: none },
    {
      event: 'recheck',
      from: ['checked'],
      to: 'checking',
      permission: 'intake.write',
      label: '重新检查',
      asks: none,
      waitsFor: ({ file }) => (file ? null : '名单已经删除，不能重新检查，请新建一批。'),
    },
    {
      event: 'confirm',
      from: ['checked'],
      to: 'entering',
      permission: 'intake.confirm',
      label: '确认入库',
      asks: { opinion: 'required' },
      guard: fourEyes,
      guardDenies: true,
      waitsFor: ({ enterable, cleared }) => (cleared ? gone : enterable > 0 ? null : '这份名单里没有可以入库的人员。'),
    },
    { event: 'stop', from: ['entering'], to: 'stopped', permission: 'intake.confirm', label: '暂停', asks: none },
    {
      event: 'resume',
      from: ['stopped'],
      to: 'entering',
      permission: 'intake.confirm',
      label: '继续入库',
      asks: none,
      guard: fourEyes,
      guardDenies: true,
      waitsFor: ({ cleared }) => (cleared ? gone : null),
    },
    {
      event: 'finish',
      from: ['entering'],
      to: 'done',
      permission: 'intake.run',
      label: '入库完成',
      asks: none,
      waitsFor: ({ left }) => (left === 0 ? null : '还有人员没有办完。'),
    },
    {
      event: 'end',
      from: ['stopped'],
      to: 'done',
      permission: 'intake.confirm',
      label: '到此为止',
      asks: { opinion: 'required' },
    },
    {
      event: 'drop',
      from: ['draft', 'checking', 'checked'],
      to: 'dropped',
      permission: 'intake.write',
      label: '取消这一批',
      asks: none,
    },
  ],
}
