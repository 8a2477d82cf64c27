import { dailyBalances, type ValueDatedMoves } from "../../../banking/model/index.ts"
import type { Period } from "./KnownAccount.ts"

/** The balance at the end of each day of a period that lies in what was told; fails where a day is covered by no statement. */
export const balancesIn = (told: ValueDatedMoves, { from, to }: Period) => {
  const earlier = told.moves.filter(({ on }) => on < from).reduce((sum, { minor }) => sum + minor, 0n)
  return dailyBalances({
    ...told,
    from,
    to,
    before: told.before === null ? null : told.before + earlier,
    moves: told.moves.filter(({ on }) => on >= from && on <= to)
  })
}
