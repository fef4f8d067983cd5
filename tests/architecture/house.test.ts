import { fileProblems, findCycle, importProblems, levelOf } from './rules'
import { type SourceFile, sourceFiles } from './source'

const files = sourceFiles()
const fake = (path: string, text: string, imports: SourceFile['imports'] = []): SourceFile => ({ path, text, imports })

describe('the house (design §2)', () => {
  test('there is something to check', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(files.flatMap(file => file.imports).length).toBeGreaterThan(100)
  })

  test('imports go one way only', () => {
    const problems = files.flatMap(file =>
      file.imports.flatMap(one => importProblems(file, one).map(reason => `${file.path}:${one.line} ${reason}`)),
    )
    expect(problems).toEqual([])
  })

  test('data functions are server-only and take the actor first; actions are made by defineAction', () => {
    const problems = files.flatMap(file => fileProblems(file).map(reason => `${file.path} ${reason}`))
    expect(problems).toEqual([])
  })

  test('no circle of imports', () => {
    expect(findCycle(files)).toBeNull()
  })

  test('no barrel files but the dictionaries', () => {
    const barrels = files.filter(file => /(^|\/)index\.tsx?$/.test(file.path)).map(file => file.path)
    expect(barrels.filter(path => path !== 'lib/dict/index.ts' && path !== 'prisma/seed/index.ts')).toEqual([])
  })

  test('raw SQL is never made of text (trust IN3)', () => {
    const unsafe = /\$(query|execute)RawUnsafe/
    const problems = files.filter(file => unsafe.test(file.text)).map(file => file.path)
    expect(problems.filter(path => !path.startsWith('scripts/'))).toEqual([])
  })

  test('locks of the application end with the transaction; those of a connection have one of their own (trust CO13)', () => {
    const ofConnection = /pg_(try_)?advisory_(lock|unlock)/
    const own = ['lib/platform/bulk.ts', 'lib/platform/migrations.ts']
    const held = files.filter(file => ofConnection.test(file.text)).map(file => file.path)
    expect(held.filter(path => !path.startsWith('scripts/')).sort()).toEqual(own)
  })

  test('files stay small', () => {
    const long = files.filter(file => file.text.split('\n').length > 300).map(file => file.path)
    expect(long).toEqual([])
  })
})

describe('the checker itself finds what it should', () => {
  const value = (target: string) => ({ target, typeOnly: false, line: 1 })
  test.each([
    ['lib/unit/unit.rules.ts', 'lib/platform/db.ts'],
    ['lib/unit/unit.dal.ts', 'components/ui/button.tsx'],
    ['components/ui/button.tsx', 'lib/unit/unit.dto.ts'],
    ['app/page.tsx', 'lib/platform/db.ts'],
    ['lib/platform/log.ts', 'lib/unit/unit.dal.ts'],
    ['lib/unit/unit.schema.ts', 'next/headers'],
  ])('%s must not import %s', (path, target) => {
    expect(importProblems(fake(path, ''), value(target))).not.toEqual([])
  })
  test('an actor-less data function and a bare action export are named', () => {
    expect(
      fileProblems(fake('lib/a/a.dal.ts', "import 'server-only'\nexport async function f(id: string) {}")),
    ).toHaveLength(1)
    expect(fileProblems(fake('lib/a/a.actions.ts', "'use server'\nexport const limit = 3"))).toHaveLength(1)
  })
  test('levels', () => {
    expect(levelOf('lib/platform/db.ts')).toBeLessThan(levelOf('lib/unit/unit.dal.ts'))
    expect(levelOf('lib/unit/unit.actions.ts')).toBeLessThan(levelOf('app/page.tsx'))
  })
})
