import { Effect, Layer } from "effect"
import { Financings } from "../../../../ports/finance/Financings.ts"
import { TenantSql } from "../../TenantSql.ts"
import {
  addAdvance,
  advance,
  advanceCalled,
  advanceOn,
  advances,
  livingAdvances,
  setAdvance
} from "./advances.ts"
import {
  addInvoice,
  invoice,
  invoiceCalled,
  invoices,
  livingInvoices,
  presenting,
  restateInvoice,
  setInvoice
} from "./financedInvoices.ts"
import { journal, journalEnd, journalOf, keepEvents, setPosting } from "./journalEvents.ts"

export const financingsLayer = Layer.effect(
  Financings,
  Effect.map(TenantSql, ({ statements }) =>
    Financings.of({
      addInvoice: (given) => statements((unit) => addInvoice(unit, given)),
      invoice: (id, hold) => statements((unit) => invoice(unit, id, hold)),
      invoiceCalled: (connectionId, reference) =>
        statements((unit) => invoiceCalled(unit, connectionId, reference)),
      presenting: (connectionId, number) => statements((unit) => presenting(unit, connectionId, number)),
      invoices: (wanted) => statements((unit) => invoices(unit, wanted)),
      setInvoice: (id, change) => statements((unit) => setInvoice(unit, id, change)),
      restateInvoice: (id, correction) => statements((unit) => restateInvoice(unit, id, correction)),
      advanceOn: (id) => statements((unit) => advanceOn(unit, id)),
      addAdvance: (id, given) => statements((unit) => addAdvance(unit, id, given)),
      advance: (id, hold) => statements((unit) => advance(unit, id, hold)),
      advances: (wanted) => statements((unit) => advances(unit, wanted)),
      setAdvance: (id, change) => statements((unit) => setAdvance(unit, id, change)),
      advanceCalled: (connectionId, reference) =>
        statements((unit) => advanceCalled(unit, connectionId, reference)),
      living: (connectionId) =>
        statements((unit) =>
          Effect.all({
            advances: livingAdvances(unit, connectionId),
            invoices: livingInvoices(unit, connectionId)
          })
        ),
      journalEnd: (connectionId) => statements((unit) => journalEnd(unit, connectionId)),
      keepEvents: (connectionId, events) => statements((unit) => keepEvents(unit, connectionId, events)),
      journal: (wanted) => statements((unit) => journal(unit, wanted)),
      journalOf: (connectionId, reference) => statements((unit) => journalOf(unit, connectionId, reference)),
      setPosting: (id, posting, obstacle) => statements((unit) => setPosting(unit, id, posting, obstacle))
    })
  )
)
