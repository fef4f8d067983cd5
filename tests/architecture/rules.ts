import type { Import, SourceFile } from './source'

const pure = /\.(schema|rules|machine|dto)\.tsx?$/
const kits = /^components\/(ui|form|table|chart|shell)\//

/**
 * The direction of imports (design §2): a file may import its own level and lower ones.
 * platform, dict → policy, permissions → pure kinds, messages → access, auth → data functions → actions → components → app
 */
export function levelOf(path: string): number {
  if (/^lib\/(platform|dict)\//.test(path) || /^prisma\/(generated|seed\/data)\//.test(path)) return 0
  // the console about the policy is a domain like any other
  if (/^lib\/policy\/(?!console\/)/.test(path) || /^lib\/access\/(actor|permissions|result)\.ts$/.test(path)) return 1
  if (/^lib\/message\/(templates|outbox|adapters|sms-http|smtp|delivery-error)\.ts$/.test(path)) return 2
  if (/^lib\//.test(path) && pure.test(path)) return 2
  if (/^lib\/workflow\/machine\.ts$/.test(path)) return 2
  // the one writer of statuses stands beside the gate: a login wakes an expert in its own transaction
  if (path === 'lib/workflow/transition.dal.ts') return 3
  if (/^lib\/(access|auth)\//.test(path)) return /\.actions\.ts$/.test(path) ? 5 : 3
  if (/^lib\/worker\.ts$/.test(path)) return 7
  if (/^lib\//.test(path)) return /\.actions\.ts$/.test(path) ? 5 : 4
  if (kits.test(path)) return 6
  if (/^components\//.test(path)) return 6
  return 7
}

const database = /^(prisma\/generated|@prisma\/)|^lib\/platform\/db\.ts$/
const mayUseDatabase = /^(lib\/(platform|auth|access)\/|prisma\/|scripts\/)|\.dal\.ts$/
const io = /^(next($|\/)|react($|-dom|\/)|server-only$|node:|pg$|pino$)/

/** Everything wrong with one import, as "reason" sentences. */
export function importProblems(file: SourceFile, imported: Import): string[] {
  const { path } = file
  const { target, typeOnly } = imported
  const problems: string[] = []
  const inside = /^(app|components|lib|prisma|scripts)\//.test(target)
  if (inside && !typeOnly && levelOf(target) > levelOf(path)) problems.push(`imports ${target}, which lies above it`)
  if (path.startsWith('lib/') && /^(app|components)\//.test(target)) problems.push(`lib imports ${target}`)
  if (kits.test(path) && /^lib\//.test(target) && !/^lib\/(platform|dict)\/|^lib\/access\/result\.ts$/.test(target))
    problems.push(`a kit knows the domain: ${target}`)
  if (kits.test(path) && /^components\//.test(target) && !kits.test(target)) problems.push(`a kit imports ${target}`)
  if (!typeOnly && database.test(target) && !mayUseDatabase.test(path)) problems.push(`uses the database: ${target}`)
  if (!typeOnly && /^lib\/(?!platform)/.test(path) && pure.test(path)) {
    if (io.test(target) || database.test(target)) problems.push(`is pure but imports ${target}`)
    if (/\.dal\.ts$/.test(target)) problems.push(`is pure but imports data functions ${target}`)
    if (/\.(schema|rules)\.ts$/.test(path) && target === 'lib/platform/clock.ts') problems.push('reads the clock')
  }
  if (/\.actions\.ts$/.test(path) && target === 'lib/platform/db.ts') problems.push('an action touches the database')
  if (/\.dal\.ts$/.test(path) && /^next\/cache$|^components\//.test(target))
    problems.push(`a data function imports ${target}`)
  return problems
}

/** Everything wrong with a file as a whole. */
export function fileProblems(file: SourceFile): string[] {
  const { path, text } = file
  if (/\.dal\.ts$/.test(path)) return dalProblems(path, text)
  if (/\.actions\.ts$/.test(path)) return actionProblems(text)
  return []
}

function dalProblems(path: string, text: string): string[] {
  const problems: string[] = []
  if (!/^import 'server-only'\n/.test(text)) problems.push("must begin with import 'server-only'")
  if (/\.public\.dal\.ts$/.test(path)) return problems
  const functions =
    /^export (?:async )?(?:function\s+(\w+)(?:<[^>]*>)?|const\s+(\w+)\s*=\s*(?:async\s*)?)\(\s*([^)]{0,80})/gm
  for (const match of text.matchAll(functions)) {
    const name = match[1] ?? match[2]!
    if (!/^_?actor\s*:/.test(match[3]!)) problems.push(`${name} does not take the actor first`)
  }
  return problems
}

function actionProblems(text: string): string[] {
  const problems: string[] = []
  if (!/^'use server'\n/.test(text)) problems.push("must begin with 'use server'")
  for (const match of text.matchAll(/^export .*$/gm))
    if (!/^export const \w+Action = defineAction\(/.test(match[0])) problems.push(`exports something else: ${match[0]}`)
  return problems
}

/** A circle of value imports, as a path that returns to its start; null when there is none. */
export function findCycle(files: SourceFile[]): string[] | null {
  const graph = new Map(files.map(file => [file.path, file.imports.filter(i => !i.typeOnly).map(i => i.target)]))
  const done = new Set<string>()
  const visit = (path: string, trail: string[]): string[] | null => {
    const at = trail.indexOf(path)
    if (at >= 0) return [...trail.slice(at), path]
    if (done.has(path) || !graph.has(path)) return null
    for (const next of graph.get(path)!) {
      const cycle = visit(next, [...trail, path])
      if (cycle) return cycle
    }
    done.add(path)
    return null
  }
  for (const path of graph.keys()) {
    const cycle = visit(path, [])
    if (cycle) return cycle
  }
  return null
}
