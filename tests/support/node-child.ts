import { spawn } from 'node:child_process'

export type Ended = { code: number | null; output: string }

/** Runs Node with arguments in the repository and returns how it ended and all that it printed. */
export function node(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise(done => {
    // Settings of the test process, such as its module conditions, are not those of the child.
    const child = spawn(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: '', ...env } })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', text => {
        output += text
      })
    child.once('close', code => done({ code, output }))
  })
}

/** Runs a script of the server side against a database. */
export const script = (file: string, databaseUrl: string, args: string[] = []): Promise<Ended> =>
  node(['--conditions=react-server', '--import', 'tsx', file, ...args], { DATABASE_URL: databaseUrl })

/** Calls an exported function of one of the command scripts, which are ES modules that Jest cannot load. */
export async function call<T>(module: string, name: string, ...args: unknown[]): Promise<T> {
  const code = `import { ${name} } from ${JSON.stringify(new URL(module, `file://${process.cwd()}/`).href)}
    process.stdout.write(JSON.stringify(${name}(...${JSON.stringify(args)})) ?? 'null')`
  const { code: exit, output } = await node(['--input-type=module', '-e', code])
  if (exit !== 0) throw new Error(output)
  return JSON.parse(output) as T
}
