import { noReferences, type References } from "../ParsedStatement.ts"
import { all, at, type CamtElement, textAt } from "./camtElements.ts"

/** The references of a line: its own transaction's, and the bank's reference of the entry. */
export const camtReferences = (entry: CamtElement, transaction: CamtElement | null): References => {
  const refs = transaction === null ? null : at(transaction, "Refs")
  return {
    ...noReferences,
    endToEnd: given(textAt(refs, "EndToEndId")),
    bank: given(textAt(refs, "AcctSvcrRef")) ?? given(textAt(entry, "AcctSvcrRef")),
    customer: given(textAt(refs, "InstrId")),
    mandate: given(textAt(refs, "MndtId")),
    transaction: given(textAt(refs, "TxId")) ?? given(textAt(refs, "UETR")),
    cheque: given(textAt(refs, "ChqNb")),
    entry: given(textAt(entry, "NtryRef"))
  }
}

/** The reference a person would quote: the structured creditor reference, else the end-to-end id. */
export const quotedReference = (transaction: CamtElement | null, references: References): string | null => {
  const remittance = transaction === null ? null : at(transaction, "RmtInf")
  const structured = all(remittance, "Strd")
    .map((strd) => textAt(strd, "CdtrRefInf", "Ref") ?? textAt(strd, "CdtrRefInf", "CdtrRef"))
    .find((text) => text !== null)
  return structured ?? references.endToEnd
}

const given = (text: string | null): string | null =>
  text === null || /^(?:NOTPROVIDED|NONREF)$/i.test(text) ? null : text
