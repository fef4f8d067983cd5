import { createHash } from 'node:crypto'
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { holderOf, takeLock } from './lock.mjs'
import { readJson, root } from './paths.mjs'
import { run } from './process.mjs'
import { Sentence } from './say.mjs'

const folders = ['app', 'components', 'lib', 'prisma', 'public']
const files = [
  'instrumentation.ts',
  'next.config.mjs',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
]
/** Settings that the build takes into itself. */
const settings = ['NEXT_SERVER_ACTIONS_ENCRYPTION_KEY', 'NEXT_DIST_DIR', 'APP_MODE']

/**
 * What a build is made of, as one hash: the content of the source files, so that any commit, edit or changed lockfile
 * that matters is seen and none that does not.
 */
export function fingerprint(env) {
  const hash = createHash('sha256').update(process.versions.node)
  const add = path =>
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0')
  for (const path of files) if (existsSync(join(root, path))) add(path)
  for (const folder of folders) {
    if (!existsSync(join(root, folder))) continue
    const found = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    const paths = found
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    for (const path of paths.sort()) if (!/^prisma\/(generated|migrations)\//.test(path)) add(path)
  }
  for (const name of settings) hash.update(`${name}=${env[name] ?? ''}\0`)
  return hash.digest('hex')
}

const distOf = env => resolve(root, env.NEXT_DIST_DIR || '.next')

/** A build names itself to browsers, so that a page of an older one notices that the server has moved on. */
export const withDeployment = (env, print) => ({ NEXT_DEPLOYMENT_ID: print.slice(0, 16), ...env })

const userLock = /^used-by-\d+\.lock$/

/** The living processes that serve a build. */
const usersOf = dist =>
  (existsSync(dist) ? readdirSync(dist) : [])
    .filter(name => userLock.test(name))
    .map(name => holderOf(join(dist, name)))
    .filter(holder => holder && holder.pid !== process.pid)

/**
 * Says for the life of this process that it serves the build: another one must not build over it meanwhile.
 * @returns how to take that back
 */
export function useBuild(env, address) {
  return takeLock(join(distOf(env), `used-by-${process.pid}.lock`), { address }).release
}

/**
 * Builds the application for production unless the finished build is of the same sources and settings.
 * @returns whether a build was made, and the settings with the build's own id
 * @throws Sentence when another process serves the build that would be replaced
 */
export async function ensureBuild(given) {
  const print = fingerprint(given)
  const env = { ...withDeployment(given, print), NODE_ENV: 'production' }
  const dist = distOf(env)
  const note = join(dist, 'build-note.json')
  if (readJson(note)?.print === print && existsSync(join(dist, 'BUILD_ID'))) return { built: false, env }
  const user = usersOf(dist)[0]
  if (user)
    throw new Sentence(
      `代码或设置和 ${given.NEXT_DIST_DIR || '.next'} 里的构建不同，需要重新构建；但进程 ${user.pid} 的系统（${user.address}）正在使用它，重新构建会让它出错。\n  请先停止那个系统；或者给这一个设另一个构建目录，如 NEXT_DIST_DIR=.next-2，再启动。`,
    )
  rmSync(note, { force: true })
  await run(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    env,
    failure: '网站没有构建成功：',
  })
  // The build holds the key that seals server actions.
  chmodSync(dist, 0o700)
  writeFileSync(note, JSON.stringify({ print }), { mode: 0o600 })
  return { built: true, env }
}
