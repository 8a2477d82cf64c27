import { Effect, Option } from "effect"
import { BankFeed } from "../../../../../ports/finance/BankFeed.ts"
import type { EntryLine, PostedEntry } from "../../../accounting/model/index.ts"
import { BankAccountNotInEntry, type BankLine } from "../../model/index.ts"
import { postBankLine } from "../postBankLine.ts"

/**
 * The entry of a movement that has a bank line: the one that a person posted it by; where the line waits on 471, the one
 * that takes it from there to `counterpart`; else the one that `post` makes, which the line is then marked with.
 */
export const entryOnLine = Effect.fnUntraced(function* <E, R>(
  found: Option.Option<BankLine>,
  counterpart: Pick<EntryLine, "account" | "party"> | undefined,
  post: Effect.Effect<PostedEntry, E, R>
) {
  const feed = yield* BankFeed
  const line = Option.getOrUndefined(found)
  if (line?.state === "posted") return line.entryId
  if (line?.state === "suspense" && counterpart !== undefined) {
    const { account, party } = counterpart
    const posted = yield* postBankLine(line.id, line.version, {
      account,
      ...(party === undefined ? {} : { party })
    })
    return posted.entryId
  }
  const entry = yield* post
  if (line !== undefined && line.status === "booked") {
    const { ledgerAccount } = yield* feed.account(line.bankAccountId)
    if (ledgerAccount !== null && entry.lines.every(({ account }) => account !== ledgerAccount)) {
      return yield* new BankAccountNotInEntry({ ledgerAccount })
    }
    yield* feed.mark(line.id, line.version, "posted", entry.id)
  }
  return entry.id
})
