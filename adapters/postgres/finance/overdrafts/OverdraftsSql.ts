import { Effect, Layer } from "effect"
import { Overdrafts } from "../../../../ports/finance/Overdrafts.ts"
import { TenantSql } from "../../TenantSql.ts"
import { addBooking, booking, bookings, bookingsAfter, usurious } from "./overdraftBookings.ts"
import { addOverdraft, overdraft, overdrafts, terminate } from "./overdrafts.ts"
import { addThreshold, changeThreshold, threshold, thresholds } from "./usuryThresholds.ts"

export const overdraftsLayer = Layer.effect(
  Overdrafts,
  Effect.map(TenantSql, ({ statements }) =>
    Overdrafts.of({
      add: (id, given) => statements((unit) => addOverdraft(unit, id, given)),
      overdraft: (id, hold) => statements((unit) => overdraft(unit, id, hold)),
      overdrafts: (after, limit) => statements((unit) => overdrafts(unit, after, limit)),
      terminate: (id, on) => statements((unit) => terminate(unit, id, on)),
      addBooking: (given) => statements((unit) => addBooking(unit, given)),
      booking: (id) => statements((unit) => booking(unit, id)),
      bookings: (id) => statements((unit) => bookings(unit, id)),
      bookingsAfter: (id, after, limit) => statements((unit) => bookingsAfter(unit, id, after, limit)),
      usurious: (quarter) => statements((unit) => usurious(unit, quarter)),
      addThreshold: (id, given) => statements((unit) => addThreshold(unit, id, given)),
      changeThreshold: (id, version, told) => statements((unit) => changeThreshold(unit, id, version, told)),
      threshold: (id) => statements((unit) => threshold(unit, id)),
      thresholds: (after, limit) => statements((unit) => thresholds(unit, after, limit))
    })
  )
)
