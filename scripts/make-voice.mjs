import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Makes lib/auth/voice.json, the words of the spoken captcha: 8-bit mono at 8 kHz, base64. Run once, by hand, on a
 * machine with espeak-ng (Debian package of that name): `node scripts/make-voice.mjs`. Running systems never need it.
 */
const words = { 0: '零', 1: '一', 2: '二', 3: '三', 4: '四', 5: '五', 6: '六', 7: '七', 8: '八', 9: '九' }
const all = { ...words, '+': '加', '-': '减', '=': '等于几' }
const RATE = 8000

const folder = mkdtempSync(join(tmpdir(), 'voice-'))
const voice = Object.fromEntries(Object.entries(all).map(([sign, word]) => [sign, speak(word)]))
rmSync(folder, { recursive: true })
writeFileSync('lib/auth/voice.json', `${JSON.stringify(voice, null, 2)}\n`)

function speak(word) {
  const file = join(folder, 'word.wav')
  execFileSync('espeak-ng', ['-v', 'cmn', '-s', '120', '-p', '45', '-a', '160', '-w', file, word])
  const wav = readFileSync(file)
  const from = wav.readUInt32LE(24)
  const data = wav.subarray(44)
  const sound = Float64Array.from({ length: data.length >> 1 }, (_, at) => data.readInt16LE(at * 2))
  return Buffer.from(eightBit(trim(slower(sound, from)))).toString('base64')
}

/** Takes the mean of what falls into each sample of the lower rate, which is filter enough for speech. */
function slower(sound, from) {
  const step = from / RATE
  return Float64Array.from({ length: Math.floor(sound.length / step) }, (_, at) => {
    const part = sound.subarray(Math.floor(at * step), Math.ceil((at + 1) * step))
    return part.reduce((sum, value) => sum + value, 0) / part.length
  })
}

function trim(sound) {
  const loudest = Math.max(...sound.map(Math.abs))
  const heard = value => Math.abs(value) > loudest * 0.02
  const end = sound.length - [...sound].reverse().findIndex(heard)
  return sound.slice(sound.findIndex(heard), end).map(value => value / loudest)
}

function eightBit(sound) {
  return Uint8Array.from(sound, value => Math.round(128 + value * 110))
}
