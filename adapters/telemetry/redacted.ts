/**
 * A text without what a log may not hold: API keys, bearer tokens, passwords in addresses, IBANs, e-mail addresses.
 * Code logs none of them on purpose; this is the net under an error message that quotes its input.
 */
export const redacted = (text: string): string =>
  patterns.reduce((kept, [pattern, mark]) => kept.replace(pattern, mark), text)

const patterns: ReadonlyArray<readonly [RegExp, string]> = [
  [/azk_[A-Za-z0-9_-]{4,}/g, "[api key]"],
  [/eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)?/g, "[token]"],
  [/\b([Bb]earer\s+)[^\s"'\\,]+/g, "$1[token]"],
  [/\b(postgres(?:ql)?:\/\/)[^\s"'\\/@]*@/g, "$1[login]@"],
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g, "[iban]"],
  [/[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g, "[email]"]
]
