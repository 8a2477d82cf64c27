import { Context, Layer } from "effect"
import type { PaymentControl } from "../../domain/finance/cards/model/index.ts"
import type { ProviderName } from "../../domain/finance/providers/model/index.ts"

/** How each issuer asks about payments of cards: every process that takes requests has all of them. */
export class PaymentControls extends Context.Service<
  PaymentControls,
  ReadonlyMap<ProviderName, PaymentControl>
>()("azals/ports/finance/PaymentControls") {
  static readonly layer = (controls: ReadonlyArray<PaymentControl>) =>
    Layer.succeed(PaymentControls, new Map(controls.map((control) => [control.provider, control])))
}
