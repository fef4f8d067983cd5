/** Waits until something is so; fails after a while. */
export async function until(what: () => Promise<boolean> | boolean, ms = 120_000): Promise<void> {
  for (const end = Date.now() + ms; !(await what()); await new Promise(done => setTimeout(done, 50)))
    if (Date.now() > end) throw new Error('it did not come about')
}
