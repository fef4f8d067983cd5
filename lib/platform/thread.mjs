/**
 * Where every thread begins (`start-thread.ts`): from here on TypeScript is read as the worker process reads it. Node 20
 * does not let an `--import` of a thread do that.
 */
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
await import(workerData.file)
