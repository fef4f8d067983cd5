import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { blockSource } from '@/lib/platform/byte-source'
import { newId } from '@/lib/platform/ids'
import { BLOCK, HEADER, plainSize, SEALED_BLOCK } from '@/lib/platform/sealed-block'
import { diskStore } from '@/lib/platform/storage'

const key = () => randomBytes(32).toString('base64')
Object.assign(process.env, {
  ...{ DATABASE_URL: 'postgresql://127.0.0.1/none', PUBLIC_URL: 'http://127.0.0.1', INDEX_KEY: key() },
  ...{ SESSION_SECRET: key(), UPLOAD_SECRET: key(), FIELD_KEYS: JSON.stringify({ 1: key() }) },
})

const root = mkdtempSync(join(tmpdir(), 'expert-pool-sealed-'))
const store = diskStore(root)
afterAll(() => rm(root, { recursive: true }))

const placeOf = (id: string, kind = 'done') => join(root, kind, id.slice(-2), id.slice(-4, -2), id)
/** Bytes that differ at every place. */
const made = (size: number) =>
  Buffer.from(Uint32Array.from({ length: Math.ceil(size / 4) }, (_, n) => n).buffer).subarray(0, size)

async function readAll(id: string, part?: { from: number; to: number }): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of (await store.read(id, part))!.stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function stored(bytes: Buffer): Promise<string> {
  const id = newId()
  await store.put(id, bytes)
  return id
}

describe.each([1, 1000, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 3 * BLOCK + 7])('%d bytes', size => {
  const bytes = made(size)

  test('come back as they were, and none of them lies open on the disk', async () => {
    const id = await stored(bytes)
    expect((await readAll(id)).equals(bytes)).toBe(true)
    const onDisk = await readFile(placeOf(id))
    expect(plainSize(onDisk.length)).toBe(size)
    if (size >= 1000) expect(onDisk.includes(bytes.subarray(100, 132))).toBe(false)
  })

  test('cut off anywhere, they are refused', async () => {
    const id = await stored(bytes)
    const whole = (await readFile(placeOf(id))).length
    const cuts = [whole - 1, HEADER + SEALED_BLOCK, HEADER, 10].filter(cut => cut < whole)
    for (const cut of cuts) {
      await truncate(placeOf(id), cut)
      await expect(readAll(id)).rejects.toThrow(/cut off|no header|too short|changed/)
    }
  })
})

test('any part comes back alone, read from its own blocks only', async () => {
  const bytes = made(3 * BLOCK + 7)
  const id = await stored(bytes)
  const places = [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, bytes.length - 1, bytes.length]
  for (const from of places)
    for (const to of places.filter(place => place > from))
      expect((await readAll(id, { from, to })).equals(bytes.subarray(from, to))).toBe(true)
  await truncate(placeOf(id), HEADER + 2 * SEALED_BLOCK)
  expect(await readAll(id, { from: 10, to: 20 })).toEqual(bytes.subarray(10, 20))
  await expect(readAll(id, { from: BLOCK, to: 2 * BLOCK })).rejects.toThrow(/changed/)
})

test('a changed byte anywhere is noticed', async () => {
  const bytes = made(BLOCK + 500)
  const id = await stored(bytes)
  const sound = await readFile(placeOf(id))
  for (const at of [0, 5, 60, HEADER, HEADER + 5000, HEADER + SEALED_BLOCK - 1, sound.length - 1]) {
    const changed = Buffer.from(sound)
    changed[at] = changed[at]! ^ 1
    await writeFile(placeOf(id), changed)
    await expect(readAll(id)).rejects.toThrow()
  }
  await writeFile(placeOf(id), sound)
  expect((await readAll(id)).equals(bytes)).toBe(true)
})

test('blocks cannot change places, and a file cannot stand in for another', async () => {
  const bytes = made(3 * BLOCK)
  const [id, other] = [await stored(bytes), await stored(bytes)]
  const sound = await readFile(placeOf(id))
  const block = (n: number) => sound.subarray(HEADER + n * SEALED_BLOCK, HEADER + (n + 1) * SEALED_BLOCK)
  await writeFile(placeOf(id), Buffer.concat([sound.subarray(0, HEADER), block(1), block(0), block(2)]))
  await expect(readAll(id)).rejects.toThrow(/changed/)
  await writeFile(placeOf(other), sound)
  await expect(readAll(other)).rejects.toThrow(/key/)
})

test('a file of a demonstration from before encryption is read in a demonstration', async () => {
  const id = await stored(made(10))
  await writeFile(placeOf(id), '%PDF-1.7 from before')
  expect((await readAll(id)).toString()).toBe('%PDF-1.7 from before')
})

describe('a partial', () => {
  const bytes = made(4 * BLOCK + 100)
  const read = async (id: string) => {
    const blocks: Buffer[] = []
    for await (const block of store.readPartial(id, bytes.length)) blocks.push(block)
    return Buffer.concat(blocks)
  }

  test('keeps whole blocks of what arrived, goes on there, and lies encrypted', async () => {
    const id = newId()
    const first = await store.writePartial(id, 0, bytes.length)
    await first.write(bytes.subarray(0, BLOCK + 30))
    await first.write(bytes.subarray(BLOCK + 30, 2 * BLOCK + 5))
    expect(await first.sync()).toBe(2 * BLOCK)
    await first.close()
    await expect(read(id)).rejects.toThrow()
    const second = await store.writePartial(id, 2 * BLOCK, bytes.length)
    await second.write(bytes.subarray(2 * BLOCK))
    expect(await second.sync()).toBe(bytes.length)
    await second.close()
    expect((await read(id)).equals(bytes)).toBe(true)
    expect((await readFile(placeOf(id, 'partial'))).includes(bytes.subarray(100, 132))).toBe(false)
  })

  test('begun many times at once has one key, and the same bytes are the same blocks', async () => {
    const id = newId()
    const writers = await Promise.all([1, 2, 3, 4, 5].map(() => store.writePartial(id, 0, bytes.length)))
    for (const writer of writers) await writer.write(bytes)
    expect((await read(id)).equals(bytes)).toBe(true)
    for (const writer of writers) await writer.close()
  })

  test('takes no more than was announced', async () => {
    const writer = await store.writePartial(newId(), 0, 10)
    await expect(writer.write(made(11))).rejects.toThrow(/more bytes/)
    await writer.close()
  })
})

test('bytes can be looked at anywhere, across blocks', () => {
  const bytes = made(1000)
  let loads = 0
  const source = blockSource(bytes.length, 64, index => {
    loads++
    return bytes.subarray(index * 64, index * 64 + 64)
  })
  for (const [from, to] of [
    [0, 1000],
    [60, 70],
    [999, 2000],
    [500, 500],
    [-5, 3],
  ] as const)
    expect(source.slice(from, to).equals(bytes.subarray(Math.max(0, from), to))).toBe(true)
  for (const at of [0, 63, 64, 999]) expect(source.at(at)).toBe(bytes[at])
  expect([source.at(1000), source.at(-1)]).toEqual([undefined, undefined])
  const before = loads
  for (let at = 900; at < 1000; at++) source.at(at)
  expect(loads - before).toBeLessThanOrEqual(2)
})
