import { exactPercent } from '../chances.rules'
import { roles } from '../contributor.rules'
import { shortened } from '../receipt.rules'
import { type Certificate, certificateSchema } from './certificate'
import { type Check, check } from './check'
import { DIGEST_FORMAT, type DigestFile, digestOf, readDigest } from './digest-file'
import { LEDGER_FORMAT, type LedgerFile, readLedger } from './ledger-file'
import { chancesByPanel } from './receipt'
import { RECEIPT_FORMAT, type ReceiptFile, readReceipt, receiptChecks, standsUnder } from './receipt-file'
import { checkSealFile, SEAL_FORMAT } from './seal-file'
import { type FileVerified, formatOf, verifyFile } from './verify-file'
import { comparedLedgers, ledgerEntry, ledgerVerified } from './verify-ledger'

/** What a file fixes of a draw, by which others are compared with it. */
type Bound = {
  digest: DigestFile
  people: number | null
  certificate: Certificate | null
}
type Part = {
  kind: 'certificate' | 'seal' | 'digest' | 'ledger' | 'receipt' | 'other'
  name: string
  text: string
  alone: FileVerified
  bound: Bound | null
  receipt: ReceiptFile | null
  ledger?: LedgerFile
}

/** From what says most to what says least. */
const rank = ['certificate', 'seal', 'digest', 'ledger', 'receipt', 'other'] as const

const unknown = (note: string): FileVerified => ({
  ...{ kind: 'unknown', title: '没有核验', note, facts: [], checks: [] },
})

/**
 * Reckons files again, by themselves or beside each other: a certificate, what was sealed, what was told of it before, and
 * receipts of people. Nothing but the files takes part.
 */
export function verifyFiles(texts: readonly string[]): FileVerified {
  if (texts.length === 1) return partOf(texts[0]!, false).alone
  const parts = texts
    .map(text => partOf(text, true))
    .sort((one, other) => rank.indexOf(one.kind) - rank.indexOf(other.kind))
  const [anchor, ...others] = parts
  if (!anchor) return unknown('没有文件。请选择要核验的文件（.json）。')
  const odd = parts.find(part => part.kind === 'other')
  if (odd)
    return odd.alone.kind === 'record'
      ? unknown('抽取记录文件不与别的文件对照，请单独核验。')
      : { ...odd.alone, note: `其中一份：${odd.alone.note}` }
  const { bound } = anchor
  const ledgers = parts.flatMap(({ name, alone, ledger }) => (ledger ? [{ name, alone, ledger }] : []))
  if (ledgers.length === parts.length) return comparedLedgers(ledgers)
  if (!bound)
    return anchor.kind === 'receipt'
      ? unknown('选的都是回执，没有可以对照的。请加上抽取证书，或公开记录上的封存文件。')
      : anchor.ledger
        ? unknown('总账里没有名单，不与回执对照。请加上抽取证书，或公开记录上的封存文件。')
        : anchor.alone
  return {
    ...{ kind: anchor.kind as FileVerified['kind'], note: anchor.alone.note },
    title: [anchor, ...others].map(part => part.name).join('，'),
    // what was told before stands beside it and is compared here
    ...(others.some(part => part.bound || part.ledger) ? {} : { compare: anchor.alone.compare }),
    facts: [...others.flatMap(part => receiptFacts(part, bound)), ...anchor.alone.facts],
    // of several receipts each has checks of its own
    checks: [
      ...anchor.alone.checks,
      ...others.flatMap((part, at) =>
        compared(part, bound).map(one => (at > 0 ? { ...one, name: `${one.name}.${at}` } : one)),
      ),
    ],
  }
}

/** @param beside others are compared with it */
function partOf(text: string, beside: boolean): Part {
  const format = formatOf(text)
  const none = { text, bound: null, receipt: null }
  if (format === SEAL_FORMAT) return sealPart(text)
  if (format === DIGEST_FORMAT) return digestPart(text)
  if (format === RECEIPT_FORMAT) return receiptPart(text)
  if (format === LEDGER_FORMAT) return ledgerPart(text)
  const alone = verifyFile(text)
  if (alone.kind !== 'certificate') return { ...none, kind: 'other', name: alone.title, alone }
  return { ...none, kind: 'certificate', name: alone.title, alone, bound: beside ? certificateBound(text) : null }
}

function certificateBound(text: string): Bound | null {
  const parsed = certificateSchema.safeParse(JSON.parse(text.replace(/^\ufeff/, '')))
  if (!parsed.success) return null
  const certificate = parsed.data
  const { record, seal, commitments } = certificate
  const bound = roles.map(role => ({ role, commitment: commitments[role] }))
  return { digest: digestOf(record, seal, bound), people: record.pool.people, certificate }
}

const broken = (kind: 'digest' | 'ledger' | 'receipt', title: string, text: string): Part => {
  const checks = [check('shape', '文件内容', '', () => '内容不完整或被改过，请重新下载。')]
  const alone: FileVerified = { kind, title, note: null, facts: [], checks }
  return { kind, name: title, text, alone, bound: null, receipt: null }
}

function sealPart(text: string): Part {
  const { file } = checkSealFile(text)
  const alone = verifyFile(text)
  const part = { kind: 'seal' as const, name: alone.title, text, alone, receipt: null }
  if (!file) return { ...part, bound: null }
  const digest = digestOf(file.record, file.seal, file.commitments)
  return { ...part, bound: { digest, people: file.record.pool.people, certificate: null } }
}

