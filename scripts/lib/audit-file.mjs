import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { Sentence } from './say.mjs'

/**
 * Checks a file of archived audit events by itself: no database, no keys, nothing of the system but this page.
 * First line: JSON with `first`, `last`, `previous`. Then for each event position, hash and content, divided by tabs;
 * hash = SHA-256 of the hash before, a line feed and the content. Last line: JSON with `last`, `hash`, and `sha256` of all bytes before it.
 * @param path of the file
 * @param after what was found in the file before, where there is one: the two must join
 * @returns what the file is about
 * @throws Sentence naming what does not fit
 */
export function checkAuditFile(path, after) {
  const sum = createHash('sha256')
  let head
  let previous
  let position
  const times = []
  let foot
  for (const line of linesOf(path)) {
    if (foot !== undefined) wrong(path, '结尾以后还有内容')
    if (head === undefined) {
      head = json(path, line)
      if (head.format !== 'expert-pool-audit/1') wrong(path, '不是审计归档文件')
      if (after && (BigInt(after.last) + 1n !== BigInt(head.first) || after.hash !== head.previous))
        wrong(path, `与前一个文件接不上：前一个到第 ${after.last} 条，这一个从第 ${head.first} 条开始`)
      previous = head.previous
      position = BigInt(head.first)
    } else if (line.startsWith('{')) {
      foot = json(path, line)
      continue
    } else {
      const [place, hash, ...rest] = line.split('\t')
      const content = rest.join('\t')
      const made = createHash('sha256').update(`${previous}\n${content}`).digest('hex')
      if (place !== position.toString() || hash !== made) wrong(path, `第 ${position} 条与封存值不符`)
      const at = json(path, content)[1]
      times.length = times.length === 0 ? times.push(at, at) : 2
      if (at < times[0]) times[0] = at
      if (at > times[1]) times[1] = at
      previous = hash
      position += 1n
    }
    sum.update(`${line}\n`)
  }
  if (!head || !foot) wrong(path, '文件不完整')
  const sha256 = sum.digest('hex')
  if (foot.sha256 !== sha256) wrong(path, '校验值不符')
  const last = (position - 1n).toString()
  if (last !== foot.last || last !== head.last || previous !== foot.hash || times.length === 0)
    wrong(path, '条数或最后一条的封存值不符')
  return {
    first: head.first,
    last,
    previous: head.previous,
    hash: previous,
    sha256,
    firstAt: times[0],
    lastAt: times[1],
  }
}

const wrong = (path, what) => {
  throw new Sentence(`${path}：${what}。文件可能被改过或损坏，请与其他副本比较。`)
}

function json(path, text) {
  try {
    return JSON.parse(text)
  } catch {
    return wrong(path, '有一行读不出来')
  }
}

/** The lines of a file of any size, a piece at a time. */
function* linesOf(path) {
  const file = openSync(path, 'r')
  const piece = Buffer.alloc(1 << 20)
  let rest = Buffer.alloc(0)
  try {
    for (;;) {
      const size = readSync(file, piece)
      if (size === 0) break
      let data = Buffer.concat([rest, piece.subarray(0, size)])
      for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10)) {
        yield data.toString('utf8', 0, end)
        data = data.subarray(end + 1)
      }
      rest = data
    }
    if (rest.length > 0) yield rest.toString('utf8')
  } finally {
    closeSync(file)
  }
}
