import { DateTime, Effect, Option, Result } from "effect"
import type { BankingProvider } from "../../../../ports/finance/BankingProvider.ts"
import { BankFeed } from "../../../../ports/finance/BankFeed.ts"
import { ProviderAccounts } from "../../../../ports/finance/ProviderAccounts.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { LocalDate } from "../../../shared/LocalDate.ts"
import type { AskFailure, OpenConnection } from "../../providers/model/index.ts"
import {
  authenticationNotice,
  type FedAccount,
  type ProvidedAccount,
  type ProviderAccount
} from "../model/index.ts"
import { bankingOf } from "./bankingOf.ts"
import { readAccount } from "./findAccount.ts"
import { keepPage } from "./keepPage.ts"
import { readOnboardings } from "./onboarding/onboardingNow.ts"
import { readStandingOrders } from "./standing/standingOrderNow.ts"
import { readWaiting } from "./requests/readWaiting.ts"

/**
 * Reads the accounts of a connection as they are, then what changed on each since it was read last. Accounts that files
 * feed get no lines, and are named; so are those that want strong authentication. One that cannot be read keeps none of
 * the others back: the first failure is the answer, after them.
 */
export const readConnection = Effect.fn("banking.readConnection")(function* (connection: OpenConnection) {
  const { feedsOf } = yield* BankFeed
  const banking = yield* bankingOf(connection)
  const accounts = yield* banking.accounts(connection)
  let changed = 0
  let failure: AskFailure | undefined
  const elsewhere: Array<ReturnType<typeof fedByFiles>> = []
  const authentication: Array<ReturnType<typeof wantsAuthentication>> = []
  for (const account of accounts) {
    const ended = yield* Effect.result(syncAccount(banking, connection, account))
    if (Result.isFailure(ended)) {
      failure ??= ended.failure
      continue
    }
    const { seen, transactions } = ended.success
    changed += transactions
    const [fed] = yield* feedsOf(seen.bankAccountId === null ? [] : [seen.bankAccountId])
    if (fed?.feed?.source === "files") elsewhere.push(fedByFiles(fed))
    if (account.newMovementsNeedAuthentication) authentication.push(wantsAuthentication(seen))
  }
  if (failure !== undefined) return yield* Effect.fail(failure)
  yield* readWaiting(banking, connection)
  yield* readStandingOrders(banking, connection)
  yield* readOnboardings(banking, connection)
  return {
    accounts: accounts.length,
    transactions: changed,
    fedElsewhere: elsewhere,
    authenticationNeeded: authentication
  }
})

const syncAccount = Effect.fnUntraced(function* (
  banking: BankingProvider,
  connection: OpenConnection,
  account: ProvidedAccount
) {
  const { write } = yield* UnitOfWork
  const { keepBalance } = yield* ProviderAccounts
  const seen = yield* write(yield* readAccount(banking, connection, account))
  const transactions = yield* readChanges(banking, connection, seen)
  const { balances, bankAccountId } = seen
  if (balances !== null && bankAccountId !== null) {
    const today = LocalDate.make(DateTime.formatIsoDate(yield* DateTime.now))
    yield* write(keepBalance(bankAccountId, today, balances.booked.minor, balances.booked.currency))
  }
  return { seen, transactions }
})

/** An account whose movements were read and made no line, and what a person can do about it. */
const fedByFiles = ({ id, label }: FedAccount) => ({
  bankAccountId: id,
  fr: `Le compte ${label} est alimenté par des fichiers de relevés : aucune ligne n'est ajoutée. Pour changer, PATCH /v2/banking/accounts/${id} avec feed.`,
  en: `The account ${label} is fed by statement files: no line is added. To change it, PATCH /v2/banking/accounts/${id} with feed.`
})

const wantsAuthentication = ({ id }: ProviderAccount) => ({
  providerAccountId: id,
  ...authenticationNotice
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
