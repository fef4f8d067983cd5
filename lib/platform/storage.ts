import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import type { ByteSource } from './byte-source'
import { env } from './env'
import { beginSealed, continueSealed, openBlocks, openSource, openStream, type Span } from './sealed-file'

/** Receives the bytes of an upload from a position on. */
export type PartialWriter = {
  write(chunk: Uint8Array): Promise<void>
  /** @returns how many bytes, counted from the first, survive a power cut from now on: whole blocks, or all of them */
  sync(): Promise<number>
  close(): Promise<void>
}

/** Bytes that are stored under no name yet: they can be judged, and then kept as they are or thrown away. */
export type Staged = {
  size: number
  sha256: string
  source: ByteSource
  stream(): Promise<Readable>
  /** Makes them the finished object; when it returns, the object survives a crash. */
  keep(): Promise<void>
  discard(): Promise<void>
}

/**
 * Where bytes lie, encrypted and known by our own UUID only. Two kinds for each id: a partial that is still being
 * received, and the finished object, which appears whole or not at all. A driver for an object store can take the
 * place of the disk.
 */
export type FileStore = {
  /** Opens the partial of `total` bytes for writing from `position` on; what lies behind it is cut off. */
  writePartial(id: string, position: number, total: number): Promise<PartialWriter>
  /** The bytes of a partial that is complete. @throws SealBroken */
  readPartial(id: string, total: number): AsyncIterable<Buffer>
  removePartial(id: string): Promise<void>
  /** Writes bytes that may become the object of an id. */
  stage(id: string, size: number, content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Staged>
  /** Stores the finished object; when it returns, the object survives a crash. */
  put(id: string, content: Uint8Array): Promise<void>
  /**
   * The finished object, or a part of it, as a stream, and the size of the whole; null if there is none.
   * @throws SealBroken, here or in the stream
   */
  read(id: string, part?: Span): Promise<{ size: number; stream: Readable } | null>
  /** Removes the finished object; does nothing if there is none. */
  remove(id: string): Promise<void>
  /** Writes down whose store this is, the first time. @returns false when it is somebody else's */
  isOwnedBy(owner: string): Promise<boolean>
  /** Ids of everything stored, partial or finished, that was last changed before an instant. */
  listOlderThan(instant: Date): AsyncIterable<string>
  /** Removes what a crash in the middle of `stage` left behind before an instant. */
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
  const temporary = () => join(root, 'tmp', randomUUID())

  return {
    async writePartial(id, position, total) {
      const path = place('partial', id)
      const spare = temporary()
      for (const at of [path, spare]) await mkdir(dirname(at), { recursive: true, mode: 0o700 })
      const [file, writer] = await continueSealed(path, spare, { id, start: position, total })
      return {
        write: chunk => writer.write(chunk),
        async sync() {
          const { kept } = writer
          await file.datasync()
          return kept
        },
        close: () => file.close(),
      }
    },

    async *readPartial(id, total) {
      yield* openBlocks(await open(place('partial', id), 'r'), id, total)
    },
    removePartial: id => rm(place('partial', id), { force: true }),

    async stage(id, size, content) {
      const path = place('done', id)
      const spare = temporary()
      for (const at of [path, spare]) await mkdir(dirname(at), { recursive: true, mode: 0o700 })
      const [file, writer] = await beginSealed(spare, id, size)
      const discard = async () => {
        await file.close()
        await rm(spare, { force: true })
      }
      try {
        const hash = createHash('sha256')
        for await (const chunk of content) {
          hash.update(chunk)
          await writer.write(chunk)
        }
        if (writer.kept !== size) throw new Error('fewer bytes than announced')
        await file.sync()
        return {
          size,
          sha256: hash.digest('hex'),
          source: await openSource(file, id),
          stream: async () => (await openStream(await open(spare, 'r'), id)).stream,
          async keep() {
            await rename(spare, path)
            await syncDirectory(dirname(path))
            await file.close()
          },
          discard,
        }
      } catch (error) {
        await discard()
        throw error
      }
    },

    async put(id, content) {
      await (await this.stage(id, content.length, [content])).keep()
    },

    async read(id, part) {
      const file = await open(place('done', id), 'r').catch(ignoreMissing)
      if (!file) return null
      try {
        return await openStream(file, id, part)
      } catch (error) {
        return closeAndThrow(file, error)
      }
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
