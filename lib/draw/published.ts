import { z } from 'zod'
import { textHash } from '@/lib/platform/canonical'
import type { Problem } from './engine/problem'
import { ENGINE_VERSION, Lottery } from './engine/select'
import { typesOf } from './engine/types'
import { problemText, selectionText } from './problem-text'
import { type Check, check, once } from './seal/check'
import { list } from './seal/list'

const sign = z.string().regex(/^[0-9a-f]{64}$/)
const whole = z.int().min(0)
const caps = list(z.object({ feature: z.string(), most: whole }))

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
  groups: list(
    z.object({
      name: z.string(),
      size: whole,
      quotas: list(z.object({ feature: z.string(), value: z.string(), min: whole, max: whole })),
      caps,
    }),
  ),
  caps,
  types: list(z.object({ panels: list(whole), features: z.record(z.string(), z.string()), members: list(sign) })),
  /** who was drawn, by group */
  panels: list(list(sign)),
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
 * Reckons a file again by itself, on the server or in a browser.
 * @returns the file and what was looked at in it; of something that is no such file the one sentence
 */
export function checkPublished(text: string): { file: Published | null; checks: readonly Check[] } {
  const file = read(text)
  if (!file) return { file, checks: [check('shape', '文件内容', '', () => '这不是抽取记录文件，或者内容不完整')] }
  const version = check('engine', '程序版本', `抽取程序第 ${file.engineVersion} 版，与这里的一致。`, () =>
    file.engineVersion === ENGINE_VERSION
      ? null
      : `抽取程序是第 ${file.engineVersion} 版，这里是第 ${ENGINE_VERSION} 版，请用那一版核对`,
  )
  if (!version.passed) return { file, checks: [version] }
  const problem = problemIn(file)
  const selection = once(() => new Lottery(problem).draw(file.seed))
  const people = file.types.reduce((sum, { members }) => sum + members.length, 0)
  return {
    file,
    checks: [
      version,
      check('seed', '随机种子', '种子与校验值相符。', () =>
        textHash(file.seed) === file.seedHash ? null : '种子与校验值不符',
      ),
      check('problem', '候选名单和要求', `${people} 人的名单、条件和要求与校验值相符。`, () =>
        textHash(problemText(problem, typesOf(problem))) === file.problemHash
          ? null
          : '候选名单、条件或结构要求与校验值不符',
      ),
      check('selection', '抽取结果', '重新计算的结果与校验值相符。', () =>
        textHash(selectionText(selection())) === file.selectionHash ? null : '重新计算的结果与校验值不符',
      ),
      check('panel', '抽中的人', `${file.panels.flat().length} 人，与重新计算的相同。`, () =>
        JSON.stringify(selection().panels) === JSON.stringify(file.panels) ? null : '抽中的人与重新计算的结果不同',
      ),
    ],
  }
}

function read(text: string): Published | null {
  try {
    return publishedSchema.parse(JSON.parse(text.replace(/^\ufeff/, '')))
  } catch {
    return null
  }
}
