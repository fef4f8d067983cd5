import { systemActor } from '@/lib/access/actor'
import { lockDraws, lockRound } from '@/lib/draw/lock.dal'
import { db } from '@/lib/platform/db'

/** A process that has got as far as a draw gets under its locks, and stays there until it is killed. */
async function hold(roundId: string): Promise<void> {
  const actor = systemActor('test')
  await db().$transaction(
    async tx => {
      await lockRound(actor, tx, roundId)
      await lockDraws(actor, tx)
      process.stdout.write('held\n')
      await new Promise(done => setTimeout(done, 60_000))
    },
    { timeout: 60_000 },
  )
}

void hold(process.argv[2]!)
