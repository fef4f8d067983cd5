import { checkPublished, type Published } from '../published'
import { type Certificate, FORMAT } from './certificate'
import type { Check } from './check'
import { verifyCertificate } from './verify'
import { capWords, quotaWords } from './words'

export type Fact = { readonly label: string; readonly value: string }

/** What a file says and whether it comes out, as a page or a command shows it. */
export type FileVerified = {
  readonly kind: 'certificate' | 'record' | 'unknown'
  readonly title: string
  /** to be read before anything else: a trial, a draw that was declared void, another kind of file */
  readonly note: string | null
  readonly facts: readonly Fact[]
  readonly checks: readonly Check[]
}

/** Reckons a file again, whichever of the two it is: a certificate, or the record of a draw. */
export function verifyFile(text: string): FileVerified {
  const format = formatOf(text)
  if (format === FORMAT) return ofCertificate(text)
  if (format === 'expert-pool-draw-1') return ofRecord(text)
  return {
    kind: 'unknown',
    title: '这不是可以核验的文件',
    note: otherKind(text, format),
    facts: [],
    checks: [],
  }
}

function formatOf(text: string): string | null {
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

const lines = (words: readonly string[]) => (words.length > 0 ? words.join('\n') : '没有')

function ofCertificate(text: string): FileVerified {
  const { certificate, checks } = verifyCertificate(text)
  return {
    ...{ kind: 'certificate', checks },
    title: certificate ? `抽取证书 ${certificate.record.number}` : '抽取证书',
    note: certificate?.record.trial ? '这是试算：保密数和三方的内容是为演示编出来的，不能作为正式抽取的证明。' : null,
    facts: certificate ? certificateFacts(certificate) : [],
  }
}

function certificateFacts({ record, seal, lottery, leaves, result }: Certificate): Fact[] {
  const method = { maximin: '最小机会最大（maximin）', leximin: '最小机会逐级最大（leximin）' }[record.method]
  return [
    { label: '编号', value: record.number },
    { label: '候选人数', value: `${leaves.length} 人` },
    { label: '抽取人数', value: `${record.size} 人，抽中 ${result.panel.length} 人` },
    { label: '不符合条件', value: lines(record.exclusions.map(({ reason, people }) => `${reason}：${people} 人`)) },
    { label: '条件', value: lines(record.conditions) },
    { label: '结构要求', value: lines([...record.quotas.map(quotaWords), ...record.caps.map(capWords)]) },
    { label: '方法', value: `${method}，程序 ${record.engine}` },
    {
      label: '方案',
      value: `${lottery.kinds.length} 类人员，${lottery.panels.length} 种组合，${lottery.tickets} 张签`,
    },
    {
      label: '以前的抽取',
      value: lines(record.earlier.map(({ number, reason }) => `${number}：${reason}`)),
    },
    { label: '封存值', value: seal },
    { label: '种子', value: result.seed },
  ]
}

function ofRecord(text: string): FileVerified {
  const { file, checks } = checkPublished(text)
  return {
    ...{ kind: 'record', checks },
    title: file ? `抽取记录 ${file.number} 第 ${file.round} 轮第 ${file.attempt} 次` : '抽取记录',
    note: file?.voided ? '这次抽取后来已宣布无效。' : null,
    facts: file ? recordFacts(file) : [],
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
      value: lines(
        file.groups.map(({ name, size }, at) => `${name}：应抽 ${size} 人，抽中 ${file.panels[at]?.length ?? 0} 人`),
      ),
    },
    {
      label: '结构要求',
      value: lines([
        ...file.groups.flatMap(({ name, quotas, caps }) =>
          [...quotas.map(quotaWords), ...caps.map(capWords)].map(words =>
            file.groups.length > 1 ? `${name}，${words}` : words,
          ),
        ),
        ...file.caps.map(capWords),
      ]),
    },
    { label: '方法', value: `合乎要求的名单机会均等，程序第 ${file.engineVersion} 版` },
    { label: '候选与要求', value: file.problemHash },
    { label: '随机种子', value: file.seedHash },
    { label: '抽取结果', value: file.selectionHash },
  ]
}
