import { Result, Schema } from "effect"
import { FileId } from "../../../platform/files/model/index.ts"
import { EUR } from "../../../shared/Money.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { InvoiceNotReady } from "./errors.ts"
import { invoiceRules, KeptInvoice, NewFinancedInvoice } from "./FinancedInvoice.ts"

export const InvoiceDraftId = Uuid.pipe(Schema.brand("InvoiceDraftId"))
export type InvoiceDraftId = typeof InvoiceDraftId.Type

const whole = NewFinancedInvoice.fields

const parts = {
  connectionId: Schema.optionalKey(whole.connectionId),
  number: Schema.optionalKey(whole.number),
  seller: Schema.optionalKey(whole.seller),
  buyer: Schema.optionalKey(whole.buyer),
  customer: whole.customer,
  issuedOn: Schema.optionalKey(whole.issuedOn),
  dueOn: Schema.optionalKey(whole.dueOn),
  net: Schema.optionalKey(whole.net),
  vat: Schema.optionalKey(whole.vat),
  total: Schema.optionalKey(whole.total)
}

const example = {
  number: "F-2026-001",
  buyer: { scheme: "siren", number: "552100554", name: "Grand Chantier SA" },
  total: { minor: 48_000n, currency: EUR }
} as const

/** As much of an invoice as is known yet. A document that is not given is the one that was given before. */
export const InvoiceDraftContent = Schema.Struct({
  ...parts,
  document: Schema.optionalKey(whole.document)
}).annotate({ identifier: "InvoiceDraftContent", examples: [example] })
export type InvoiceDraftContent = typeof InvoiceDraftContent.Type

/** An invoice that is being prepared: nothing of it has left. */
export const InvoiceDraft = Schema.Struct({
  id: InvoiceDraftId,
  content: Schema.Struct(parts),
  documentId: Schema.NullOr(FileId),
  version: Schema.Int
}).annotate({
  identifier: "InvoiceDraft",
  examples: [
    {
      id: InvoiceDraftId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a61"),
      content: example,
      documentId: null,
      version: 1
    }
  ]
})
export type InvoiceDraft = typeof InvoiceDraft.Type

/** The invoice that a draft has become, or everything that it lacks and that is wrong with it, together. */
export const readyInvoice = ({
  content,
  documentId
}: InvoiceDraft): Result.Result<KeptInvoice, InvoiceNotReady> => {
  const wrong = brokenRules(content)
  const candidate = { ...content, documentId }
  if (isWhole(candidate) && wrong.length === 0) return Result.succeed(candidate)
  const missing = [
    ...required.filter((name) => content[name] === undefined),
    ...(documentId === null ? ["document"] : [])
  ]
  return Result.fail(new InvoiceNotReady({ missing, wrong }))
}

const isWhole = Schema.is(KeptInvoice)

const required = [
  "connectionId",
  "number",
  "seller",
  "buyer",
  "issuedOn",
  "dueOn",
  "net",
  "vat",
  "total"
] as const satisfies ReadonlyArray<keyof InvoiceDraft["content"]>

/** Of the rules of every invoice, those that what is known already breaks. */
const brokenRules = ({ dueOn, issuedOn, net, total, vat }: InvoiceDraft["content"]) => {
  const wrong: Array<InvoiceNotReady["wrong"][number]> = []
  if (net && vat && total && !invoiceRules.sums({ net, vat, total })) wrong.push("sums")
  if (total && !invoiceRules.total({ total })) wrong.push("total")
  if (issuedOn && dueOn && !invoiceRules.dates({ issuedOn, dueOn })) wrong.push("dates")
  return wrong
}
