import { type Check, check, firstWrong } from './check'
import type { DigestFile } from './digest-file'
import { growsFrom, type LedgerFile, ledgerChecks, ledgerRoots, listedIn } from './ledger-file'
import type { FileVerified } from './verify-file'

/** So many of the newest are listed with the root of their moment; a paper older than these has its number looked up. */
const LISTED = 50

/** A ledger alone: it is what it says it is, and nothing was left out of it as far as it can tell. */
export function ledgerVerified(ledger: LedgerFile, text: string): FileVerified {
  const { size, root, entries } = ledger
  const before = Math.max(0, entries.length - LISTED)
  const newest = ledgerRoots(entries, LISTED).map(
    (at, place) => `第 ${before + place + 1} 号 ${entries[before + place]!.number}：${at}`,
  )
  return {
    ...{ kind: 'ledger', title: `封存总账（${size} 次封存）`, note: null, checks: ledgerChecks(ledger, text) },
    facts: [
      { label: '封存次数', value: `${size} 次` },
      { label: '总账根值', value: root },
      {
        label: size > LISTED ? `最近 ${LISTED} 次记入以后的根值` : '每次记入以后的根值',
        value: newest.reverse().join('\n') || '没有',
      },
    ],
    next: '请与以前保存的总账、封存摘要或抽取证书一起放进来：以前的封存一条不少、一字不改，才说明没有隐瞒。',
  }
}

/** Whether the seal that a file is of, and the earlier ones of its round, stand in the ledger. */
export const ledgerEntry = (ledger: LedgerFile, bound: DigestFile): Check =>
  check('ledger.entry', '记入封存总账', '这次封存和同一轮以前的封存都在总账里。', () =>
    listedIn(ledger, bound)
      ? null
      : '总账里没有这次封存，或者缺少同一轮以前的封存。总账比它早的，请下载最新的总账再核验。',
  )

type Part = { readonly name: string; readonly alone: FileVerified; readonly ledger: LedgerFile }

/** Ledgers of several days: each is the beginning of the next. */
export function comparedLedgers(parts: readonly Part[]): FileVerified {
  const grown = [...parts].sort((one, other) => one.ledger.size - other.ledger.size)
  return {
    ...{ kind: 'ledger', title: grown.map(part => part.name).join('，'), note: null, facts: grown.at(-1)!.alone.facts },
    checks: [
      ...grown.flatMap(({ alone }, at) =>
        alone.checks.map(one => (at > 0 ? { ...one, name: `${one.name}.${at}` } : one)),
      ),
      check('ledger.grows', '总账只增不改', '较早的总账原样是较晚总账的开头。', () =>
        firstWrong(grown.slice(1), ({ ledger }, at) =>
          growsFrom(grown[at]!.ledger, ledger) ? null : '较早的总账里有封存在较晚的总账里缺少、改动或换了位置。',
        ),
      ),
    ],
  }
}
