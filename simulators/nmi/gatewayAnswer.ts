/** An answer of `transact.php`. */
export interface GatewayAnswer {
  readonly response: "1" | "2" | "3"
  readonly code: string
  readonly text: string
  readonly fields?: Readonly<Record<string, string>>
}

export const approved = (text: string, fields: Readonly<Record<string, string>> = {}): GatewayAnswer => ({
  response: "1",
  code: "100",
  text,
  fields
})

export const rejected = (text: string): GatewayAnswer => ({ response: "3", code: "300", text })

/** A code of the 200s is a decline, another one an error. */
export const refusedWith = (
  code: string,
  text: string,
  fields: Readonly<Record<string, string>> = {}
): GatewayAnswer => ({ response: code.startsWith("2") ? "2" : "3", code, text, fields })

/** The wire format: a query string as text. */
export const wireText = ({ code, fields, response, text }: GatewayAnswer): string =>
  new URLSearchParams({ response, responsetext: text, ...fields, response_code: code }).toString()
