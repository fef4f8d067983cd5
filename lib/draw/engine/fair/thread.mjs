import { register } from 'tsx/esm/api'

/** Where the thread begins: a thread does not take over from its process how TypeScript is read. */
register()
await import('./thread.ts')
