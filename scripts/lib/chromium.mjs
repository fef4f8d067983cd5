import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './process.mjs'
import { Sentence, step } from './say.mjs'

/** The engine alone first: a whole browser draws a window around each page, which nobody sees, at three times the cost. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
]
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/snap/bin/chromium',
]

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Path of a browser that the tests can drive, or undefined. CHROMIUM_PATH wins. */
export function findChromium(env = process.env) {
  if (env.CHROMIUM_PATH) {
    if (isProgram(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH
    throw new Sentence(`CHROMIUM_PATH=${env.CHROMIUM_PATH} 不是可以运行的程序。`)
  }
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  return [...folders.flatMap(folder => names.map(name => join(folder, name))), ...applications].find(isProgram)
}

const isDebian = () =>
  existsSync('/etc/debian_version') && !/^ID=ubuntu$/m.test(readFileSync('/etc/os-release', 'utf8'))

const isPackage = name => spawnSync('apt-cache', ['show', name]).status === 0

/** Finds a browser, or installs Debian's when we are root there. @throws Sentence saying what to do */
export async function requireChromium(env = process.env) {
  const found = findChromium(env)
  if (found) return found
  if (process.getuid?.() === 0 && isDebian()) {
    await step('安装浏览器 chromium 和中文字体（约一分钟）', async () => {
      const failure = '浏览器没有装好。请检查软件源，或自行安装 Chromium 后用 CHROMIUM_PATH 指明位置。'
      const quiet = { failure, env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } }
      await run('apt-get', ['update', '-q'], quiet)
      const engine = ['chromium-headless-shell', 'chromium'].find(isPackage) ?? 'chromium'
      await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', engine, 'fonts-noto-cjk'], quiet)
    })
    const installed = findChromium(env)
    if (installed) return installed
  }
  throw new Sentence(
    '浏览器测试需要 Chromium 或 Chrome，本机没有找到。Debian/Ubuntu 请运行 sudo apt-get install chromium fonts-noto-cjk，其他系统安装 Chrome；已装在别处的，用 CHROMIUM_PATH 指明程序位置。',
  )
}
