import { z } from 'zod'
import { sha256 } from '@/lib/platform/ids'
import type { Problem } from './engine/problem'
import { ENGINE_VERSION, Lottery } from './engine/select'
import { typesOf } from './engine/types'
import { problemHash, selectionHash } from './problem'

const sign = z.string().regex(/^[0-9a-f]{64}$/)
const whole = z.int().min(0)
const caps = z.array(z.object({ feature: z.string(), most: whole }))

/**
 * One attempt as a file that anybody can reckon again without the system: people are salted signs, so nobody's name is in
 * it; what of them counted for quotas and caps is.
 */
export const publishedSchema = z.object({
  format: z.literal('expert-pool-draw-1'),
  number: z.string(),
  round: whole,
  attempt: whole,
  drawnAt: z.string(),
  voided: z.boolean(),
  engineVersion: z.string(),
  seed: sign,
  seedHash: sign,
  problemHash: sign,
  selectionHash: sign,
  /** what was asked, and the pool by types: those whom no quota and no cap could tell apart */
  groups: z.array(
    z.object({
      name: z.string(),
      size: whole,
      quotas: z.array(z.object({ feature: z.string(), value: z.string(), min: whole, max: whole })),
      caps,
    }),
  ),
  caps,
  types: z.array(
    z.object({ panels: z.array(whole), features: z.record(z.string(), z.string()), members: z.array(sign) }),
  ),
  /** who was drawn, by group */
  panels: z.array(z.array(sign)),
})
export type Published = z.output<typeof publishedSchema>

/** Writes down a problem by its types, which is shorter and says as much. */
export const publishProblem = (problem: Problem): Pick<Published, 'groups' | 'caps' | 'types'> => ({
  groups: problem.panels.map(({ name, size, quotas, caps: own }) => ({
    ...{ name, size },
    quotas: quotas.map(({ feature, value, min, max }) => ({ feature, value, min, max })),
    caps: own.map(({ feature, most }) => ({ feature, most })),
  })),
  caps: problem.caps.map(({ feature, most }) => ({ feature, most })),
  types: typesOf(problem).map(({ panels, features, members }) => ({
    ...{ panels: [...panels], features: { ...features }, members: [...members] },
  })),
})

/** The problem behind a file. */
export const problemIn = ({ groups, caps, types }: Pick<Published, 'groups' | 'caps' | 'types'>): Problem => ({
  candidates: types.flatMap(({ features, members }) => members.map(id => ({ id, features }))),
  panels: groups.map((group, at) => ({
    ...group,
    eligible: types.flatMap(({ panels, members }) => (panels.includes(at) ? members : [])),
  })),
  caps,
})

/**
 * Reckons a file again by itself.
 * @returns the file, and what in it does not come out; of something that is no such file the one sentence
 */
export function checkPublished(text: string): { file: Published | null; broken: string[] } {
  const file = read(text)
  if (!file) return { file, broken: ['这不是抽取记录文件，或者内容不完整'] }
  if (file.engineVersion !== ENGINE_VERSION)
    return { file, broken: [`抽取程序是第 ${file.engineVersion} 版，这里是第 ${ENGINE_VERSION} 版，请用那一版核对`] }
  const broken: string[] = []
  if (sha256(file.seed) !== file.seedHash) broken.push('种子与校验值不符')
  const problem = problemIn(file)
  try {
    if (problemHash(problem) !== file.problemHash) broken.push('候选名单、条件或结构要求与校验值不符')
    const selection = new Lottery(problem).draw(file.seed)
    if (selectionHash(selection) !== file.selectionHash) broken.push('重新计算的结果与校验值不符')
    if (JSON.stringify(selection.panels) !== JSON.stringify(file.panels)) broken.push('抽中的人与重新计算的结果不同')
  } catch {
    broken.push('按文件里的候选名单和要求抽不出来')
  }
  return { file, broken }
}

function read(text: string): Published | null {
  try {
    return publishedSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
