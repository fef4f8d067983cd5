import 'server-only'
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { env } from './env'

/** Receives the bytes of an upload from a position on. `sync` promises that all written so far survives a power cut. */
export type PartialWriter = {
  write(chunk: Uint8Array): Promise<void>
  sync(): Promise<void>
  close(): Promise<void>
}

/**
 * Where bytes lie, known by our own UUID only. Two kinds for each id: a partial that is still being received, and the
 * finished object, which appears whole or not at all. A driver for an object store can take the place of the disk.
 */
export type FileStore = {
  /** Opens the partial for writing from `position` on; what lies behind it is cut off. */
  writePartial(id: string, position: number): Promise<PartialWriter>
  readPartial(id: string): Promise<Buffer>
  removePartial(id: string): Promise<void>
  /** Stores the finished object; when it returns, the object survives a crash. */
  put(id: string, content: Uint8Array): Promise<void>
  /** The finished object as a stream, or null if there is none. */
  read(id: string): Promise<{ size: number; stream: Readable } | null>
  /** Removes the finished object; does nothing if there is none. */
  remove(id: string): Promise<void>
  /** Writes down whose store this is, the first time. @returns false when it is somebody else's */
  isOwnedBy(owner: string): Promise<boolean>
  /** Ids of everything stored, partial or finished, that was last changed before an instant. */
  listOlderThan(instant: Date): AsyncIterable<string>
  /** Removes what a crash in the middle of `put` left behind before an instant. */
  removeLeftovers(instant: Date): Promise<void>
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The store of this installation: `$DATA_DIR/files`, which instances of one installation share. */
export const fileStore = (): FileStore => diskStore(resolve(env().DATA_DIR, 'files'))

/**
 * A store in a directory. Objects are spread over 65,536 directories by the random end of their id; temporary files
 * lie on the same file system, so that the final rename is atomic.
 */
export function diskStore(root: string): FileStore {
  const place = (kind: 'done' | 'partial', id: string): string => {
    if (!ID.test(id)) throw new Error('not a file id')
    return join(root, kind, id.slice(-2), id.slice(-4, -2), id)
  }

  return {
    async writePartial(id, position) {
      const path = place('partial', id)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const file = await open(path, position === 0 ? 'w' : 'r+', 0o600)
      await file.truncate(position).catch(error => closeAndThrow(file, error))
      let next = position
      return {
        async write(chunk) {
          let from = 0
          while (from < chunk.length) {
            const { bytesWritten } = await file.write(chunk, from, chunk.length - from, next)
            from += bytesWritten
            next += bytesWritten
          }
        },
        sync: () => file.datasync(),
        close: () => file.close(),
      }
    },

    readPartial: id => readFile(place('partial', id)),
    removePartial: id => rm(place('partial', id), { force: true }),

    async put(id, content) {
      const path = place('done', id)
      const temporary = join(root, 'tmp', randomUUID())
      for (const at of [path, temporary]) await mkdir(dirname(at), { recursive: true, mode: 0o700 })
      const file = await open(temporary, 'wx', 0o600)
      try {
        await file.writeFile(content)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(temporary, path)
      await syncDirectory(dirname(path))
    },

    async read(id) {
      const file = await open(place('done', id), 'r').catch(ignoreMissing)
      if (!file) return null
      const { size } = await file.stat()
      return { size, stream: createReadStream('', { fd: file, autoClose: true }) }
    },

    remove: id => rm(place('done', id), { force: true }),

    async isOwnedBy(owner) {
      const path = join(root, 'owner')
      await mkdir(root, { recursive: true, mode: 0o700 })
      await writeFile(path, owner, { flag: 'wx', mode: 0o600 }).catch(ignoreExisting)
      return (await readFile(path, 'utf8')) === owner
    },

    async *listOlderThan(instant) {
      for (const kind of ['done', 'partial'])
        for (const first of await namesIn(join(root, kind)))
          for (const second of await namesIn(join(root, kind, first)))
            for (const id of await namesIn(join(root, kind, first, second)))
              if (ID.test(id) && (await isOlder(join(root, kind, first, second, id), instant))) yield id
    },

    async removeLeftovers(instant) {
      for (const name of await namesIn(join(root, 'tmp'))) {
        const path = join(root, 'tmp', name)
        if (await isOlder(path, instant)) await rm(path, { force: true })
      }
    },
  }
}

async function closeAndThrow(file: FileHandle, error: unknown): Promise<never> {
  await file.close()
  throw error
}

const namesIn = async (path: string): Promise<string[]> => (await readdir(path).catch(ignoreMissing)) ?? []

async function isOlder(path: string, instant: Date): Promise<boolean> {
  const found = await stat(path).catch(ignoreMissing)
  return found !== null && found.mtime < instant
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

/** A rename is durable only once its directory is. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}
