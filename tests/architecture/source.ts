import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

export type Import = { target: string; typeOnly: boolean; line: number }
export type SourceFile = { path: string; text: string; imports: Import[] }

const root = process.cwd()

/** Every TypeScript file git tracks or would track, outside generated code and tests. */
export function sourceFiles(): SourceFile[] {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'], {
    cwd: root,
    encoding: 'utf8',
  })
  return [...new Set(list.split('\n'))]
    .filter(path => path && !/^(tests|prisma\/generated)\//.test(path) && existsSync(join(root, path)))
    .map(path => {
      const text = readFileSync(join(root, path), 'utf8')
      return { path, text, imports: importsOf(path, text) }
    })
}

const statement = /^(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

function importsOf(path: string, text: string): Import[] {
  const found: Import[] = []
  const add = (specifier: string, typeOnly: boolean, index: number) =>
    found.push({ target: resolveTarget(path, specifier), typeOnly, line: text.slice(0, index).split('\n').length })
  for (const match of text.matchAll(statement)) add(match[2]!, Boolean(match[1]), match.index)
  for (const match of text.matchAll(dynamic)) add(match[1]!, false, match.index)
  return found
}

/** The file an import means, from the root of the repository; a package keeps its name. */
function resolveTarget(from: string, specifier: string): string {
  const path = specifier.startsWith('@/')
    ? specifier.slice(2)
    : specifier.startsWith('.')
      ? normalize(join(dirname(from), specifier))
      : null
  if (path === null) return specifier
  for (const end of ['', '.ts', '.tsx', '/index.ts', '/index.tsx'])
    if (/\.\w+$/.test(path + end) && existsSync(join(root, path + end))) return path + end
  return path
}
