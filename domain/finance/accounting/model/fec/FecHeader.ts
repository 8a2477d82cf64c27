import { decodeFecText } from "./FecText.ts"
import type { FecFindings } from "./FecFindings.ts"
import { fecCashColumns, fecColumns, fecSideColumns, type FecColumn, type FecSeparator } from "./FecFormat.ts"

/** What the first line says: where each column stands. */
export interface FecHeader {
  readonly separator: FecSeparator
  /** Fields that each line must have. */
  readonly width: number
  /** Place in the line of each role of `fecRole`, -1 when the column is absent. */
  readonly positions: Int32Array
  /** Whether amounts come as Montant and Sens. */
  readonly sided: boolean
  /** Whether the three columns common to cash accounting are there. */
  readonly cash: boolean
}

const roles = 22

/**
 * Reads the header line and tells its faults. Undefined when no line below can be read: no known name, or no usable
 * separator. Names match without case and with or without accents, as in the administration's tool.
 */
export const readFecHeader = (
  bytes: Uint8Array,
  start: number,
  end: number,
  findings: FecFindings
): FecHeader | undefined => {
  const text = decodeFecText(bytes, start, end).replaceAll("\0", "")
  const separator = separatorOf(text, findings)
  const names = (separator === undefined ? [text] : text.split(separator)).map((name) => name.trim())
  const known = names.map(columnNamed)
  if (known.every((column) => column === undefined)) {
    findings.add("header.missing", 1, 1, "")
    return undefined
  }
  if (separator === undefined) return undefined
  const sided = has(known, "Sens") && !(has(known, "Debit") && has(known, "Credit"))
  const positions = new Int32Array(roles).fill(-1)
  for (const [at, name] of names.entries()) place(name, at, known[at], { names, sided, positions, findings })
  tellMissing(positions, sided, findings)
  tellOrder(positions, sided, findings)
  const cash = (positions[18] ?? -1) >= 0 && (positions[19] ?? -1) >= 0 && (positions[20] ?? -1) >= 0
  return { separator, width: names.length, positions, sided, cash }
}

/** Whether a file starts with the byte order mark of UTF-8, which is no part of its first name. */
export const startsWithBom = (bytes: Uint8Array, start: number, end: number): boolean =>
  end - start >= 3 && bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf

const separatorOf = (text: string, findings: FecFindings): FecSeparator | undefined => {
  const tabs = text.split("\t").length - 1
  const bars = text.split("|").length - 1
  if (tabs > 0 && bars > 0) {
    findings.add("header.separator", 1, 1 + Math.min(text.indexOf("\t"), text.indexOf("|")), "", {
      value: "TAB, |"
    })
  }
  if (tabs + bars > 0) return tabs >= bars ? "\t" : "|"
  const other = [";", ",", ":"].find((mark) => text.includes(mark))
  if (columnsIn(text)) findings.add("header.separator", 1, 1, "", { value: other ?? "?" })
  return undefined
}

const columnsIn = (text: string): boolean =>
  text.split(/[^\p{L}]+/u).some((name) => columnNamed(name) !== undefined)

const folded = (name: string): string => name.toLowerCase().replace(/[éè]/g, "e")

const byName: ReadonlyMap<string, FecColumn> = new Map(
  [...fecColumns, ...fecSideColumns, ...fecCashColumns].map((column) => [folded(column.name), column])
)

const columnNamed = (name: string): FecColumn | undefined => byName.get(folded(name))

const has = (known: ReadonlyArray<FecColumn | undefined>, name: string): boolean =>
  known.some((column) => column?.name === name)

interface Placing {
  readonly names: ReadonlyArray<string>
  readonly sided: boolean
  readonly positions: Int32Array
  readonly findings: FecFindings
}

const place = (name: string, at: number, column: FecColumn | undefined, placing: Placing): void => {
  const { names, sided, positions, findings } = placing
  if (name === "" && at === names.length - 1) return findings.add("header.trailing-separator", 1, at + 1, "")
  const otherForm =
    column !== undefined && (sided ? isDebitOrCredit(column) : fecSideColumns.includes(column))
  if (column === undefined || otherForm) {
    return findings.add("header.extra-column", 1, at + 1, name, { value: name })
  }
  if ((positions[column.number - 1] ?? -1) >= 0) {
    return findings.add("header.column-repeated", 1, at + 1, column.name, { value: column.name })
  }
  positions[column.number - 1] = at
  if (name !== column.name) {
    findings.add("header.spelling", 1, at + 1, column.name, { value: name, expected: column.name })
  }
}

const isDebitOrCredit = (column: FecColumn): boolean => column.name === "Debit" || column.name === "Credit"

/** The 18 columns of a file in one of its two forms. */
export const legalColumns = (sided: boolean): ReadonlyArray<FecColumn> =>
  sided
    ? fecColumns.map((column) => fecSideColumns.find((other) => other.number === column.number) ?? column)
    : fecColumns

const tellMissing = (positions: Int32Array, sided: boolean, findings: FecFindings): void => {
  for (const column of legalColumns(sided)) {
    if ((positions[column.number - 1] ?? -1) >= 0) continue
    findings.add("header.column-missing", 1, column.number, column.name, { value: column.name })
  }
}

const tellOrder = (positions: Int32Array, sided: boolean, findings: FecFindings): void => {
  let last = -1
  for (const column of [...legalColumns(sided), ...fecCashColumns]) {
    const at = positions[column.number - 1] ?? -1
    if (at < 0) continue
    if (at < last) {
      const facts = { value: column.name, found: `${at + 1}`, expected: `${column.number}` }
      findings.add("header.order", 1, at + 1, column.name, facts)
    }
    last = Math.max(last, at)
  }
}
