import 'server-only'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'
import { log } from './log'

/** Long enough for three pages at two sizes on a busy machine. */
const MAX_MS = 40_000
const MAX_ANSWER = 100_000
const MAX_TEXTS = 30

const texts = z.array(z.string()).max(MAX_TEXTS)

/**
 * The texts of all QR codes on a scan: a picture, or the first three pages of a PDF. Whatever cannot be read in time,
 * or at all, has none: a person then compares. Runs in a process of its own that knows nothing of ours (no settings, no
 * network address, bounded memory).
 */
export async function readScanCodes(bytes: Buffer, kind: 'pdf' | 'picture'): Promise<string[]> {
  const script = join(process.cwd(), 'lib', 'platform', 'scan-code-reader.mjs')
  const answer = await new Promise<string>(done => {
    const child = spawn(process.execPath, ['--max-old-space-size=512', script, kind], {
      env: {} as NodeJS.ProcessEnv,
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: MAX_MS,
      killSignal: 'SIGKILL',
    })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      if (said.length < MAX_ANSWER) said += part
    })
    // it may end before it has taken all bytes
    child.stdin.on('error', () => {})
    child.once('error', error => {
      log.error({ where: 'scan-code', error: error.message }, 'the reader of QR codes did not start')
      done('[]')
    })
    child.once('close', code => done(code === 0 ? said : '[]'))
    child.stdin.end(bytes)
  })
  try {
    return texts.catch([]).parse(JSON.parse(answer))
  } catch {
    return []
  }
}
