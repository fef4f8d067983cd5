import { canonicalJson } from '@/lib/platform/canonical'
import { byCode, type Cap, type Problem, type Quota } from './engine/problem'
import { ENGINE_VERSION, type Selection } from './engine/select'
import type { Type } from './engine/types'

const quotaKey = ({ feature, value }: Quota) => `${feature} ${value}`
const inOrder = <T>(items: readonly T[], key: (item: T) => string) =>
  [...items].sort((one, other) => byCode(key(one), key(other)))
const capsInOrder = (caps: readonly Cap[]) => inOrder(caps, cap => cap.feature)

/** What the hash of a problem is made over, on the server and in a browser. */
export function problemText(problem: Problem, types: readonly Type[]): string {
  const panels = problem.panels.map(({ name, size, quotas, caps }) => ({
    ...{ name, size },
    quotas: inOrder(quotas, quotaKey),
    caps: capsInOrder(caps),
  }))
  // canonical as it is: keys stand in order, those of features by `typesOf`; many thousand people are not sorted once more
  const kinds = types.map(({ features, members, panels }) => ({ features, members, panels }))
  const asked = canonicalJson({ caps: capsInOrder(problem.caps), engineVersion: ENGINE_VERSION, panels })
  return `${asked.slice(0, -1)},"types":${JSON.stringify(kinds)}}`
}

/** The same of a selection; its keys are written in order. */
export const selectionText = ({ engineVersion, method, order, panels }: Selection): string =>
  JSON.stringify({ engineVersion, method, order, panels })
