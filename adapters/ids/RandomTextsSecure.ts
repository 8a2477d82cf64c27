import { Effect, Layer, Redacted } from "effect"
import { RandomTexts } from "../../ports/platform/RandomTexts.ts"

export const randomTextsLayer = Layer.sync(RandomTexts, () =>
  RandomTexts.of({
    url: Effect.sync(() =>
      Redacted.make(draw().replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""))
    ),
    base64: Effect.sync(() => Redacted.make(draw()))
  })
)

const draw = () => btoa(String.fromCodePoint(...crypto.getRandomValues(new Uint8Array(32))))
