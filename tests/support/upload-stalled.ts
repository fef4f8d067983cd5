import { request as httpRequest } from 'node:http'
import type { Browser } from './upload-browser'

/** A request that sends some bytes and then nothing, until it is told to finish. */
export function stalledPut(browser: Browser, address: string, bytes: Uint8Array) {
  const headers = { ...browser.headers, range: 'bytes=0-', 'content-type': 'multipart/form-data; boundary=x' }
  const request = httpRequest(address, { method: 'PUT', headers })
  const answer = new Promise<{ status: number }>((resolve, reject) => {
    request.on('response', response => {
      response.resume()
      resolve({ status: response.statusCode! })
    })
    request.on('error', reject)
  })
  request.write('--x\r\ncontent-disposition: form-data; name="file"; filename="b"\r\n\r\n')
  request.write(bytes)
  return {
    finish(rest: Uint8Array) {
      request.write(rest)
      request.end('\r\n--x--\r\n')
      return answer
    },
  }
}

/** Waits until the server keeps at least so many bytes. @returns how many it keeps */
export async function waitForKept(browser: Browser, address: string, bytes: number): Promise<number> {
  for (;;) {
    const kept = Number((await browser.send(address, { method: 'HEAD' })).headers.get('x-ut-range-start'))
    if (kept >= bytes) return kept
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
