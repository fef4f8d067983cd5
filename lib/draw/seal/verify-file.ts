import { contributorWords } from '../contributor.rules'
import type { Cap, PanelAsked } from '../engine/problem'
import { checkPublished, type Published } from '../published'
import { methodWords } from '../seal.rules'
import { type Certificate, FORMAT } from './certificate'
import type { Check } from './check'
import { checkSealFile, SEAL_FORMAT } from './seal-file'
import { verifyCertificate } from './verify'
import { capWords, conditionWords, quotaWords } from './words'

export type Fact = { readonly label: string; readonly value: string }

/** What a file says and whether it comes out, as a page or a command shows it. */
export type FileVerified = {
  readonly kind: 'certificate' | 'record' | 'seal' | 'digest' | 'ledger' | 'receipt' | 'unknown'
  readonly title: string
  /** to be read before anything else: a trial, a draw that was declared void, another kind of file */
  readonly note: string | null
  readonly facts: readonly Fact[]
  readonly checks: readonly Check[]
  /** what is still to be put beside it before it proves anything */
  readonly next?: string
  /** what is to be compared by eye: anybody can make up a file that fits itself */
  readonly compare?: string
}

/** Reckons a file again, whichever it is: a certificate, the record of a draw, or a seal. */
export function verifyFile(text: string): FileVerified {
  const format = formatOf(text)
  if (format === FORMAT) return ofCertificate(text)
  if (format === 'expert-pool-draw-1') return ofRecord(text)
  if (format === SEAL_FORMAT) return ofSeal(text)
  return {
    kind: 'unknown',
    title: '这不是可以核验的文件',
    note: otherKind(text, format),
    facts: [],
    checks: [],
  }
}

/** What a file calls itself; '' where it says nothing, null where it cannot be read. */
export function formatOf(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''))
    return typeof value === 'object' && value !== null && 'format' in value ? String(value.format) : ''
  } catch {
    return null
  }
}

function otherKind(text: string, format: string | null): string {
  if (text.trim() === '') return '文件是空的。请选择抽取记录文件或抽取证书（.json）。'
  if (format === null)
    return /^\s*(%PDF|PK)/.test(text)
      ? '这是 PDF、表格或压缩文件。请选择抽取记录文件或抽取证书（.json）。'
      : '内容不完整，或不是 JSON 文件。请重新下载后再核验；复制粘贴的，请从头到尾全部复制。'
  return format.startsWith('expert-pool-')
    ? '文件的格式版本这里不认识，可能来自更新的版本。请到出具文件的系统网站核验。'
    : '这个文件里没有抽取记录。请选择抽取记录文件或抽取证书（.json）。'
}

const compareSeal =
  '这说明文件前后一致。请再核对编号和封存值，与抽取公开记录上的、或抽取以前抄下的一样；不一样的，不是那一次抽取的证书。'
const compareRecord = '请再核对候选与要求、随机种子、抽取结果三行校验值，与纸质抽取记录表上的一样。'

const lines = (words: readonly string[]) => (words.length > 0 ? words.join('\n') : '没有')

const groupWords = ({ name, size }: { name: string; size: number }, drawn: readonly string[] = []) =>
  `${name}：应抽 ${size} 人，抽中 ${drawn.length} 人`

/** What was asked of each 专业组, by its name where there are several, and of all together. */
function askedWords(groups: readonly Pick<PanelAsked, 'name' | 'quotas' | 'caps'>[], caps: readonly Cap[]): string[] {
  const several = groups.length > 1
  return [
    ...groups.flatMap(({ name, quotas, caps: own }) =>
      [...quotas.map(quotaWords), ...own.map(capWords)].map(words => (several ? `${name}，${words}` : words)),
    ),
    ...caps.map(cap => (several ? `各组合计，${capWords(cap)}` : capWords(cap))),
  ]
}

