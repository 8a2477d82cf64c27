import { Result, Schema } from "effect"
import type { StatusReason } from "../batches/PaymentBatch.ts"
import { elementAt, elementsNamed, textOf, type XmlElement, XmlRefused, xmlTree } from "./xmlTree.ts"

/** Why a status report is refused whole. */
export class StatusReportRefused extends Schema.TaggedError<StatusReportRefused>()(
  "StatusReportRefused",
  {
    fault: Schema.Literals([
      "empty",
      "too-large",
      "not-utf-8",
      "doctype",
      "malformed",
      "too-deep",
      "too-many-elements",
      "field-too-long",
      "not-pain.002",
      "incomplete"
    ]),
    line: Schema.NullOr(Schema.Int)
  },
  { httpApiStatus: 422 }
) {}

/** A status as a bank wrote it, with its reason. */
export interface ReportedStatus {
  readonly status: string | null
  readonly reason: StatusReason | null
}

/** What a customer payment status report (ISO 20022 pain.002) says. */
export interface StatusReport {
  readonly messageId: string
  readonly originalMessageId: string
  readonly group: ReportedStatus
  readonly batches: ReadonlyArray<
    ReportedStatus & {
      readonly paymentInformationId: string | null
      readonly payments: ReadonlyArray<ReportedStatus & { readonly endToEndId: string | null }>
    }
  >
}

const mostBytes = 8 * 1024 * 1024

/** Reads a pain.002 of any version in UTF-8, at most 8 MiB: the names of what is read are the same in all of them. */
export const pain002 = (bytes: Uint8Array): Result.Result<StatusReport, StatusReportRefused> => {
  if (bytes.length === 0) return refusal("empty")
  if (bytes.length > mostBytes) return refusal("too-large")
  const text = utf8Of(bytes)
  if (text === null) return refusal("not-utf-8")
  try {
    return reportOf(xmlTree(text))
  } catch (fault) {
    if (fault instanceof XmlRefused) return refusal(fault.fault, fault.line)
    throw fault
  }
}

const refusal = (fault: StatusReportRefused["fault"], line: number | null = null) =>
  Result.fail(new StatusReportRefused({ fault, line }))

/** The text of bytes that are UTF-8 and say nothing else of themselves; null of any others. */
const utf8Of = (bytes: Uint8Array): string | null => {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    const stated = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/u.exec(text)?.[1]
    return stated === undefined || /^(?:utf-8|us-ascii|ascii)$/iu.test(stated) ? text : null
  } catch (fault) {
    if (fault instanceof TypeError) return null
    throw fault
  }
}

const reportOf = (document: XmlElement): Result.Result<StatusReport, StatusReportRefused> => {
  const report = elementAt(document, "CstmrPmtStsRpt")
  if (report === undefined || !document.namespace.includes("pain.002.")) return refusal("not-pain.002")
  const messageId = textOf(report, "GrpHdr", "MsgId")
  const group = elementAt(report, "OrgnlGrpInfAndSts")
  const originalMessageId = group === undefined ? null : textOf(group, "OrgnlMsgId")
  if (messageId === null || group === undefined || originalMessageId === null) return refusal("incomplete")
  return Result.succeed({
    messageId,
    originalMessageId,
    group: statusOf(group, "GrpSts"),
    batches: elementsNamed(report, "OrgnlPmtInfAndSts").map((batch) => ({
      ...statusOf(batch, "PmtInfSts"),
      paymentInformationId: textOf(batch, "OrgnlPmtInfId"),
      payments: elementsNamed(batch, "TxInfAndSts").map((payment) => ({
        ...statusOf(payment, "TxSts"),
        endToEndId: textOf(payment, "OrgnlEndToEndId") ?? textOf(payment, "OrgnlInstrId")
      }))
    }))
  })
}

const statusOf = (of: XmlElement, status: string): ReportedStatus => {
  const [information] = elementsNamed(of, "StsRsnInf")
  const words = elementsNamed(of, "StsRsnInf").flatMap((one) =>
    elementsNamed(one, "AddtlInf").map(({ text }) => text)
  )
  const code = information === undefined ? null : textOf(information, "Rsn", "Cd")
  const own = information === undefined ? null : textOf(information, "Rsn", "Prtry")
  const text = [own, ...words]
    .filter((word) => word !== null && word !== "")
    .join(" ")
    .slice(0, 500)
  return {
    status: textOf(of, status),
    reason: code === null && text === "" ? null : { code, text: text === "" ? null : text }
  }
}
