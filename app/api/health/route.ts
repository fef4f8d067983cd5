import { health } from '@/lib/platform/housekeeping'

export const dynamic = 'force-dynamic'

/** For load balancers and `npm run up`: 200 when database and worker are well, else 503. */
export async function GET() {
  const report = await health()
  return Response.json(report, {
    status: report.status === 'ok' ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  })
}
