import 'server-only'
import { randomInt } from 'node:crypto'
import type { Question } from './arithmetic.rules'
import words from './voice.json'

const RATE = 8000
const SILENCE = 128
const sounds: Record<string, string> = words

/** A pause of 100 to 350 ms. */
const pause = (): Buffer => Buffer.alloc(randomInt(RATE / 10, (RATE * 35) / 100), SILENCE)

/**
 * A question read out, as a WAV of 8-bit mono at 8 kHz. Pauses and a faint noise differ each time, so that the same
 * question never is the same file. The words were made by `scripts/make-voice.mjs`.
 */
export function speak({ left, sign, right }: Question): Buffer {
  const parts = [String(left), sign, String(right), '='].flatMap(word => [
    Buffer.from(sounds[word]!, 'base64'),
    pause(),
  ])
  const sound = Buffer.concat([pause(), ...parts]).map(value => value + randomInt(-3, 4))
  return Buffer.concat([header(sound.length), sound])
}

/** RIFF/WAVE header of PCM, one channel, eight bits. */
function header(bytes: number): Buffer {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + bytes, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(RATE, 24)
  head.writeUInt32LE(RATE, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(bytes, 40)
  return head
}
