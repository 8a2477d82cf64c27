import { Effect } from "effect"
import type { BankingProvider } from "../../../../ports/finance/BankingProvider.ts"
import type { OpenConnection } from "../../providers/model/index.ts"
import type { ProvidedAccount, ProviderAccountContent } from "../model/index.ts"

/** What there is to know of an account: itself, and what belongs to it where the institution shows it. */
export const contentOf = Effect.fnUntraced(function* (
  banking: BankingProvider,
  connection: OpenConnection,
  { balances, reference, ...account }: ProvidedAccount
) {
  const { capabilities } = banking
  const virtualIbans = capabilities.has("banking.virtual-ibans")
    ? yield* banking.virtualIbans(connection, reference)
    : []
  const mandates = capabilities.has("banking.mandates") ? yield* banking.mandates(connection, reference) : []
  const statements = capabilities.has("banking.statements")
    ? yield* banking.statements(connection, reference)
    : []
  const members = yield* banking.members(connection, reference)
  return {
    ...account,
    members,
    balances: balances === null ? null : { ...balances, agree: agree(balances) },
    virtualIbans,
    mandates,
    statements
  } satisfies ProviderAccountContent
})

const agree = ({ available, booked, pending, reserved }: NonNullable<ProvidedAccount["balances"]>) =>
  available.minor === booked.minor + pending.minor - reserved.minor
