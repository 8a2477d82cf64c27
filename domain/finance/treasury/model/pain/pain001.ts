import { Result } from "effect"
import type { LocalDate } from "../../../../shared/LocalDate.ts"
import { amountOf, EUR, money } from "../../../../shared/Money.ts"
import type { BatchPayment } from "../batches/PaymentBatch.ts"
import { TextNotWritable } from "../batches/errors.ts"
import type { TransferFormat } from "../TreasuryAccount.ts"
import { sepaText } from "./sepaText.ts"

/** What a credit transfer message says. */
export interface TransferMessage {
  readonly format: TransferFormat
  /** At most 35 characters of the SEPA set, ours: a status report names it. */
  readonly messageId: string
  /** `2026-11-23T12:05:00Z`. */
  readonly createdAt: string
  readonly executionDate: LocalDate
  readonly debtor: { readonly name: string; readonly iban: string; readonly bic: string | null }
  readonly batchBooking: boolean
  readonly payments: ReadonlyArray<Pick<BatchPayment, "amount" | "id" | "payee" | "reference">>
}

/** How a bank names a payment of ours when it reports on it. */
export const endToEndIdOf = (id: string): string => id.replaceAll("-", "")

/**
 * CustomerCreditTransferInitiation (ISO 20022 pain.001.001.03 or .09) for SEPA credit transfers in euros: one payment
 * information, service level SEPA, charges shared. The debtor's bank is NOTPROVIDED where its BIC is not known.
 */
export const pain001 = (message: TransferMessage): Result.Result<string, TextNotWritable> =>
  Result.gen(function* () {
    const { debtor, messageId, payments } = message
    const name = yield* written(debtor.name, 70)
    const transfers: Array<string> = []
    for (const payment of payments) transfers.push(yield* transferOf(message.format, payment))
    const sum = amountOf(
      money(
        payments.reduce((total, { amount }) => total + amount.minor, 0n),
        EUR
      )
    )
    const counted = el("NbOfTxs", String(payments.length)) + el("CtrlSum", sum)
    const header = el("MsgId", messageId) + el("CreDtTm", message.createdAt) + counted
    const document =
      el("GrpHdr", header + el("InitgPty", el("Nm", name))) +
      el("PmtInf", paymentInformation(message, name, counted) + transfers.join(""))
    return (
      `<?xml version="1.0" encoding="UTF-8"?>\n` +
      `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${message.format}">` +
      `${el("CstmrCdtTrfInitn", document)}</Document>\n`
    )
  })

const paymentInformation = (
  { batchBooking, debtor, executionDate, format, messageId }: TransferMessage,
  name: string,
  counted: string
): string =>
  el("PmtInfId", messageId) +
  el("PmtMtd", "TRF") +
  el("BtchBookg", String(batchBooking)) +
  counted +
  el("PmtTpInf", el("SvcLvl", el("Cd", "SEPA"))) +
  el("ReqdExctnDt", format === "pain.001.001.03" ? executionDate : el("Dt", executionDate)) +
  el("Dbtr", el("Nm", name)) +
  el("DbtrAcct", el("Id", el("IBAN", debtor.iban))) +
  el("DbtrAgt", agent(format, debtor.bic)) +
  el("ChrgBr", "SLEV")

const transferOf = (
  format: TransferFormat,
  { amount, id, payee, reference }: TransferMessage["payments"][number]
): Result.Result<string, TextNotWritable> =>
  Result.gen(function* () {
    const name = yield* written(payee.name, 70)
    const remittance = yield* written(reference, 140)
    const reported = endToEndIdOf(id)
    return el(
      "CdtTrfTxInf",
      el("PmtId", el("InstrId", reported) + el("EndToEndId", reported)) +
        el("Amt", `<InstdAmt Ccy="${amount.currency}">${amountOf(amount)}</InstdAmt>`) +
        (payee.bic === undefined ? "" : el("CdtrAgt", agent(format, payee.bic))) +
        el("Cdtr", el("Nm", name)) +
        el("CdtrAcct", el("Id", el("IBAN", payee.iban))) +
        el("RmtInf", el("Ustrd", remittance))
    )
  })

const agent = (format: TransferFormat, bic: string | null): string =>
  el(
    "FinInstnId",
    bic === null
      ? el("Othr", el("Id", "NOTPROVIDED"))
      : el(format === "pain.001.001.03" ? "BIC" : "BICFI", bic)
  )

const written = (text: string, longest: number): Result.Result<string, TextNotWritable> => {
  const plain = sepaText(text, longest)
  return plain === ""
    ? Result.fail(new TextNotWritable({ text }))
    : Result.succeed(plain.replaceAll("'", "&apos;"))
}

const el = (name: string, content: string): string => `<${name}>${content}</${name}>`