function ofCertificate(text: string): FileVerified {
  const { certificate, checks } = verifyCertificate(text)
  return {
    ...{ kind: 'certificate', checks },
    title: certificate ? `抽取证书 ${certificate.record.number}` : '抽取证书',
    note: certificate?.record.trial ? '这是试算：保密数和三方的内容是为演示编出来的，不能作为正式抽取的证明。' : null,
    facts: certificate ? certificateFacts(certificate) : [],
    ...(certificate?.record.trial ? {} : { compare: compareSeal }),
  }
}

function conditionFacts(conditions: readonly string[]): Fact[] {
  const { people, askHash } = conditionWords(conditions)
  return [{ label: '条件', value: lines(people) }, ...(askHash ? [{ label: '需求内容校验值', value: askHash }] : [])]
}

function certificateFacts({ record, seal, lottery, leaves, result }: Certificate): Fact[] {
  return [
    { label: '编号', value: record.number },
    { label: '候选人数', value: `${leaves.length} 人` },
    { label: '专业组', value: lines(record.panels.map((panel, at) => groupWords(panel, result.panels[at]))) },
    { label: '不符合条件', value: lines(record.exclusions.map(({ reason, people }) => `${reason}：${people} 人`)) },
    ...conditionFacts(record.conditions),
    { label: '结构要求', value: lines(askedWords(record.panels, record.caps)) },
    { label: '抽取办法', value: `${methodWords[record.method]}，程序 ${record.engine}` },
    {
      label: '抽签方案',
      value: `${lottery.kinds.length} 类人员，${lottery.rows.length} 种组合（各类抽几人），${lottery.tickets} 张签；同类中抽到谁，由种子决定`,
    },
    {
      label: '以前的抽取',
      value: lines(record.earlier.map(({ number, reason }) => `${number}：${reason}`)),
    },
    { label: '封存值', value: seal },
    { label: '随机种子', value: result.seed },
  ]
}

function ofSeal(text: string): FileVerified {
  const { file, checks } = checkSealFile(text)
  return {
    ...{ kind: 'seal', checks },
    title: file ? `抽取封存 ${file.record.number}` : '抽取封存',
    note: '这是抽取以前封存的内容，还没有结果。请保存好，名单公开以后与抽取证书核对：编号和封存值要一样。',
    facts: file
      ? [
          { label: '编号', value: file.record.number },
          { label: '候选人数', value: `${file.record.pool.people} 人` },
          ...conditionFacts(file.record.conditions),
          { label: '封存值', value: file.seal },
          {
            label: '三方的承诺',
            value: lines(file.commitments.map(({ role, commitment }) => `${contributorWords[role]}：${commitment}`)),
          },
        ]
      : [],
  }
}

function ofRecord(text: string): FileVerified {
  const { file, checks } = checkPublished(text)
  return {
    ...{ kind: 'record', checks },
    title: file ? `抽取记录 ${file.number} 第 ${file.round} 轮第 ${file.attempt} 次` : '抽取记录',
    note: file?.voided ? '这次抽取后来已宣布无效。' : null,
    facts: file ? recordFacts(file) : [],
    compare: compareRecord,
  }
}

function recordFacts(file: Published): Fact[] {
  const people = file.types.reduce((sum, { members }) => sum + members.length, 0)
  return [
    { label: '编号', value: file.number },
    { label: '抽取时间', value: file.drawnAt },
    { label: '候选人数', value: `${people} 人` },
    {
      label: '专业组',
      value: lines(file.groups.map((group, at) => groupWords(group, file.panels[at]))),
    },
    {
      label: '结构要求',
      value: lines(askedWords(file.groups, file.caps)),
    },
    { label: '抽取办法', value: `合乎要求的名单机会均等，程序第 ${file.engineVersion} 版` },
    { label: '候选与要求', value: file.problemHash },
    { label: '随机种子', value: file.seedHash },
    { label: '抽取结果', value: file.selectionHash },
  ]
}
