import type { AccountStatementFormat } from "./AccountStatement.ts"

/** The media type under which a document of each format is kept. */
export const documentTypes: Readonly<Record<AccountStatementFormat, string>> = {
  PDF: "application/pdf",
  CSV: "text/csv; charset=utf-8"
}

/**
 * Whether bytes are a document of the format: what their sender calls them must not say otherwise, and a PDF begins as
 * one (ISO 32000-2, 7.5.2), a CSV is UTF-8 text with a separator that is no markup.
 */
export const documentFits = (
  format: AccountStatementFormat,
  contentType: string | null,
  bytes: Uint8Array
): boolean => {
  const said = contentType === null || /^(?:application|binary)\/octet-stream$/u.test(contentType)
  if (!said && !saidAs[format].includes(contentType)) return false
  return format === "PDF" ? startsAsPdf(bytes) : isTable(bytes)
}

const saidAs: Readonly<Record<AccountStatementFormat, ReadonlyArray<string | null>>> = {
  PDF: ["application/pdf"],
  CSV: ["text/csv", "application/csv", "text/plain"]
}

const startsAsPdf = (bytes: Uint8Array) =>
  [0x25, 0x50, 0x44, 0x46, 0x2d].every((byte, index) => bytes[index] === byte)

const isTable = (bytes: Uint8Array): boolean => {
  const text = textOf(bytes)
  return text !== undefined && !text.includes("\0") && !/^\s*</u.test(text) && /[;,\t]/u.test(text)
}

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
