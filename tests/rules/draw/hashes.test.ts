import { ENGINE_VERSION, Lottery } from '@/lib/draw/engine/select'
import { typesOf } from '@/lib/draw/engine/types'
import { problemHash, selectionHash } from '@/lib/draw/problem'
import { sortKeys } from '@/lib/platform/canonical'
import { sha256 } from '@/lib/platform/ids'

/** What was hashed from the first: everything with its keys in order. Records stand for it. */
const hashOf = (value: unknown) => sha256(JSON.stringify(sortKeys(value)))

test('hashes of a problem and of a selection are those over everything with keys in order', () => {
  const candidates = Array.from({ length: 30 }, (_, at) => ({
    id: `p${at}`,
    features: { unit: `u${at % 7}`, 'region@0': `r${at % 3}`, age: `${at % 4}`, '10': 'a', sex: at % 2 ? 'm' : 'f' },
  }))
  const panels = ['乙', '甲'].map((name, at) => ({
    ...{ size: 3, name, eligible: candidates.filter((_, n) => n % 3 !== at).map(({ id }) => id) },
    quotas: [
      { min: 1, max: 2, value: 'm', feature: 'sex' },
      { feature: '10', value: 'a', min: 0, max: 2 },
      { feature: 'age', value: '2', min: 0, max: 2 },
    ],
    caps: [
      { most: 1, feature: 'unit' },
      { feature: 'region@0', most: 2 },
    ],
  }))
  const problem = { panels, candidates, caps: [{ feature: 'unit', most: 1 }] }
  const inOrder = problem.panels.map(({ eligible: _eligible, quotas, caps, ...panel }) => ({
    ...panel,
    quotas: [quotas[1], quotas[2], quotas[0]],
    caps: [caps[1], caps[0]],
  }))
  const said = { engineVersion: ENGINE_VERSION, panels: inOrder, caps: problem.caps, types: typesOf(problem) }
  expect(problemHash(problem)).toBe(hashOf(said))
  const small = { ...problem, panels: [{ ...panels[0]!, quotas: [], caps: [] }], caps: [] }
  const selection = new Lottery(small).draw('ab'.repeat(32))
  expect(selectionHash(selection)).toBe(hashOf(selection))
})
