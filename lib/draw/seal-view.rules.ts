import { contributorWords, roles } from './contributor.rules'
import type { SealPart, SealStep } from './seal.dto'

type State = { sealed: boolean; trouble: boolean; parts: readonly SealPart[]; drawn: boolean }
type Next = State & { untold?: boolean }

const bound = (parts: readonly SealPart[]) => parts.filter(part => part.committedAt !== null).length
const shown = (parts: readonly SealPart[]) => parts.filter(part => part.revealedAt !== null).length

/** 封存 → 三方各交一份 → 公开 → 抽取, as it stands. */
export function sealSteps({ sealed, trouble, parts, drawn }: State): SealStep[] {
  const done = [sealed, bound(parts) === roles.length, shown(parts) === roles.length, drawn]
  const at = done.indexOf(false)
  const notes = [
    undefined,
    sealed && !drawn ? `${bound(parts)} / ${roles.length}` : undefined,
    done[1] && !drawn ? `${shown(parts)} / ${roles.length}` : undefined,
    undefined,
  ]
  return ['封存', '三方各交一份', '公开', '抽取'].map((label, place) => ({
    label,
    state: done[place] ? 'done' : place !== at ? 'next' : place === 0 && trouble ? 'stopped' : 'current',
    ...(notes[place] && { note: notes[place] }),
  }))
}

const who: Readonly<Record<SealPart['role'], string>> = {
  requester: '使用单位（提出需求的人或同处室、同单位同事）',
  bureau: '抽取人',
  supervisor: '监督人员',
}

/**
 * What is to be done next, and by whom, as a sentence.
 * @param state.untold who was drawn is not told yet
 * @param waits why nothing is sealed yet although nothing hinders
 */
export function nextWords({ sealed, parts, drawn, untold }: Next, waits: string | null): string {
  if (drawn) return `已经按这次封存抽取。${untold ? '请抽取人在「通知和答复」页开始通知。' : ''}`
  if (!sealed) return waits ?? '系统正在封存，一般几秒钟，候选人很多的要几分钟。本页会自动更新。'
  const missing = parts.filter(part => part.committedAt === null).map(part => who[part.role])
  if (missing.length > 0) return `请${missing.join('、')}各交一份内容。三份交齐以前，谁也看不到别人交了什么。`
  const hidden = parts.filter(part => part.revealedAt === null)
  if (hidden.length > 0)
    return `请${hidden.map(part => `${contributorWords[part.role]}${part.name ?? ''}`).join('、')}按留底填写原文公开。不能公开的，由业务管理员写明原因，重新封存。`
  return '三方内容已经公开，请抽取人在「抽取」页下方抽取。'
}
