import { Result } from "effect"
import type { CurrencyCode } from "../../../../shared/Money.ts"
import { type Money, money } from "../../../../shared/Money.ts"
import type { AccountCode } from "../books/Account.ts"
import type { LineId } from "../ledger/Entry.ts"
import { LetteringUnbalanced, LinesDoNotMatch, MoreThanOpen } from "./errors.ts"
import type { LetteredPart, NewLettering } from "./Lettering.ts"

/** A line of the books and what is still open of it, in the books' currency and in its own. */
export interface OpenLine {
  readonly lineId: LineId
  readonly account: AccountCode
  readonly party: string | null
  readonly side: "debit" | "credit"
  readonly open: Money
  readonly openForeign: Money | null
}

export interface Match {
  readonly account: AccountCode
  readonly party: string | null
  readonly parts: ReadonlyArray<LetteredPart>
  /** Every line is settled to the cent. */
  readonly full: boolean
  /**
   * Debit parts less credit parts in the books' currency: not zero only where the lines settle each other in their own
   * currency. Above zero the company lost by the exchange rate on a debit account's line, and so on.
   */
  readonly difference: Money
}

export type MatchRefusal = LetteringUnbalanced | LinesDoNotMatch | MoreThanOpen

/** Whether the lines settle each other, and with how much of each. */
export const matchLines = (
  request: NewLettering["lines"],
  lines: ReadonlyArray<OpenLine>,
  currency: CurrencyCode
): Result.Result<Match, MatchRefusal> =>
  Result.gen(function* () {
    const [first] = lines
    if (first === undefined) return yield* Result.fail(new LinesDoNotMatch({ reason: "one-side" }))
    yield* sameKind(request, first, lines)
    const foreign = sharedForeign(lines)
    const parts: Array<LetteredPart> = []
    let full = true
    for (const line of lines) {
      const asked = request.find(({ lineId }) => lineId === line.lineId)?.amount
      const part = yield* partOf(line, asked, foreign)
      parts.push(part)
      full &&= part.amount.minor === line.open.minor
    }
    const balance = (amount: (part: LetteredPart) => bigint) =>
      parts.reduce((sum, part) => sum + (part.side === "debit" ? amount(part) : -amount(part)), 0n)
    const unit = foreign ?? currency
    const inUnit = (part: LetteredPart) =>
      foreign === undefined ? part.amount.minor : (part.foreign?.minor ?? 0n)
    if (balance(inUnit) !== 0n) {
      const sideSum = (side: string) =>
        money(
          parts.filter((part) => part.side === side).reduce((sum, part) => sum + inUnit(part), 0n),
          unit
        )
      return yield* Result.fail(
        new LetteringUnbalanced({ debit: sideSum("debit"), credit: sideSum("credit") })
      )
    }
    const difference = money(
      balance(({ amount }) => amount.minor),
      currency
    )
    return { account: first.account, party: first.party, parts, full, difference }
  })

const sameKind = (
  request: NewLettering["lines"],
  first: OpenLine,
  lines: ReadonlyArray<OpenLine>
): Result.Result<void, LinesDoNotMatch> => {
  const refuse = (reason: LinesDoNotMatch["reason"]) => Result.fail(new LinesDoNotMatch({ reason }))
  if (new Set(request.map(({ lineId }) => lineId)).size !== request.length) return refuse("repeated-line")
  if (lines.some(({ account }) => account !== first.account)) return refuse("accounts")
  if (lines.some(({ party }) => party !== first.party)) return refuse("parties")
  if (lines.every(({ side }) => side === first.side)) return refuse("one-side")
  return Result.void
}

/** The currency that all lines have beside the books' one: then they are settled in it. */
const sharedForeign = (lines: ReadonlyArray<OpenLine>): CurrencyCode | undefined => {
  const foreign = lines[0]?.openForeign?.currency
  return lines.every(({ openForeign }) => openForeign?.currency === foreign) ? foreign : undefined
}

const partOf = (
  line: OpenLine,
  asked: Money | undefined,
  foreign: CurrencyCode | undefined
): Result.Result<LetteredPart, MoreThanOpen | LinesDoNotMatch> => {
  const { lineId, open, openForeign, side } = line
  const whole = foreign !== undefined && openForeign !== null ? openForeign : open
  if (asked !== undefined && asked.currency !== whole.currency) {
    return Result.fail(new LinesDoNotMatch({ reason: "currencies" }))
  }
  const taken = asked?.minor ?? whole.minor
  if (taken <= 0n || taken > whole.minor) return Result.fail(new MoreThanOpen({ lineId, open: whole }))
  // A part of a foreign amount takes its share of the books' amount; the last part takes what is left to the cent.
  const share = taken === whole.minor ? open.minor : (open.minor * taken) / whole.minor
  return Result.succeed({
    lineId,
    side,
    amount: money(foreign === undefined ? taken : share, open.currency),
    foreign:
      foreign === undefined
        ? openForeign === null
          ? null
          : shareOf(openForeign, taken, open)
        : money(taken, foreign)
  })
}

/** Of the foreign amount, what goes with a part of the books' amount; all that is left with the last part. */
const shareOf = (openForeign: Money, taken: bigint, open: Money): Money =>
  money(
    taken === open.minor ? openForeign.minor : (openForeign.minor * taken) / open.minor,
    openForeign.currency
  )
