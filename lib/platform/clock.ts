/**
 * The one clock. The database's time is the authority: the offset between it and this machine is measured
 * by `setDatabaseOffset`; tests set the time outright so that a year can pass in a millisecond.
 */
let offset = 0
let fixed: Date | null = null

/** The present instant. */
export function now(): Date {
  return fixed ? new Date(fixed) : new Date(Date.now() + offset)
}

/** Tells the clock what the database says the time is, measured just now. */
export function setDatabaseTime(databaseNow: Date): void {
  offset = databaseNow.getTime() - Date.now()
}

/** Stops the clock at an instant (tests), or lets it run again with null. */
export function setClock(instant: Date | null): void {
  fixed = instant
}
