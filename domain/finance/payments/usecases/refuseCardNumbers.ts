import { Effect } from "effect"
import { holdsCardNumber } from "../../../shared/CardNumber.ts"
import { CardNumberRefused } from "../../../shared/errors.ts"

/** Refuses texts that hold a card number, whoever calls: nothing of them is kept. */
export const refuseCardNumbers = (...texts: ReadonlyArray<string | undefined>) =>
  texts.some((text) => text !== undefined && holdsCardNumber(text))
    ? Effect.fail(new CardNumberRefused({ place: "body" }))
    : Effect.void