function digestPart(text: string): Part {
  const digest = readDigest(text)
  if (!digest) return broken('digest', '封存摘要', text)
  const title = `封存摘要 ${digest.number}`
  const checks = [check('shape', '文件内容', '内容完整，写法规范。', () => null)]
  const facts = [
    { label: '编号', value: digest.number },
    { label: '封存值', value: digest.seal },
    { label: '名单根值', value: digest.root },
  ]
  const next = '摘要只有校验值，要与以后公布的抽取证书对照。请保存好；证书公布后，把两份文件一起放进来。'
  const alone: FileVerified = { kind: 'digest', title, note: null, facts, checks, next }
  return { kind: 'digest', name: title, text, alone, bound: { digest, people: null, certificate: null }, receipt: null }
}

function ledgerPart(text: string): Part {
  const ledger = readLedger(text)
  if (!ledger) return broken('ledger', '封存总账', text)
  const alone = ledgerVerified(ledger, text)
  return { kind: 'ledger', name: alone.title, text, alone, bound: null, receipt: null, ledger }
}

function receiptPart(text: string): Part {
  const receipt = readReceipt(text)
  if (!receipt) return broken('receipt', '抽取回执', text)
  const title = `抽取回执 ${receipt.number}`
  const [numerator, denominator] = receipt.chance
  // as his own page says it
  const exact = shortened([numerator, denominator])
  const facts = [
    { label: '回执编号', value: receipt.number },
    { label: '入选机会', value: `${exactPercent(numerator, denominator)}，精确值 ${exact.join(' / ')}` },
    { label: '名单中的位置', value: `第 ${receipt.place + 1} 位，共 ${receipt.people} 人` },
    { label: '代号', value: receipt.leaf.sign },
    { label: '回执写的封存值', value: receipt.seal },
  ]
  const next = '只有回执还不能证明什么。请把同一编号的抽取证书，或公开记录上的封存文件，与回执一起放进来。'
  const alone: FileVerified = { kind: 'receipt', title, note: null, facts, checks: receiptChecks(receipt, text), next }
  return { kind: 'receipt', name: title, text, alone, bound: null, receipt }
}

function chanceWords(certificate: Certificate, receipt: ReceiptFile): string {
  const byPanel = panelWords(certificate, receipt)
  return `入选机会 ${exactPercent(...receipt.chance)}${byPanel && `，其中${byPanel}`}，与抽签方案一致。`
}

/** What a receipt says, and what the certificate has of him: the chance in each of several 专业组, whether he was drawn. */
function receiptFacts({ receipt, alone }: Part, { certificate }: Bound): FileVerified['facts'] {
  if (!receipt) return []
  if (!certificate) return alone.facts
  const byPanel = panelWords(certificate, receipt)
  return [
    ...alone.facts,
    ...(byPanel ? [{ label: '各专业组的机会', value: byPanel }] : []),
    { label: '抽取时', value: placeWords(certificate, receipt.leaf.sign) },
  ]
}

/** Whether somebody was drawn by a certificate, or may follow who was. */
function placeWords({ record, result }: Certificate, sign: string): string {
  const panel = result.panels.findIndex(signs => signs.includes(sign))
  if (panel >= 0) return `抽中，${record.panels[panel]?.name ?? ''}`
  return result.alternates.some(({ next }) => next.includes(sign)) ? '没有抽中，是候补' : '没有抽中，也不是候补'
}

const panelWords = (certificate: Certificate, { leaf }: ReceiptFile): string =>
  chancesByPanel(certificate, leaf.kind)
    .map(({ name, chance: [numerator, denominator] }) => `${name} ${exactPercent(numerator, denominator)}`)
    .join('，')

/** A file beside the one that says most. */
function compared(part: Part, { digest, people, certificate }: Bound): Check[] {
  const { receipt, bound, alone, text, ledger } = part
  if (ledger) return [...alone.checks, ledgerEntry(ledger, digest)]
  if (receipt) {
    const { number, seal, leaf, chance } = receipt
    return [
      ...receiptChecks(receipt, text),
      check('receipt.seal', '回执的编号和封存值', '回执属于这一次封存。', () =>
        number === digest.number && seal === digest.seal
          ? null
          : '回执的编号或封存值与另一份文件不同，不是同一次封存。',
      ),
      check('receipt.root', '回执在名单里', '回执上的代号在封存的候选名单里。', () =>
        (people === null || people === receipt.people) && standsUnder(receipt, digest.root)
          ? null
          : '按回执算出的根值与封存的不同：这个代号不在封存的名单里，或者回执被改过。',
      ),
      ...(certificate
        ? [
            check('receipt.chance', '回执上的机会', chanceWords(certificate, receipt), () =>
              certificate.lottery.kinds[leaf.kind]?.chance.join() === chance.join()
                ? null
                : '回执上的机会与证书里的抽签方案不同。',
            ),
          ]
        : []),
    ]
  }
  if (!bound) return [...alone.checks]
  const { commitments, earlier, ...same } = bound.digest
  const fixed = (file: DigestFile) =>
    JSON.stringify([
      file.earlier,
      ...Object.keys(same)
        .sort()
        .map(key => file[key as keyof typeof same]),
    ])
  return [
    ...alone.checks.map(one => ({ ...one, name: `${part.kind}.${one.name}`, title: `${part.name}：${one.title}` })),
    check(`${part.kind}.same`, `与${part.name}对照`, '编号、封存值和名单根值都相同。', () =>
      fixed(bound.digest) === fixed(digest) ? null : '两份文件的封存内容不同：抽取用的不是公布的那一次封存。',
    ),
    check(`${part.kind}.commitments`, `与${part.name}对照：三方承诺`, '已经公布的承诺都没有变。', () =>
      commitments.every(one =>
        digest.commitments.some(other => other.role === one.role && other.commitment === one.commitment),
      )
        ? null
        : '有一方的承诺与公布的不同。',
    ),
  ]
}
