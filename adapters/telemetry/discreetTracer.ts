import { Cause, Exit, Predicate, Tracer } from "effect"
import { redacted } from "./redacted.ts"

/**
 * The same tracer, whose spans say nothing of what was worked on: texts are redacted, and of an error only its name is
 * kept, since its message may quote a row or what somebody sent. The message is in the logs, under the request's id.
 */
export const discreetTracer = (tracer: Tracer.Tracer): Tracer.Tracer =>
  Tracer.make({
    ...tracer,
    span: (options) => {
      const span = tracer.span(options)
      const attribute = span.attribute.bind(span)
      const end = span.end.bind(span)
      const event = span.event.bind(span)
      span.attribute = (key, value) => attribute(key, textRedacted(value))
      span.event = (name, at, attributes) =>
        event(
          redacted(name),
          at,
          attributes && Object.fromEntries(Object.entries(attributes).map(([k, v]) => [k, textRedacted(v)]))
        )
      span.end = (at, exit) => end(at, namesOnly(exit))
      return span
    }
  })

const textRedacted = (value: unknown) => (typeof value === "string" ? redacted(value) : value)

const namesOnly = (exit: Exit.Exit<unknown, unknown>): Exit.Exit<unknown, unknown> =>
  Exit.isSuccess(exit) || Cause.hasInterruptsOnly(exit.cause)
    ? exit
    : Exit.die(new Nameless(nameOf(Cause.squash(exit.cause))))

/** An error that is nothing but a name: no message, no stack. */
class Nameless extends Error {
  override readonly name: string
  override readonly stack: string
  constructor(name: string) {
    super(name)
    this.name = name
    this.stack = name
  }
}

/** `NotFound`, `SqlError UniqueViolation`, `TypeError`: names that the code gives, never a value. */
const nameOf = (error: unknown): string => {
  const own = tagOf(error) ?? (error instanceof Error ? error.constructor.name : typeof error)
  const reason = Predicate.hasProperty(error, "reason") ? tagOf(error.reason) : undefined
  return reason === undefined ? own : `${own} ${reason}`
}

const tagOf = (value: unknown): string | undefined =>
  Predicate.hasProperty(value, "_tag") && typeof value._tag === "string" ? value._tag : undefined
