import fc from '../../node_modules/fast-check/lib/cjs/fast-check.js'

/**
 * fast-check as the tests import it: of one commit every run tries the same cases, so that what was green once stays so.
 * `npm run test:full` looks for others, by a number that it says; `FC_SEED` repeats that.
 */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20261123) })

export * from '../../node_modules/fast-check/lib/cjs/fast-check.js'
export default fc
