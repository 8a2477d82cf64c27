/** JSON whose numbers are texts, digit for digit: an amount that comes as a number is never a float here. */
export const exactNumbers = (json: string): string =>
  json.replaceAll(token, (found) => (found.startsWith('"') ? found : `"${found}"`))

/** A JSON string, which is left as it is, or a number. */
const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gu
