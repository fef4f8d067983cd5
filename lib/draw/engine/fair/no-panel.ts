/** Of a pool from which no panel can be made. */
export class NoPanel extends Error {
  override name = 'NoPanel'
}
