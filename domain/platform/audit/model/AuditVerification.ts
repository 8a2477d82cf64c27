import { Schema } from "effect"
import { firstBroken, type LinkVerdict } from "../../../shared/HashChain.ts"
import type { Texts } from "../../../shared/Language.ts"

const Reason = Schema.Literals(["changed", "missing", "truncated", "head"])
type Reason = typeof Reason.Type

/** What is wrong at the first broken place of a chain. */
export const AuditBreak = Schema.Struct({
  seq: Schema.Int,
  reason: Reason.annotate({
    description:
      "changed: the entry does not carry its hash; missing: an entry is gone; truncated: the last ones are gone; " +
      "head: the chain does not end as it was left"
  }),
  fr: Schema.String,
  en: Schema.String
}).annotate({ identifier: "AuditBreak" })
type AuditBreak = typeof AuditBreak.Type

const Link = Schema.Struct({ seq: Schema.Int, hash: Schema.String })

const fields = {
  valid: Schema.Boolean,
  checked: Schema.Int.annotate({ description: "Entries read", examples: [42] }),
  from: Schema.Int.annotate({ description: "The first entry that was to be verified", examples: [1] }),
  to: Schema.Int.annotate({ description: "The last one that holds", examples: [42] }),
  head: Link.annotate({ description: "The end of the chain as the company left it" }),
  firstBroken: Schema.optionalKey(AuditBreak)
}

const example = {
  valid: true,
  checked: 42,
  from: 1,
  to: 42,
  head: { seq: 42, hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" }
}

/**
 * The chain, recomputed. Who keeps `head` somewhere else can show later that nothing before it was rewritten: the
 * service itself cannot rule out that somebody with every right over the database rewrote the whole chain, or cut off
 * its end and set the head back.
 */
export const TrailVerification = Schema.Struct(fields).annotate({
  identifier: "TrailVerification",
  examples: [example]
})
export type TrailVerification = typeof TrailVerification.Type

/** The same for the entries of one request; `nextCursor` says where to go on, and is null at the end. */
export const AuditVerification = Schema.Struct({
  ...fields,
  nextCursor: Schema.NullOr(Schema.String)
}).annotate({ identifier: "AuditVerification", examples: [{ ...example, nextCursor: null }] })

/** The entry behind which a verification goes on, and its hash; null: the stored one is taken. */
export const AuditCursor = Schema.Struct({ seq: Schema.Int, hash: Schema.NullOr(Schema.String) })
export type AuditCursor = typeof AuditCursor.Type

/** The end of a chain: what the head says, and the last entry that is there. */
export const AuditHead = Schema.Struct({ seq: Schema.Int, hash: Schema.String, lastSeq: Schema.Int })
export type AuditHead = typeof AuditHead.Type

/** A walk along the chain, as it can be kept between two ranges; it ends at `head` or at the first break. */
export const AuditWalk = Schema.Struct({
  head: AuditHead,
  from: Schema.Int,
  at: AuditCursor,
  checked: Schema.Int,
  broken: Schema.NullOr(AuditBreak)
})
export type AuditWalk = typeof AuditWalk.Type

/** A walk that begins behind an entry, and goes to the end or to an entry before it. */
export const auditWalkOf = (head: AuditHead, after: AuditCursor): AuditWalk => ({
  head,
  from: after.seq + 1,
  at: after,
  checked: 0,
  broken: null
})

/** The walk after the entries up to `to`. Entries that came after the head was read are not looked at. */
export const auditWalked = (walk: AuditWalk, to: number, verdict: LinkVerdict): AuditWalk => {
  const found = firstBroken(verdict) ?? (to === walk.head.seq ? endOf(walk.head, verdict) : undefined)
  const checked = walk.checked + verdict.entries
  if (found === undefined) return { ...walk, checked, at: { seq: to, hash: verdict.lastHash } }
  const { number, reason } = found
  const kind: Reason = reason === "missing" && number > walk.head.lastSeq ? "truncated" : reason
  return {
    ...walk,
    checked,
    at: { seq: number - 1, hash: null },
    broken: { seq: number, reason: kind, ...breakTexts(number, kind) }
  }
}

/** What a walk shows by now. */
export const auditVerificationOf = ({ at, broken, checked, from, head }: AuditWalk): TrailVerification => ({
  valid: broken === null,
  checked,
  from,
  to: at.seq,
  head: { seq: head.seq, hash: head.hash },
  ...(broken === null ? {} : { firstBroken: broken })
})

const endOf = ({ hash, lastSeq, seq }: AuditHead, { lastHash }: LinkVerdict) => {
  if (lastSeq > seq) return { number: seq + 1, reason: "head" as const }
  return lastHash !== null && lastHash !== hash ? { number: seq, reason: "head" as const } : undefined
}

const breakTexts = (seq: number, reason: Reason): Texts => ({
  fr: `Entrée ${seq} du journal d'audit : ${texts[reason].fr}.`,
  en: `Entry ${seq} of the audit trail: ${texts[reason].en}.`
})

const texts: Readonly<Record<Reason, Texts>> = {
  changed: { fr: "elle ne porte plus son empreinte", en: "it does not carry its hash any more" },
  missing: { fr: "elle a disparu", en: "it is gone" },
  truncated: { fr: "elle et les suivantes ont disparu", en: "it and those after it are gone" },
  head: { fr: "la chaîne ne finit pas comme elle a été laissée", en: "the chain does not end as it was left" }
}
