import type { FecCharset } from "./FecFormat.ts"
import { inLatin9, transliterate } from "./FecText.ts"

/** Characters kept of one text: ten texts of three bytes each stay far below `fecLineLimit`. */
export const fecTextLimit = 1_000

export interface FecCleanedText {
  readonly text: string
  /** Characters that the charset lacks, each replaced by its transliteration. */
  readonly replaced: number
}

/**
 * A text as a zone can hold it: accents composed (NFC), cut to `fecTextLimit`, each run of control characters and
 * line breaks and each `|` made one space (so that neither separator stands in a zone), invisible format
 * characters dropped, blanks at both ends dropped; then, for ISO-8859-15, every character it lacks replaced as
 * `transliterate` says. A surrogate without its other half becomes `?` in either charset.
 */
export const cleanFecText = (text: string, charset: FecCharset): FecCleanedText => {
  const plain = text
    .slice(0, fecTextLimit)
    .replace(/[\ud800-\udbff]$/, "")
    .normalize("NFC")
    .slice(0, fecTextLimit)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replaceAll("|", " ")
    .replace(/[\p{Cf}--[\u00ad]]/gv, "")
  let replaced = 0
  let clean = ""
  for (const character of plain) {
    const lone = character.length === 1 && /[\ud800-\udfff]/.test(character)
    if (lone || (charset === "ISO-8859-15" && !inLatin9(character))) {
      replaced++
      clean += lone ? "?" : transliterate(character)
    } else clean += character
  }
  return { text: clean.trim(), replaced }
}
