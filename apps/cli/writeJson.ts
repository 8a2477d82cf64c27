import { Effect } from "effect"

/** One JSON document on stdout, written out before the command ends. */
export const writeJson = (document: unknown) =>
  Effect.callback<void>((resume) => {
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`, () => resume(Effect.void))
  })
