import 'server-only'
import sharp from 'sharp'

const MAX_PIXELS = 60_000_000

sharp.cache(false)

/**
 * Decodes a picture and writes it anew: what is not pixels (position, device, thumbnails, anything appended) is gone,
 * and so is everything that only pretends to be a picture. Turned upright as its EXIF says.
 * @returns the new bytes, or a sentence saying what to do
 */
export async function rewriteImage(bytes: Buffer, kind: 'jpg' | 'png'): Promise<Buffer | string> {
  const format = kind === 'jpg' ? 'jpeg' : 'png'
  try {
    const found = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (found.format !== format) return broken
    if (found.width * found.height > MAX_PIXELS) return '这张图片的尺寸太大，请缩小到 6000 万像素以内再上传。'
    const upright = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 }).rotate()
    return await (kind === 'jpg' ? upright.jpeg({ quality: 88, chromaSubsampling: '4:4:4' }) : upright.png()).toBuffer()
  } catch {
    return broken
  }
}

const broken = '这张图片打不开，可能已经损坏。请重新拍摄或另存后上传。'
