import type { LocalDate } from "../../../../shared/LocalDate.ts"
import type { ProvidedTransaction } from "./ProvidedAccount.ts"

/** A movement as a line of the bank account. `key` is the same in every state, so that it is one line. */
export interface ProvidedLine {
  readonly key: string
  readonly reference: string
  readonly status: "booked" | "pending"
  readonly bookingDate: LocalDate
  readonly valueDate: LocalDate | null
  readonly minor: bigint
  readonly currency: string
  readonly label: string
  readonly endToEnd: string | null
  readonly mandate: string | null
  readonly virtualIban: string | null
  readonly counterparty: ProvidedTransaction["counterparty"]
  readonly bankCode: string
  readonly reversal: boolean
}

/** The lines that movements make, and the keys of the pending lines that they end. A booked line is never among these. */
export const linesOf = (
  provider: string,
  transactions: ReadonlyArray<ProvidedTransaction>,
  today: LocalDate
): { readonly lines: ReadonlyArray<ProvidedLine>; readonly gone: ReadonlyArray<string> } => {
  const lines = transactions.flatMap((transaction) => lineOf(provider, transaction, today))
  const gone = transactions.flatMap(({ originReference, reference, state }) => {
    if (state.is === "booked") return originReference === null ? [] : [lineKeyOf(provider, originReference)]
    return withoutMoney.has(state.is) ? [lineKeyOf(provider, reference)] : []
  })
  return { lines, gone }
}

export const lineKeyOf = (provider: string, reference: string) => JSON.stringify([provider, reference])

const withoutMoney = new Set<ProvidedTransaction["state"]["is"]>([
  "cancelled",
  "rejected",
  "released",
  "settled"
])

const lineOf = (
  provider: string,
  transaction: ProvidedTransaction,
  today: LocalDate
): ReadonlyArray<ProvidedLine> => {
  const { amount, bookingDate, counterparty, direction, executionDate, kind, state } = transaction
  if (state.is !== "booked" && state.is !== "pending") return []
  return [
    {
      key: lineKeyOf(provider, transaction.reference),
      reference: transaction.reference,
      status: state.is,
      bookingDate: bookingDate ?? executionDate ?? today,
      valueDate: transaction.valueDate,
      minor: direction === "in" ? amount.minor : -amount.minor,
      currency: amount.currency,
      label: transaction.label === "" ? counterparty.name : transaction.label,
      endToEnd: transaction.endToEndReference,
      mandate: transaction.mandateReference,
      virtualIban: transaction.virtualIbanReference ?? null,
      counterparty,
      bankCode: kind.word,
      reversal: transaction.isReturn
    }
  ]
}
