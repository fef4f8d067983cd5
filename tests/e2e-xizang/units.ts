import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { type MadeUnit, registerUnit as register } from '../e2e/people'

export const lhasa = ['西藏自治区', '拉萨市', '城关区']

/** Registers a unit the 西藏 way: with the picture of its certificate (U2), whose content plays no part. */
export async function registerUnit(page: Page, unit: MadeUnit): Promise<void> {
  const canvas = { width: 640, height: 480, channels: 3, background: '#c8d2dc' } as const
  const picture = await sharp({ create: canvas }).jpeg().toBuffer()
  await register(page, unit, { place: lhasa, status: '待初审', picture })
}
