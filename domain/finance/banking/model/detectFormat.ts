/** The family of formats that a file's beginning announces; the reader then names the exact one. */
export type FormatFamily = "cfonb120" | "camt" | "mt940" | "ofx"

/** The format family of a file, from its first 64 KiB; null when none of the four is recognised. */
export const detectFormat = (bytes: Uint8Array): FormatFamily | null => {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const start = new TextDecoder("windows-1252").decode(bytes.subarray(0, 65_536))
  return detectFormatOfText(wide ? start.replaceAll("\0", "") : start)
}

/** The same for text already decoded. */
export const detectFormatOfText = (text: string): FormatFamily | null => {
  const start = text
    .slice(0, 65_536)
    .replace(/^(?:\u{feff}|ï»¿|ÿþ|þÿ)/u, "")
    .trimStart()
  if (start.startsWith("<")) return xmlFamily(start)
  if (/^OFXHEADER\s*:/.test(start)) return "ofx"
  if (/^0[1457][0-9A-Z]{5}.{10}/.test(start) && cfonbWidth(start)) return "cfonb120"
  if (/(?:^|[\r\n]).?:(?:20|21|25P?|28C?|60[FM]|61|62[FM]|64|86|NS|13D?|34F):/.test(start)) return "mt940"
  if (start.startsWith("{1:F") || /(?:^|[\r\n]):\r?\n(?:61|86):/.test(start)) return "mt940"
  return null
}

/** By the root element, behind processing instructions and comments. */
const xmlFamily = (start: string): FormatFamily | null => {
  const root = start.slice(prologue(start))
  if (/^<OFX[\s>]/i.test(root)) return "ofx"
  if (root.startsWith("<!")) return "camt"
  return /<(?:[\w.-]{1,40}:)?Document\b/.test(root) ? "camt" : null
}

/** Where the root element, or a declaration before it, begins. */
export const prologue = (text: string): number => {
  let at = 0
  for (;;) {
    while (/\s/.test(text.charAt(at))) at++
    const closing = text.startsWith("<?", at) ? "?>" : text.startsWith("<!--", at) ? "-->" : null
    const end = closing === null ? -1 : text.indexOf(closing, at)
    if (closing === null || end === -1) return at
    at = end + closing.length
  }
}

/** The first record of a CFONB file is about 120 characters wide, or the file has no line break at all. */
const cfonbWidth = (start: string): boolean => {
  const end = start.search(/[\r\n]/)
  return end === -1 ? start.length >= 40 : end >= 40
}
