import { Schema } from "effect"

/**
 * What goes wrong with the next requests. `before`: nothing has happened at the provider; `after`: the effect has taken
 * place and the answer is lost or altered. `within` limits it to requests whose address or body holds that text.
 */
export const Fault = Schema.Struct({
  when: Schema.Literals(["before", "after"]),
  what: Schema.Union([
    Schema.Struct({ kind: Schema.Literal("cut") }),
    Schema.Struct({ kind: Schema.Literal("silence") }),
    Schema.Struct({ kind: Schema.Literal("malformed") }),
    Schema.Struct({ kind: Schema.Literal("delay"), milliseconds: Schema.Int }),
    Schema.Struct({
      kind: Schema.Literal("status"),
      status: Schema.Int,
      retryAfterSeconds: Schema.optionalKey(Schema.Int)
    }),
    Schema.Struct({ kind: Schema.Literal("replace"), find: Schema.NonEmptyString, by: Schema.String })
  ]),
  within: Schema.optionalKey(Schema.String),
  times: Schema.Int.check(Schema.isGreaterThan(0))
})
export type Fault = typeof Fault.Type

/** What goes wrong with this request, counted down; none when nothing is planned for it. */
export const takeFault = (planned: Array<Fault>, address: string, body: string): Fault | undefined => {
  const index = planned.findIndex(({ within = "" }) => address.includes(within) || body.includes(within))
  const found = planned[index]
  if (found === undefined) return undefined
  if (found.times > 1) planned[index] = { ...found, times: found.times - 1 }
  else planned.splice(index, 1)
  return found
}
