import { linesOf, printable } from "../SourceText.ts"
import { type Place, refuse } from "../StatementProblem.ts"

const width = 120

/** The shortest form of each record once its trailing blanks are lost: up to the end of its amount or qualifier. */
const least: Readonly<Record<string, number>> = { "01": 104, "04": 104, "05": 40, "07": 104 }

/** One record: exactly 120 characters, and where it begins. */
export interface CfonbRecord {
  readonly text: string
  readonly line: number
  readonly column: number
}

/**
 * The records of a CFONB 120 file. Line breaks may be absent (cut every 120 characters) and blank lines may stand
 * between records. A record that lost trailing blanks is padded only when what is left still holds its amount (01,
 * 04, 07) or its qualifier zone (05): anything shorter is refused, as is an unknown record code.
 */
export const cfonbRecords = (text: string): ReadonlyArray<CfonbRecord> => {
  const records: Array<CfonbRecord> = []
  for (const { number, text: raw } of linesOf(text)) {
    const line = printable(raw)
    for (let at = 0; at < line.length; at += width) {
      const piece = line.slice(at, at + width)
      if (piece.trim() === "") continue
      records.push({ text: padded(piece, { line: number, column: at + 1 }), line: number, column: at + 1 })
    }
  }
  return records
}

/** The characters from a 1-based position, as the norm counts them. */
export const zone = (record: CfonbRecord, position: number, length: number): string =>
  record.text.slice(position - 1, position - 1 + length)

/** The place of a 1-based position of a record. */
export const placeOf = (record: CfonbRecord, position: number): Place => ({
  line: record.line,
  column: record.column + position - 1
})

const padded = (piece: string, place: Place): string => {
  const code = piece.slice(0, 2)
  const shortest = least[code]
  if (shortest === undefined) {
    return refuse(foreign.test(piece) ? "file.mixed" : "cfonb.record-unknown", place, {
      value: foreign.test(piece) ? piece : code
    })
  }
  if (piece.length < shortest) return refuse("cfonb.record-length", place, { length: String(piece.length) })
  return piece.length === width ? piece : piece.padEnd(width)
}

/** How the other statement formats begin. */
const foreign = /^\s*(?:<|OFXHEADER|:\d\d[A-Z]?:|\{1:)/
