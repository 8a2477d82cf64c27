import { isKnownCurrency } from "../../../../shared/Currency.ts"
import { CurrencyCode } from "../../../../shared/Money.ts"
import type { ParsedStatement } from "../ParsedStatement.ts"
import { limits } from "../limits.ts"
import { refuse } from "../StatementProblem.ts"
import { type StatementWarning, warning } from "../StatementWarning.ts"
import { mt940Account } from "./mt940Account.ts"
import { mt940Balance } from "./mt940Balance.ts"
import { type Mt940Field, mt940Pieces } from "./mt940Fields.ts"
import { mt940Line, type Mt940Entry } from "./mt940Line.ts"

/** The statements of a file, and whether one of its messages is an interim report (MT942). */
export interface Mt940File {
  readonly format: "mt940" | "mt942"
  readonly statements: ReadonlyArray<ParsedStatement>
}

/**
 * MT940 (end of day) and MT942 (interim) messages, with what banks do to them: SWIFT blocks or their own preamble,
 * several messages, missing fields in excerpts, wrapped tags. A message that has a balance or lines but no closing
 * balance is refused as truncated when the file just stops there; when it was ended (`-`, blank line, next message)
 * that is a warning.
 */
export const parseMt940 = (text: string): Mt940File => {
  const drafts: Array<Draft> = []
  let draft: Draft | null = null
  let count = 0
  for (const piece of mt940Pieces(text)) {
    if (!("lines" in piece)) {
      if (draft !== null) draft.ended = true
      continue
    }
    if (piece.tag === "61" && ++count > limits.lines) {
      refuse("file.too-many-lines", { line: piece.line, column: 1 }, { limit: String(limits.lines) })
    }
    if (draft === null || begins(draft, piece)) {
      draft = newDraft(piece, draft)
      drafts.push(draft)
    }
    add(draft, piece)
  }
  const real = drafts.filter(says)
  const interim = real.some((one) => one.interim)
  if (draft !== null && !interim) checkEnd(draft)
  return { format: interim ? "mt942" : "mt940", statements: real.map((one) => statementOf(one, interim)) }
}

interface Draft {
  readonly line: number
  readonly warnings: Array<StatementWarning>
  readonly entries: Array<Mt940Entry>
  readonly available: Array<Mt940Field>
  reference: Mt940Field | null
  account: Mt940Field | null
  sequence: Mt940Field | null
  opening: Mt940Field | null
  closing: Mt940Field | null
  currency: CurrencyCode | null
  interim: boolean
  ended: boolean
}

const newDraft = (field: Mt940Field, before: Draft | null): Draft => ({
  line: field.line,
  warnings: [],
  entries: [],
  available: [],
  reference: null,
  account: field.tag === "20" || field.tag === "25" || field.tag === "25P" ? null : (before?.account ?? null),
  sequence: null,
  opening: null,
  closing: null,
  currency: null,
  interim: false,
  ended: false
})

/** A statement begins with `:20:`; in excerpts without one, with a second opening balance. */
const begins = (draft: Draft, field: Mt940Field): boolean =>
  field.tag === "20" || (field.tag.startsWith("60") && draft.opening !== null)

const add = (draft: Draft, field: Mt940Field): void => {
  switch (field.tag) {
    case "61":
      if (draft.ended) draft.warnings.push(warning("line.after-end", field.line))
      draft.entries.push({ field, information: [], nonSwift: [] })
      return
    case "86":
    case "NS":
      return addInformation(draft, field)
    case "64":
    case "65":
      draft.available.push(field)
      return
    case "13":
    case "13D":
    case "34F":
      draft.interim = true
      draft.currency ??= currencyAt(field, 0)
      return
    default:
      return addOnce(draft, field)
  }
}

/** Information belongs to the movement before it, unless a balance came in between. */
const addInformation = (draft: Draft, field: Mt940Field): void => {
  const entry = draft.entries.at(-1)
  if (entry === undefined || draft.closing !== null) return
  ;(field.tag === "86" ? entry.information : entry.nonSwift).push(...field.lines)
}

/** Fields that stand once in a statement: a second one is reported, and the first kept. */
const addOnce = (draft: Draft, field: Mt940Field): void => {
  const slot = slots.get(field.tag)
  if (slot === undefined) return
  if (
    draft[slot] === null ||
    (slot === "account" && draft.reference === null && draft.entries.length === 0)
  ) {
    draft[slot] = field
  } else {
    draft.warnings.push(
      warning("field.unexpected", field.line, {
        field: `:${field.tag}:`,
        value: (field.lines[0] ?? "").slice(0, 60)
      })
    )
  }
}

const slots: ReadonlyMap<string, "reference" | "account" | "sequence" | "opening" | "closing"> = new Map([
  ["20", "reference"],
  ["25", "account"],
  ["25P", "account"],
  ["28", "sequence"],
  ["28C", "sequence"],
  ["60F", "opening"],
  ["60M", "opening"],
  ["62F", "closing"],
  ["62M", "closing"]
])

/** An excerpt that says nothing of an account (a lone `:86:`) is no statement. */
const says = (draft: Draft): boolean =>
  draft.entries.length > 0 ||
  draft.available.length > 0 ||
  [draft.reference, draft.account, draft.sequence, draft.opening, draft.closing].some(
    (field) => field !== null
  )

const checkEnd = (draft: Draft): void => {
  const begun = draft.reference !== null && (draft.opening !== null || draft.entries.length > 0)
  if (begun && draft.closing === null && !draft.ended) {
    refuse("file.truncated", { line: draft.line, column: 1 }, { missing: ":62F:" })
  }
}

const statementOf = (draft: Draft, interim: boolean): ParsedStatement => {
  const { account, suffix, warnings } = mt940Account(draft.account)
  const stated = [draft.opening, draft.closing, ...draft.available].map((field) =>
    field === null ? null : currencyAt(field, 7)
  )
  const currency = draft.currency ?? stated.find((code) => code !== null) ?? suffix
  const entries = draft.entries.map((entry) => mt940Line(entry, currency, interim))
  return {
    account,
    currency,
    statementId: firstLine(draft.reference),
    sequence: firstLine(draft.sequence),
    opening: draft.opening === null ? null : mt940Balance(draft.opening, currency),
    closing: draft.closing === null ? null : mt940Balance(draft.closing, currency),
    otherBalances: draft.available.map((field) => ({ type: field.tag, ...mt940Balance(field, currency) })),
    lines: entries.map(({ line }) => line),
    warnings: [...warnings, ...draft.warnings, ...entries.flatMap((entry) => entry.warnings)]
  }
}

const currencyAt = (field: Mt940Field, at: number): CurrencyCode | null => {
  const code = (field.lines[0] ?? "").slice(at, at + 3)
  return isKnownCurrency(code) ? CurrencyCode.make(code) : null
}

const firstLine = (field: Mt940Field | null): string | null => {
  const text = field?.lines[0]?.trim() ?? ""
  return text === "" ? null : text
}
