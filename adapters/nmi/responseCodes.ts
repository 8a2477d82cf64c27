/**
 * What a `response_code` means for us. `uncertain`: the processor was reached and nobody says what it did, so the
 * outcome is asked for. A code that is not in the table is kept as it came and read by `response` alone.
 */
export type CodeMeaning = "approved" | "declined" | "rejected" | "rate-limited" | "uncertain"

/** The codes of the gateway's published table of results. */
export const responseCodes: Readonly<Record<string, CodeMeaning>> = {
  "100": "approved",
  "200": "declined",
  "201": "declined",
  "202": "declined",
  "203": "declined",
  "204": "declined",
  "220": "declined",
  "221": "declined",
  "222": "declined",
  "223": "declined",
  "224": "declined",
  "225": "declined",
  "226": "declined",
  "240": "declined",
  "250": "declined",
  "251": "declined",
  "252": "declined",
  "253": "declined",
  "260": "declined",
  "261": "declined",
  "262": "declined",
  "263": "declined",
  "264": "declined",
  "300": "rejected",
  "301": "rate-limited",
  "400": "uncertain",
  "410": "rejected",
  "411": "rejected",
  "420": "uncertain",
  "421": "uncertain",
  "430": "rejected",
  "440": "rejected",
  "441": "rejected",
  "460": "rejected",
  "461": "rejected"
}

/** The outcome of an answer: `response` decides, and the code says more where it is known. */
export const meaningOf = (response: string, code: string): CodeMeaning => {
  if (response === "1") return "approved"
  if (response === "2") return "declined"
  const known = Object.hasOwn(responseCodes, code) ? responseCodes[code] : undefined
  return response === "3" && (known === "rejected" || known === "rate-limited") ? known : "uncertain"
}

/** How the gateway says in words that it does not accept the key. */
export const saysKeyRefused = (text: string): boolean =>
  /authentication failed|invalid (?:security )?key|invalid username/i.test(text)
