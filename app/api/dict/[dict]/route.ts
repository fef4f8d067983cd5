import { answerDictQuery } from '@/lib/dict/query'

/**
 * Code tables for pickers: public data, level by level or by search.
 * `?parent=…` the entries below (without it: the roots), `?q=…` a search, `?codes=a,b` the named ones.
 */
export async function GET(request: Request, context: { params: Promise<{ dict: string }> }): Promise<Response> {
  const { dict } = await context.params
  const answer = answerDictQuery(dict, new URL(request.url).searchParams)
  if (!answer.ok)
    return Response.json(
      { message: answer.message },
      { status: answer.status, headers: { 'cache-control': 'no-store' } },
    )
  const etag = `W/"${answer.version}"`
  const headers = { etag, 'cache-control': 'public, max-age=86400, stale-while-revalidate=604800' }
  if (request.headers.get('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers })
  return Response.json({ version: answer.version, entries: answer.entries }, { headers })
}
