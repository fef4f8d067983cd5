/** What comes of something, and how often others had their turn meanwhile. */
export async function beside<T>(work: () => Promise<T>): Promise<{ answer: T; turns: number }> {
  let turns = 0
  const timer = setInterval(() => {
    turns += 1
  }, 1)
  const answer = await work()
  clearInterval(timer)
  return { answer, turns }
}
