import { sourceOf } from '@/lib/expert/source.rules'

test.each([
  ['first', 'application'],
  ['change', 'application'],
  ['legacy', 'legacy'],
  ['automatic', 'automatic'],
  ['invited', 'invited'],
])('whoever was admitted by an application of the kind %s came in by %s', (kind, source) => {
  expect(sourceOf(kind)).toBe(source)
})
