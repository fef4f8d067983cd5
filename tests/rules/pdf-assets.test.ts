import { pdfAsset } from '@/lib/platform/pdf-assets'

test('the viewer gets its character maps, fonts and decoders', async () => {
  expect((await pdfAsset('cmaps', 'UniGB-UCS2-H.bcmap'))!.length).toBeGreaterThan(1000)
  expect((await pdfAsset('wasm', 'jbig2.wasm'))!.toString('latin1', 1, 4)).toBe('asm')
  expect(await pdfAsset('standard_fonts', 'FoxitDingbats.pfb')).not.toBeNull()
})

test.each([
  ['cmaps', '../package.json'],
  ['cmaps', '../../pdfjs-dist/wasm/jbig2.wasm'],
  ['..', 'package.json'],
  ['build', 'pdf.mjs'],
  ['wasm', 'openjpeg_nowasm_fallback.js'],
  ['wasm', 'none.wasm'],
])('%s/%s is not served', async (kind, name) => {
  expect(await pdfAsset(kind, name)).toBeNull()
})
