import type { UploadRule } from '@/lib/policy/upload-purposes'

export type { UploadRule }
export type FileKind = UploadRule['types'][number]

/** A file as the browser describes it before it is sent. */
export type Offer = { name: string; size: number; type: string }

const kinds: Record<
  FileKind,
  { label: string; mime: string; extensions: readonly string[]; magic: readonly number[]; also?: readonly string[] }
> = {
  pdf: { label: 'PDF', mime: 'application/pdf', extensions: ['pdf'], magic: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  jpg: { label: 'JPG', mime: 'image/jpeg', extensions: ['jpg', 'jpeg'], magic: [0xff, 0xd8, 0xff] },
  png: {
    label: 'PNG',
    mime: 'image/png',
    extensions: ['png'],
    magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  },
  xlsx: {
    label: 'Excel（.xlsx）',
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extensions: ['xlsx'],
    magic: [0x50, 0x4b, 0x03, 0x04],
  },
  // text has no signature; where office programs are installed, browsers take it for theirs
  csv: {
    label: 'CSV',
    mime: 'text/csv',
    extensions: ['csv'],
    magic: [],
    also: ['application/vnd.ms-excel', 'text/plain', 'application/csv'],
  },
}

const MAX_NAME = 100
/** pictures are made anew in memory, whatever a policy allows */
const MAX_PICTURE = 40 * 1024 * 1024

/** `PDF、JPG、PNG` */
const labels = (types: readonly FileKind[]): string => types.map(type => kinds[type].label).join('、')

export const isPicture = (kind: FileKind): kind is 'jpg' | 'png' => kind === 'jpg' || kind === 'png'

/** Lists of people, which machines read: text has no signature that could prove it. */
export const isList = (kind: FileKind): kind is 'xlsx' | 'csv' => kind === 'xlsx' || kind === 'csv'

/** Whether the first bytes are those of a kind. */
export const isContentOf = (kind: FileKind, bytes: Uint8Array): boolean =>
  kind === 'csv'
    ? kindOfContent(bytes) === null && !(bytes[0] === 0xd0 && bytes[1] === 0xcf)
    : kindOfContent(bytes) === kind

export const mimeOf = (kind: FileKind): string => kinds[kind].mime

/** The value of an input's `accept`: the file dialog shows these first. */
export const acceptOf = (rule: UploadRule): string =>
  rule.types.flatMap(type => [kinds[type].mime, ...kinds[type].extensions.map(extension => `.${extension}`)]).join(',')

/** Bytes for people: `820 B`, `12 KB`, `3.4 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  const megabytes = bytes / (1024 * 1024)
  return `${megabytes < 10 ? Number(megabytes.toFixed(1)) : Math.round(megabytes)} MB`
}

/** One line under the button: `PDF、JPG、PNG 格式，不超过 10 MB，1 个文件`. */
export const ruleText = (rule: UploadRule): string =>
  `${labels(rule.types)} 格式，${rule.maxCount > 1 ? '每个' : ''}不超过 ${formatSize(rule.maxBytes)}，${
    rule.maxCount > 1 ? `最多 ${rule.maxCount} 个文件` : '1 个文件'
  }`

/** The part after the last dot, in lower case; empty if there is none. */
const extensionOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** The kind a name claims to be. */
export function kindOfName(name: string): FileKind | null {
  const extension = extensionOf(name)
  for (const [kind, { extensions }] of Object.entries(kinds))
    if (extensions.includes(extension)) return kind as FileKind
  return null
}

/** The kind that the first bytes prove, or null for anything we do not take. The signature must be at byte 0. */
export function kindOfContent(bytes: Uint8Array): FileKind | null {
  for (const [kind, { magic }] of Object.entries(kinds))
    if (magic.length > 0 && magic.every((byte, index) => bytes[index] === byte)) return kind as FileKind
  return null
}

/**
 * A name that is safe to show and to send back: composed characters, no path, no control, direction or invisible
 * characters, nothing that file systems forbid, at most 100 characters with the extension kept (trust IN14).
 */
export function cleanName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFD]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const extension = extensionOf(plain)
  const stem = extension ? plain.slice(0, -extension.length - 1).trimEnd() : plain
  const ending = extension ? `.${extension.slice(0, 10)}` : ''
  return `${[...(stem || '附件')].slice(0, MAX_NAME - ending.length).join('')}${ending}`
}

/**
 * Judges a file before it is sent; the browser and the server ask the same.
 * @returns a sentence that says what to do, or null when it may be sent
 */
export function whyNotOffer(offer: Offer, rule: UploadRule): string | null {
  const name = cleanName(offer.name)
  const kind = kindOfName(name)
  if (!kind || !rule.types.includes(kind)) {
    const shown = extensionOf(name) ? `您选的是「.${extensionOf(name).slice(0, 10)}」文件` : '您选的文件没有扩展名'
    return `只能上传 ${labels(rule.types)} 格式的文件，${shown}。请另存为 ${kinds[rule.types[0]!].label} 后再上传。`
  }
  const { mime, also = [] } = kinds[kind]
  if (offer.type !== '' && offer.type !== mime && !also.includes(offer.type)) return notWhatItSays(kind)
  if (!Number.isSafeInteger(offer.size) || offer.size <= 0) return '这个文件是空的，请检查后重新选择。'
  const most = isPicture(kind) ? Math.min(rule.maxBytes, MAX_PICTURE) : rule.maxBytes
  if (offer.size > most)
    return `这个文件有 ${formatSize(offer.size)}，超过了 ${formatSize(most)} 的上限。请压缩${rule.maxCount > 1 ? '或拆分' : ''}后再上传。`
  return null
}

/** The sentence for a file whose content contradicts its name. */
export function notWhatItSays(kind: FileKind): string {
  const { label } = kinds[kind]
  return !isPicture(kind)
    ? `这个文件的内容不是 ${label}，请用 ${label} 格式重新保存后上传。只改扩展名是不行的。`
    : `这个文件的内容不是 ${label} 图片，请用 ${label} 格式重新保存后上传。只改扩展名是不行的。`
}

export const tooManyFiles = (rule: UploadRule): string =>
  `${rule.label}最多上传 ${rule.maxCount} 个文件。请先移除不需要的文件，再上传新的。`

/** For who submits something on a file that the virus scanner has not seen yet. */
export const waitingSentence = (label: string): string => `${label}还在等待病毒检查，请过几分钟再提交。`

/** `Content-Disposition` of a download (RFC 6266, RFC 8187): a plain ASCII name for old programs and the true one. */
export function contentDisposition(name: string): string {
  const clean = cleanName(name)
  const encoded = encodeURIComponent(clean).replace(
    /['()*!]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="file.${kindOfName(clean) ?? 'bin'}"; filename*=UTF-8''${encoded}`
}
