import { Option } from "effect"
import { ibanOf } from "../../../../shared/Iban.ts"
import type { LineDetail } from "../ParsedStatement.ts"
import { keywordValues } from "./sepaKeywords.ts"

/** What the information of a movement (`:86:`, `:NS:`) says. */
export interface Mt940Information {
  readonly label: string
  readonly postingText: string
  readonly name: string | null
  readonly account: string | null
  readonly values: ReadonlyMap<string, string>
  readonly details: ReadonlyArray<LineDetail>
}

/**
 * The lines of the `:86:` fields of one movement. Three shapes: sub-fields (`166?00...?20...`, with any of the
 * separators banks use), SEPA slash codes (`/EREF/.../REMI/...`), free text.
 */
export const mt940Information = (lines: ReadonlyArray<string>): Mt940Information => {
  const start = lines.join("").trimStart()
  const separated = /^(\d{3})([?><^~&#|@!])\d\d/.exec(start)
  if (separated !== null) return subFields(start, separated[1] ?? "", separated[2] ?? "?")
  const text = unwrapped(lines).trim()
  const slashed = slashValues(text)
  return slashed ?? freeText(text)
}

/** The lines of the `:NS:` fields of one movement: 01 to 14 purpose, 15 and 16 name, 17 posting text, 34 account. */
export const nonSwiftInformation = (lines: ReadonlyArray<string>): Mt940Information => {
  const details = lines.flatMap((line) => {
    const text = line.slice(2).trim()
    return /^\d\d/.test(line) && text !== "" ? [{ code: `NS${line.slice(0, 2)}`, text }] : []
  })
  const among = (from: number, to: number) =>
    details
      .filter(({ code }) => Number(code.slice(2)) >= from && Number(code.slice(2)) <= to)
      .map(({ text }) => text)
      .join(" ")
  return {
    label: among(1, 14),
    postingText: among(17, 17),
    name: filled(among(15, 16)),
    account: filled(among(34, 34)),
    values: new Map(),
    details
  }
}

/** A sub-field of 27 characters is full: its text goes on in the next one without a blank. */
const fullSubField = 27

/** A line of 65 characters is full: its text goes on in the next one without a blank. */
const fullLine = 65

const subFields = (text: string, code: string, separator: string): Mt940Information => {
  const details: Array<LineDetail> = [{ code: "GVC", text: code }]
  for (const part of text.slice(3).split(separator)) {
    const last = details.at(-1)
    if (/^\d\d/.test(part)) details.push({ code: part.slice(0, 2), text: part.slice(2).trimEnd() })
    else if (part !== "" && last !== undefined) {
      details[details.length - 1] = { code: last.code, text: `${last.text}${separator}${part}` }
    }
  }
  const among = (...ranges: ReadonlyArray<readonly [string, string]>) =>
    details
      .filter(({ code: at }) => ranges.some(([from, to]) => at.length === 2 && at >= from && at <= to))
      .map(({ text: part }) => part)
  const purpose = joined(among(["20", "29"], ["60", "63"]), fullSubField)
  const values = keywordValues(purpose.text, purpose.starts)
  const accounts = [values.get("IBAN") ?? "", ...among(["38", "38"]), ...among(["31", "31"])]
  return {
    label: values.get("SVWZ") ?? values.get("") ?? "",
    postingText: among(["00", "00"]).join(" "),
    name: filled(joined(among(["32", "33"]), fullSubField).text),
    account: accounts.find((account) => account.trim() !== "")?.trim() ?? null,
    values,
    details: details.filter(({ text: part }) => part !== "")
  }
}

const slashCode =
  /\/(ADDR|BENM|BIC|CNTP|CSID|EREF|IBAN|ID|ISDT|KREF|MARF|NAME|ORDP|PREF|PURP|REMI|RTRN|SVCL|TRTP|ULTC|ULTD)\//g

/** `/EREF/.../NAME/.../REMI/...`; null when the text does not begin with such a code. */
const slashValues = (text: string): Mt940Information | null => {
  const codes = [...text.matchAll(slashCode)]
  if (codes[0]?.index !== 0) return null
  const details = codes.map((code, index): LineDetail => {
    const end = codes[index + 1]?.index ?? text.length
    return {
      code: code[1] ?? "",
      text: text
        .slice(code.index + code[0].length, end)
        .replace(/\/$/, "")
        .trim()
    }
  })
  const value = (code: string) => details.find((detail) => detail.code === code && detail.text !== "")?.text
  const [iban, , name] = (value("CNTP") ?? "").split("/")
  const remittance = (value("REMI") ?? "").replace(/^\/?(?:USTD\/\/|STRD\/CUR\/)/, "")
  return {
    label: remittance === "" ? text : remittance,
    postingText: value("TRTP") ?? "",
    name: filled(value("NAME") ?? name ?? ""),
    account: filled(value("IBAN") ?? iban ?? ""),
    values: new Map(
      [
        ["EREF", value("EREF")],
        ["KREF", value("PREF") ?? value("KREF")],
        ["MREF", value("MARF")],
        ["CRED", value("CSID")]
      ].flatMap(([code = "", found]) => (found === undefined || found === "" ? [] : [[code, found] as const]))
    ),
    details: details.filter((detail) => detail.text !== "")
  }
}

const freeText = (text: string): Mt940Information => {
  const values = keywordValues(text, [])
  const account = values.get("IBAN") ?? ""
  return {
    label: values.get("SVWZ") ?? (values.size > 1 ? (values.get("") ?? text) : text),
    postingText: "",
    name: null,
    account: Option.isSome(ibanOf(account)) ? account : null,
    values,
    details: text === "" ? [] : [{ code: "86", text }]
  }
}

/** Lines as one text. */
const unwrapped = (lines: ReadonlyArray<string>): string => joined(lines, fullLine).text

/** Parts put end to end: without a blank after a full part, with one after a shorter part. */
const joined = (parts: ReadonlyArray<string>, full: number) => {
  let text = ""
  let glue = ""
  const starts: Array<number> = []
  for (const part of parts) {
    if (part.trim() === "") continue
    text += glue
    starts.push(text.length)
    text += part
    glue = part.length >= full ? "" : " "
  }
  return { text: text.trimEnd(), starts }
}

const filled = (text: string): string | null => (text.trim() === "" ? null : text.trim().replace(/\s+/g, " "))
