import { type Place, refuse } from "./StatementProblem.ts"

/** The place of an offset in a text, 1-based; CR, LF and CR LF each end one line. */
export const placeAt = (text: string, offset: number): Place => {
  let line = 1
  let start = 0
  for (let at = 0; at < offset; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) {
      line++
      start = at + 1
    }
  }
  return { line, column: offset - start + 1 }
}

/** One line of a text, without its line break. */
export interface TextLine {
  readonly number: number
  readonly text: string
}

/** The lines of a text one after the other, numbered from 1; CR, LF and CR LF each end one. */
export function* linesOf(text: string): Generator<TextLine, void> {
  let number = 1
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code !== 10 && code !== 13) continue
    yield { number: number++, text: text.slice(start, at) }
    if (code === 13 && text.charCodeAt(at + 1) === 10) at++
    start = at + 1
  }
  yield { number, text: text.slice(start) }
}

/** A text with each control character (line breaks included) replaced by a blank: as long, and storable. */
export const printable = (text: string): string => text.replace(/\p{Cc}/gu, " ")

/** Refuses NUL and lone surrogates, with their place. */
export const checkCharacters = (text: string): void => {
  const nul = text.indexOf("\0")
  if (nul >= 0) refuse("text.nul", placeAt(text, nul))
  if (!text.isWellFormed()) refuse("text.surrogate", placeAt(text, loneSurrogate(text)))
}

const loneSurrogate = (text: string): number => {
  const found = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(text)
  return found?.index ?? 0
}
