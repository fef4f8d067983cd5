/** What this version makes of a problem and a seed, no later one may make differently under the same number. */
export const FAIR_VERSION = 'fair-5'
