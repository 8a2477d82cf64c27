import type { TransferOrder, TransferOrderLine } from "../../domain/finance/banking/model/index.ts"
import type { IntentId } from "../../domain/finance/providers/model/index.ts"
import { backWith } from "./backWith.ts"
import { startOfDay, swanAmount } from "./swanValues.ts"

/**
 * What `initiateCreditTransfers` is given. The key is Swan's idempotency and stands in the way back from the consent; each
 * line carries our name of it, which comes back with its movements.
 */
export const inputOf = (
  { accountReference, consentReturnUrl }: Pick<TransferOrder, "accountReference" | "consentReturnUrl">,
  lines: ReadonlyArray<TransferOrderLine>,
  key: IntentId
) => ({
  accountId: accountReference,
  consentRedirectUrl: backWith("transfer", consentReturnUrl, key),
  idempotencyKey: key,
  creditTransfers: lines.map(lineOf)
})

const modes = {
  regular: "Regular",
  instant: "InstantWithoutFallback",
  "instant-or-regular": "InstantWithFallback"
} as const satisfies Record<TransferOrder["speed"], string>

const lineOf = ({ payee: { account, name }, ...line }: TransferOrderLine) => ({
  amount: swanAmount(line.amount),
  label: line.label,
  reference: line.endToEndReference,
  externalReference: line.lineReference,
  ...(line.executionDate === null ? {} : { requestedExecutionAt: startOfDay(line.executionDate) }),
  ...(line.payeeCheckToken === null ? {} : { beneficiaryVerificationToken: line.payeeCheckToken }),
  ...(line.route === "internal"
    ? { swanAccountBeneficiary: { accountNumber: account, name, save: false } }
    : { mode: modes[line.speed], sepaBeneficiary: { iban: account, name } })
})
