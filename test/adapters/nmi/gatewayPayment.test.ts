import { assert, it } from "@effect/vitest"
import { Effect, Exit } from "effect"
import { gatewayPayments } from "../../../adapters/nmi/gatewayPayment.ts"
import { elementOf } from "../../../adapters/nmi/queryAnswer.ts"
import { EUR } from "../../../domain/shared/Money.ts"

const read = (amount: string) => {
  const xml = `<transaction><transaction_id>7</transaction_id><condition>complete</condition>
    <action><action_type>refund</action_type><amount>${amount}</amount><success>1</success></action></transaction>`
  const element = elementOf(xml)
  return gatewayPayments(element === undefined ? [] : [element], EUR)
}

it.effect.each([
  ["49.99", 4999n],
  ["-49.99", 4999n],
  ["", 0n]
] as const)("an amount that stands as '%s' is %d cents", ([text, minor]) =>
  Effect.map(read(text), ([payment]) =>
    assert.deepStrictEqual(
      payment?.actions.map(({ amount }) => amount.minor),
      [minor]
    )
  )
)

it.effect.each(["49,99", "1e3", "forty", "49.999", "NaN"])(
  "'%s' is no amount, and its answer none: it is not taken for nothing",
  (text) =>
    Effect.map(Effect.exit(read(text)), (exit) =>
      assert.include(Exit.isFailure(exit) ? String(exit.cause) : "", "ProviderUnavailable")
    )
)
