import { DateTime, Effect, Option } from "effect"
import type { BankingProvider } from "../../../../ports/finance/BankingProvider.ts"
import { BankFeed } from "../../../../ports/finance/BankFeed.ts"
import { ProviderAccounts } from "../../../../ports/finance/ProviderAccounts.ts"
import { ProviderConnections } from "../../../../ports/finance/ProviderConnections.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { jobHandler } from "../../../platform/jobs/model/index.ts"
import { requestJob } from "../../../platform/jobs/usecases/index.ts"
import { LocalDate } from "../../../shared/LocalDate.ts"
import type { ConnectionId, OpenConnection } from "../../providers/model/index.ts"
import { openConnection } from "../../providers/usecases/index.ts"
import {
  type FedAccount,
  type ProvidedAccount,
  type ProviderAccount,
  syncAccountsKind
} from "../model/index.ts"
import { bankingOf } from "./bankingOf.ts"
import { readAccount } from "./findAccount.ts"
import { keepPage } from "./keepPage.ts"
import { notRead } from "./syncFailures.ts"

/** Asks for a reading of the accounts of a connection; the worker makes it. */
export const requestSync = Effect.fn("banking.requestSync")(function* (connectionId: ConnectionId) {
  const { write } = yield* UnitOfWork
  const connections = yield* ProviderConnections
  return yield* write(
    Effect.gen(function* () {
      yield* connections.find(connectionId)
      return { jobId: yield* requestJob(syncAccountsKind, { connectionId }) }
    })
  )
})

/**
 * The work of `banking.sync-accounts`: accounts as they are, then what changed on each since it was read last. Accounts
 * that files feed are read, get no lines, and are named in the result.
 */
export const syncAccounts = jobHandler(syncAccountsKind, ({ connectionId }) =>
  Effect.gen(function* () {
    const { feedsOf } = yield* BankFeed
    const connection = yield* openConnection(connectionId, "asking")
    const banking = yield* bankingOf(connection)
    const accounts = yield* banking.accounts(connection)
    let changed = 0
    const elsewhere: Array<ReturnType<typeof fedByFiles>> = []
    for (const account of accounts) {
      const { bankAccountId, transactions } = yield* syncAccount(banking, connection, account)
      changed += transactions
      const [fed] = yield* feedsOf(bankAccountId === null ? [] : [bankAccountId])
      if (fed?.feed?.source === "files") elsewhere.push(fedByFiles(fed))
    }
    return { accounts: accounts.length, transactions: changed, fedElsewhere: elsewhere }
  }).pipe(Effect.mapError(notRead))
)

const syncAccount = Effect.fnUntraced(function* (
  banking: BankingProvider,
  connection: OpenConnection,
  account: ProvidedAccount
) {
  const { write } = yield* UnitOfWork
  const { keepBalance } = yield* ProviderAccounts
  const seen = yield* write(yield* readAccount(banking, connection, account))
  const changed = yield* readChanges(banking, connection, seen)
  const { balances, bankAccountId } = seen
  if (balances !== null && bankAccountId !== null) {
    const today = LocalDate.make(DateTime.formatIsoDate(yield* DateTime.now))
    yield* write(keepBalance(bankAccountId, today, balances.booked.minor, balances.booked.currency))
  }
  return { bankAccountId, transactions: changed }
})

/** An account whose movements were read and made no line, and what a person can do about it. */
const fedByFiles = ({ id, label }: FedAccount) => ({
  bankAccountId: id,
  fr: `Le compte ${label} est alimenté par des fichiers de relevés : aucune ligne n'est ajoutée. Pour changer, PATCH /v2/banking/accounts/${id} avec feed.`,
  en: `The account ${label} is fed by statement files: no line is added. To change it, PATCH /v2/banking/accounts/${id} with feed.`
})

/** Pages are read outside any unit of work and written one by one: a worker that dies goes on behind the last one. */
const readChanges = Effect.fnUntraced(function* (
  banking: BankingProvider,
  connection: OpenConnection,
  account: ProviderAccount
) {
  const overlap = Option.map(Option.fromNullishOr(account.readUntil), DateTime.subtract({ seconds: 1 }))
  let [after, changed] = [Option.none<string>(), 0]
  for (;;) {
    const page = yield* banking.transactions(connection, {
      accountReference: account.reference,
      updatedSince: overlap,
      after,
      limit: 100
    })
    changed += yield* keepPage(
      connection.provider,
      account,
      page.transactions,
      page.transactions.at(-1)?.updatedAt ?? null
    )
    if (Option.isNone(page.next)) return changed
    after = page.next
  }
})
