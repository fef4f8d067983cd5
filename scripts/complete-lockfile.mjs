import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * `node scripts/complete-lockfile.mjs`, after adding or updating a package: npm leaves out of the lockfile the builds
 * for other systems that the registry did not offer at that moment (a mirror that lags behind), and then refuses
 * `npm ci` everywhere. This adds them by name and version; the machines that need them fetch them.
 */
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

/** Path under which npm looks for a package required from `from`, nearest first. */
function* places(from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(at.lastIndexOf('node_modules/') - 1, 0))) {
    yield at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (at === '') return
  }
}

function entryFor(name, range, parent) {
  const words = name.split(/[-/]/)
  const os = systems.filter(system => words.includes(system))
  const cpu = processors.find(processor => words.some(word => word.startsWith(processor)))
  const libc = /musl/.test(name) ? ['musl'] : /-(gnu|gnueabihf)$/.test(name) ? ['glibc'] : undefined
  return {
    version: range.replace(/^[\^~]/, ''),
    ...(cpu && { cpu: [cpu] }),
    ...(parent.dev && { dev: true }),
    ...(libc && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
  }
}

/** Optional packages that the lockfile's packages ask for and that have no entry, as `[path, entry]`. */
export function missingEntries(lock) {
  return Object.entries(lock.packages).flatMap(([path, parent]) =>
    Object.entries(parent.optionalDependencies ?? {})
      .filter(([name]) => ![...places(path, name)].some(place => lock.packages[place]))
      .map(([name, range]) => [`node_modules/${name}`, entryFor(name, range, parent)]),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const missing = missingEntries(lock)
  const all = { ...lock.packages, ...Object.fromEntries(missing) }
  lock.packages = Object.fromEntries(Object.entries(all).sort(([a], [b]) => a.localeCompare(b, 'en')))
  if (missing.length > 0) writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
  console.log(
    missing.length === 0
      ? 'package-lock.json 是完整的。'
      : `已补上 ${missing.length} 项：\n${missing.map(([path]) => path).join('\n')}`,
  )
}
