/** What every action answers: data, or a refusal that a form can show in place. */
export type ActionResult<T> =
  | { ok: true; data: T }
  | {
      ok: false
      code: string
      message?: string
      fieldErrors?: Record<string, string[]>
      /** with the code `stepUp`: prove yourself again for this deed, then repeat */
      deed?: { action: string; objectId: string }
    }
