/**
 * The values of the SEPA keywords (`EREF+`, `SVWZ+`, ... and `MTLG:`) in a purpose text; what precedes the first one
 * stands under the empty keyword. A keyword counts at the start of the text, after a blank, or where a sub-field
 * begins (`starts`).
 */
export const keywordValues = (text: string, starts: ReadonlyArray<number>): ReadonlyMap<string, string> => {
  const boundaries = new Set(starts)
  const found = [...text.matchAll(keyword)].filter(
    ({ index }) => index === 0 || text[index - 1] === " " || boundaries.has(index)
  )
  const values = new Map<string, string>()
  const before = text.slice(0, found[0]?.index ?? text.length).trim()
  if (before !== "") values.set("", before)
  for (const [order, match] of found.entries()) {
    const value = text.slice(match.index + match[0].length, found[order + 1]?.index ?? text.length).trim()
    const name = match[1] ?? match[2] ?? ""
    if (value !== "" && !values.has(name)) values.set(name, value)
  }
  return values
}

const keyword = /(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|BREF|RREF|RTRN|PURP)\+|(MTLG):/g
