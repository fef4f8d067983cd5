/** A failed attempt; `code` is kept with the message and put into words by `problemInWords`. Never personal data. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
  constructor(readonly code: string) {
    super(code)
  }
}
