/** Ways by which this installation can send a code to somebody who is not logged in. A slip can always be handed out. */
export type CodeWays = { sms: boolean; email: boolean }
