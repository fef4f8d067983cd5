import { chinaTime } from '@/lib/platform/time'
import { drawRoundMachine, type RoundStatus } from '@/lib/workflow/draw-round.machine'
import type { AskNames } from './ask-feature.rules'
import { capWords, describeAsk, type Line } from './ask-words.rules'
import { purposeLabel } from './request.schema'
import type { Listed, Sent } from './request-canon.rules'
import { sessionWords } from './request-time.rules'

/** One thing that is different from when it was sent before; null: it was, or is, not there. */
export type Change = { label: string; before: string | null; after: string | null }

/** The state of a round in words: a 特邀 is not drawn, and waits, agreed to, for the draw it goes with. */
export const roundLabel = (kind: string, status: RoundStatus): string =>
  (kind === 'special' && specialLabels[status]) || drawRoundMachine.labels[status]
const specialLabels: Partial<Record<RoundStatus, string>> = { approved: '已同意，随抽取邀请', drawn: '已邀请' }

export const roundKinds: Record<string, string> = { first: '首次抽取', supplement: '补抽', special: '特邀' }

/** When the names are opened, and by whom where not by themselves, in words. */
export function unlockWords(unlock: string, at: Date | null, unseal: string): string {
  const when = unlock === 'signIn' ? '到会专家全部签到后' : at ? chinaTime(at) : '到约定的时间'
  return unseal === 'two' ? `${when}，由抽取人和监督人员两人启封` : when
}

/** What whoever writes a request under lotteries has to know: names of groups and conditions stand in the certificate. */
export const publishedWords = '专业组名称和抽取条件会写进抽取证书，名单公开后谁都能看到。请不要写姓名、单位、项目名称。'

/** A length in minutes as people say it: 90 分钟, 2 小时, 3 天. */
export function minutesWords(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440} 天`
  return minutes % 60 === 0 ? `${minutes / 60} 小时` : `${minutes} 分钟`
}

const dateOf = (text: string | null) => (text === null ? null : new Date(text))

/** Everything that was sent, line by line, each under a label of its own. */
export function wordsOfSent(sent: Sent, names: AskNames): Line[] {
  const facts: Line[] = [
    { label: '评审活动', words: sent.title },
    { label: '用途', words: purposeLabel(sent.purpose) },
    { label: '用途说明', words: sent.purposeNote ?? '' },
    { label: '评审时间', words: sessionWords(dateOf(sent.sessionFrom), dateOf(sent.sessionTo)) },
    { label: '评审地点', words: sent.place ?? '' },
    { label: '答复时限', words: minutesWords(sent.answerMinutes) },
    { label: '名单公开', words: unlockWords(sent.unlock, dateOf(sent.unlockAt), sent.unseal ?? 'auto') },
    { label: '参会须知', words: sent.briefing ?? '' },
    { label: '各组合计的上限', words: sent.caps.map(capWords).join('；') },
    { label: '理由', words: sent.reason === null ? '' : `校验码 ${sent.reason.slice(0, 8)}` },
    { label: '专业组的顺序', words: sent.groups.map(({ name }) => name).join('、') },
  ]
  const groups = sent.groups.flatMap(({ name, ...ask }) =>
    describeAsk(ask, names).map(line => ({ label: `${name}：${line.label}`, words: line.words })),
  )
  const specials = sent.specials.map(({ sign, group }) => ({ label: `特邀 ${sign.slice(0, 8)}`, words: group }))
  return [...facts, ...groups, ...specials, ...listedWords(sent)].filter(({ words }) => words !== '')
}

/** Counts and a check sign for each: names stand in the list itself, and are not kept twice. */
function listedWords({ reviewed = [], avoided = [] }: Partial<Listed>): Line[] {
  const seen = new Map<string, number>()
  const numbered = (label: string) => {
    const times = (seen.get(label) ?? 0) + 1
    seen.set(label, times)
    return times === 1 ? label : `${label}（${times}）`
  }
  return [
    ...reviewed.map(({ title, group, people, units, sign }) => ({
      label: numbered(`评审对象：${title}`),
      words: `${group ?? '所有组'}；负责人和成员 ${people} 人；单位 ${units} 个；校验码 ${sign.slice(0, 8)}`,
    })),
    ...avoided.map(({ kind, subject, sign }) => ({
      label: `声明回避 ${sign.slice(0, 8)}`,
      words: `${kind === 'person' ? '人员' : '单位'}；${subject ?? '所有评审对象'}`,
    })),
  ]
}

/** What is different between two times something was sent, in the order it is read now, what is gone last. */
export function changesBetween(before: Sent, after: Sent, names: AskNames): Change[] {
  const [was, is] = [before, after].map(
    sent => new Map(wordsOfSent(sent, names).map(({ label, words }) => [label, words])),
  )
  const labels = [...new Set([...is!.keys(), ...was!.keys()])]
  return labels
    .map(label => ({ label, before: was!.get(label) ?? null, after: is!.get(label) ?? null }))
    .filter(change => change.before !== change.after)
}
