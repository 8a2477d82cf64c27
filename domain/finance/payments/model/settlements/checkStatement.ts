import { Result } from "effect"
import { type Money, money } from "../../../../shared/Money.ts"
import { SettlementUnmatched, StatementDoesNotAdd } from "./errors.ts"
import type { SettlementBatch, SettlementLine, SettlementStatement } from "./SettlementBatch.ts"

/**
 * Whether a statement is one of this batch: every transaction is a payment of ours and together they are its gross,
 * which is the net with the fees. Nothing of another shop of the account is ever taken off our clearing account.
 */
export const checkStatement = (
  { gross, id }: Pick<SettlementBatch, "gross" | "id">,
  lines: ReadonlyArray<SettlementLine>,
  { fees, feesVat, net }: Pick<SettlementStatement, "fees" | "feesVat" | "net">
): Result.Result<Money, SettlementUnmatched | StatementDoesNotAdd> => {
  const unknown = lines.filter(({ amount }) => amount === null).map((line) => line.gatewayReference)
  const currency = gross?.currency ?? net.currency
  const known = money(
    lines.reduce((sum, { amount }) => sum + (amount?.minor ?? 0n), 0n),
    currency
  )
  const isOther = lines.some(({ amount }) => amount !== null && amount.currency !== currency)
  if (gross === null || unknown.length > 0 || isOther || known.minor !== gross.minor) {
    return Result.fail(
      new SettlementUnmatched({ settlementBatchId: id, gross, known, unknown: unknown.slice(0, 50) })
    )
  }
  const stated = net.minor + fees.minor + feesVat.minor
  return net.currency === gross.currency && stated === gross.minor && fees.minor >= 0n && feesVat.minor >= 0n
    ? Result.succeed(gross)
    : Result.fail(new StatementDoesNotAdd({ gross, stated: money(stated, net.currency) }))
}
