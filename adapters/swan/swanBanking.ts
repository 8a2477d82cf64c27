import type { Capability } from "../../domain/finance/providers/model/index.ts"
import type { BankingProvider } from "../../ports/finance/BankingProvider.ts"
import { swanDefinition } from "./definition.ts"
import { swanAccountParts } from "./swanAccountParts.ts"
import { swanAccounts } from "./swanAccounts.ts"
import type { SwanClient } from "./swanClient.ts"
import { swanMandates } from "./swanMandates.ts"
import { swanMembers } from "./swanMembers.ts"
import { swanOnboardings } from "./swanOnboardings.ts"
import { swanTransactions } from "./swanTransactions.ts"
import { swanStatements } from "./swanStatements.ts"
import { swanStandingOrders } from "./swanStandingOrders.ts"
import { swanVirtualIbans } from "./swanVirtualIbans.ts"
import { swanTransferBatches } from "./swanTransferBatches.ts"
import { swanTransfers } from "./swanTransfers.ts"

/** The banking port over Swan. Reading is the project's; what moves money is in the name of the connection's user. */
export const swanBanking = (client: SwanClient): BankingProvider => ({
  capabilities: bankingCapabilities(),
  ...swanAccounts(client),
  ...swanAccountParts(client),
  ...swanTransactions(client),
  ...swanTransfers(client),
  ...swanTransferBatches(client),
  ...swanMandates(client),
  ...swanMembers(client),
  ...swanOnboardings(client),
  ...swanStandingOrders(client),
  ...swanStatements(client),
  ...swanVirtualIbans(client)
})

const bankingCapabilities = (): BankingProvider["capabilities"] => {
  const isBanking = (name: Capability): name is Capability & `banking.${string}` =>
    name.startsWith("banking.")
  return new Set([...swanDefinition.capabilities].filter(isBanking))
}
