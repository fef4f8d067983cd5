import { spawn } from 'node:child_process'

function read(pdf: Buffer, ...args: string[]): Promise<Buffer> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['tests/support/pdf-page-reader.mjs', ...args], {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    const parts: Buffer[] = []
    let problem = ''
    child.stdout.on('data', part => parts.push(part))
    child.stderr.setEncoding('utf8').on('data', text => {
      problem += text
    })
    child.once('close', code => (code === 0 ? done(Buffer.concat(parts)) : fail(new Error(problem))))
    child.stdin.end(pdf)
  })
}

/** The text of each page of a PDF, as a program reads it off; fails without the password it may need. */
export const textOfPdf = async (pdf: Buffer, password = ''): Promise<string[]> =>
  JSON.parse((await read(pdf, 'text', password)).toString()) as string[]

/** A page of a PDF as a PNG of 200 dots per inch. */
export const pictureOfPdf = (pdf: Buffer, page = 1): Promise<Buffer> => read(pdf, 'picture', String(page))
