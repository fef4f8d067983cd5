import 'server-only'
import { describeError, log } from '@/lib/platform/log'
import { threadOf } from '@/lib/platform/worker-thread'
import { Budget } from './engine/too-large'
import {
  type Asked,
  type CheckAnswer,
  type CheckTask,
  checkOf,
  type DrawAnswer,
  type DrawTask,
  drawFrom,
} from './reckon'
import type { FairAnswer, FairTask } from './reckon-fair'
import { type FileTask, type Made, type MadeOf, madeOf } from './reckon-file'

/** What is reckoned where it is asked: a hundredth of a second or two, less than handing it over costs. */
const FEW_STEPS = 100_000
const FEW_PEOPLE = 2_000
/** Leaves of as many people, each with a unit. */
const FEW_BYTES = FEW_PEOPLE * 140

// draws have a thread of their own: others wait for the lock they hold, and a check may search for seconds; so have files,
// which anybody may take
type Lane = 'draws' | 'checks' | 'files'
const threadFor = (lane: Lane) => threadOf('lib/draw/reckon-thread.ts', lane)

/** A thread that cannot be had must keep nobody from drawing: what it would have done is done here, as slow as that is. */
async function inThread<Answer>(lane: Lane, task: Asked | FileTask, here: () => Answer): Promise<Answer> {
  try {
    return (await threadFor(lane).ask(task)) as Answer
  } catch (error) {
    log.error({ lane, ...describeError(error) }, 'a thread did not reckon, the process does it itself')
    return here()
  }
}

/** One panel of all, reckoned so that no other request waits for it; wherever it is reckoned, it is the same. */
export async function reckonDraw(task: DrawTask): Promise<DrawAnswer> {
  const here = isSmall(task) && settled(few => drawFrom(task, few))
  return here || inThread('draws', task, () => drawFrom(task))
}

/** The same of a health check. */
export async function reckonCheck(task: CheckTask): Promise<CheckAnswer> {
  const here = isSmall(task) && settled(few => checkOf(task, few))
  if (here) return here
  // whoever looks at a large round may draw it next
  threadFor('draws').start()
  return inThread('checks', task, () => checkOf(task))
}

/**
 * The same where the lottery is to be sealed, in the thread only: no build of pages has a solver in it. A thread that was
 * lost meanwhile is asked once more.
 */
export async function reckonFair(task: FairTask): Promise<FairAnswer> {
  const ask = () => threadFor('checks').ask(task) as Promise<FairAnswer>
  try {
    return await ask()
  } catch (error) {
    log.error(describeError(error), 'a thread did not reckon a check, it is asked again')
    return ask()
  }
}

/** What is made of a seal, so that no other request waits for a large one; wherever it is made, its bytes are the same. */
export async function makeFile<K extends Made>(task: FileTask<K>, lane: Lane = 'files'): Promise<MadeOf<K>> {
  const here = () => madeOf(task)
  return task.from.stored.leaves.byteLength <= FEW_BYTES ? here() : inThread(lane, task, here)
}

const isSmall = ({ types }: Asked) => types.reduce((sum, { expertIds }) => sum + expertIds.length, 0) <= FEW_PEOPLE

/** What comes of a reckoning with few steps; null when it might come out otherwise with more. */
function settled<Answer>(work: (few: Budget) => Answer): Answer | null {
  const few = new Budget(FEW_STEPS)
  const answer = work(few)
  return few.empty ? null : answer
}
