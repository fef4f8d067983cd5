import { JSDOM, VirtualConsole } from 'jsdom'
import { encode } from 'next-auth/jwt'
import type { AnonymousActor, SignedInActor } from '@/lib/access/actor'
import { createSession } from '@/lib/auth/session'
import type { UploadInput } from '@/lib/file/file.schema'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import type { Site } from './upload-site'

/** The ones of Node, whatever `enter` puts in their place. */
const node = { fetch, FormData, Blob }

export type FileFacts = { name: string; size: number; type: string }

/** Somebody's browser: his session cookie, and the requests that uploadthing's client makes. */
export type Browser = Awaited<ReturnType<typeof openBrowser>>

/** Opens a browser on a site, logged in as an actor, as a visitor with a cookie of his own, or as nobody. */
export async function openBrowser(site: Site, actor: SignedInActor | AnonymousActor | null) {
  const cookie = actor ? await cookieOf(actor) : ''
  const send = (url: string, init: RequestInit = {}) =>
    node.fetch(new URL(url, site.origin), {
      ...init,
      headers: { ...(init.headers as object), cookie, origin: site.origin },
    })

  return {
    send,
    headers: { cookie, origin: site.origin },
    /** What `useUploads` hands over to uploadthing's client. */
    file: (bytes: Uint8Array, name: string, type = 'application/pdf') => new File([bytes as BlobPart], name, { type }),
    /** Step 2 of the protocol by hand. */
    announce: (input: UploadInput, ...files: FileFacts[]) =>
      send('/api/uploadthing?actionType=upload&slug=attachment', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ input, files }),
      }),
    /** Step 2 by hand, for one file that is taken. @returns its signed address */
    async address(input: UploadInput, facts: FileFacts): Promise<string> {
      const [signed] = (await (await this.announce(input, facts)).json()) as [{ url: string }]
      return signed.url
    },
    /** Step 5 by hand. */
    put(address: string, bytes: Uint8Array, start = 0): Promise<Response> {
      const form = new node.FormData()
      form.append('file', new node.Blob([bytes.subarray(start) as BlobPart]), 'blob')
      return send(address, { method: 'PUT', headers: { range: `bytes=${start}-` }, body: form })
    },
    /** Makes this browser the one that client code finds around itself, until `leave`. */
    enter(): () => void {
      const { window } = new JSDOM('', { url: site.origin, userAgent: 'jsdom', virtualConsole: new VirtualConsole() })
      window.document.cookie = cookie
      const names = ['window', 'navigator', 'XMLHttpRequest', 'FormData', 'File', 'Blob', 'fetch'] as const
      const before = names.map(name => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const)
      const inside: Record<string, unknown> = {
        ...{ window, navigator: window.navigator, XMLHttpRequest: window.XMLHttpRequest },
        ...{ FormData: window.FormData, File: window.File, Blob: window.Blob },
        fetch: (url: string | URL, init?: RequestInit) => send(String(url), plainHeaders(init)),
      }
      for (const name of names)
        Object.defineProperty(globalThis, name, { value: inside[name], configurable: true, writable: true })
      return () => {
        for (const [name, was] of before)
          if (was) Object.defineProperty(globalThis, name, was)
          else Reflect.deleteProperty(globalThis, name)
        window.close()
      }
    },
  }
}

const plainHeaders = (init: RequestInit = {}): RequestInit => ({
  ...init,
  headers: Object.fromEntries(new Headers(init.headers)),
})

const cookieOf = async (actor: SignedInActor | AnonymousActor): Promise<string> =>
  actor.kind === 'anonymous' ? `browser=${actor.browser}` : `session=${await sessionToken(actor.accountId)}`

async function sessionToken(accountId: string): Promise<string> {
  const sid = await createSession(db(), { accountId, address: '127.0.0.1', userAgent: 'test' })
  return encode({ token: { sid }, secret: env().SESSION_SECRET })
}
