import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import {
  Month,
  NewOverdraft,
  NewUsuryThreshold,
  Overdraft,
  OverdraftBooking,
  OverdraftBookingId,
  OverdraftDay,
  OverdraftId,
  OverdraftPosition,
  UsuryThreshold,
  UsuryThresholdId
} from "../../../domain/finance/financing/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, Money } from "../../../domain/shared/Money.ts"
import { Credential } from "../contract/Credential.ts"
import {
  AlreadyExistsProblem,
  IllegalTransitionProblem,
  NotFoundProblem,
  VersionConflictProblem
} from "../contract/errors.ts"
import { Page, PageQuery } from "../contract/pages.ts"
import { Requires, UpdateHeaders, WriteHeaders } from "../contract/rules.ts"
import { entryProblems } from "./accounting.problems.ts"
import { letteringProblems } from "./lettering.problems.ts"
import {
  BankDaysNotCoveredProblem,
  OverdraftBookingNotReversibleProblem,
  OverdraftDayNotOverProblem,
  OverdraftDayOutsideProblem,
  OverdraftInOtherCurrencyProblem,
  OverdraftOverlapsProblem,
  OverdraftPeriodNotNextProblem
} from "./overdrafts.problems.ts"
import { EventDiffersProblem, mappingProblems } from "./posting.problems.ts"

const created = HttpApiSchema.status(201)
const params = { overdraftId: OverdraftId }
const on = LocalDate.annotate({ examples: [LocalDate.make("2026-03-31")] })

const charges = Money.check(
  Schema.makeFilter(({ minor }) => minor >= 0n || "an amount of zero or more")
).annotate({
  description: "What the bank took beside the interest, such as commissions; zero where nothing",
  examples: [{ minor: 1_200n, currency: EUR }]
})

const BookedMonth = Schema.Struct({ month: Month, charges }).annotate({
  identifier: "OverdraftMonthBooked",
  examples: [{ month: "2026-02", charges: { minor: 1_200n, currency: EUR } }]
})

const Terminated = Schema.Struct({ on, charges }).annotate({
  identifier: "OverdraftTerminated",
  examples: [{ on: LocalDate.make("2026-03-31"), charges: { minor: 0n, currency: EUR } }]
})

const Reversed = Schema.Struct({ on }).annotate({
  identifier: "OverdraftBookingReversed",
  examples: [{ on: LocalDate.make("2026-03-31") }]
})

const { rate, source } = NewUsuryThreshold.fields
const Correction = Schema.Struct({ rate, source }).annotate({
  identifier: "UsuryThresholdChange",
  examples: [{ rate: "0.1653", source: "Banque de France, seuils de l'usure, 1er trimestre 2026" }]
})

const Days = Schema.Struct({ days: Schema.Array(OverdraftDay) }).annotate({ identifier: "OverdraftDays" })

const readProblems = [
  NotFoundProblem,
  BankDaysNotCoveredProblem,
  OverdraftDayNotOverProblem,
  OverdraftDayOutsideProblem
] as const

const bookingProblems = [
  ...entryProblems,
  ...mappingProblems,
  AlreadyExistsProblem,
  BankDaysNotCoveredProblem,
  EventDiffersProblem,
  NotFoundProblem,
  OverdraftDayNotOverProblem,
  OverdraftInOtherCurrencyProblem,
  OverdraftPeriodNotNextProblem
] as const

export class OverdraftsApi extends HttpApiGroup.make("overdrafts")
  .add(
    HttpApiEndpoint.post("registerOverdraft", "/credit/overdrafts", {
      headers: WriteHeaders,
      payload: NewOverdraft,
      success: Overdraft.pipe(created),
      error: [NotFoundProblem, OverdraftInOtherCurrencyProblem, OverdraftOverlapsProblem]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Register the overdraft that a bank grants on an account"),
    HttpApiEndpoint.get("overdrafts", "/credit/overdrafts", {
      query: PageQuery,
      success: Page(Overdraft)
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "List the overdrafts, newest first"),
    HttpApiEndpoint.get("overdraft", "/credit/overdrafts/:overdraftId", {
      params,
      success: Overdraft,
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "One overdraft and its terms"),
    HttpApiEndpoint.get("overdraftPosition", "/credit/overdrafts/:overdraftId/position", {
      params,
      query: { on },
      success: OverdraftPosition,
      error: readProblems
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "What is drawn at the end of a day, and the interest that is not booked"),
    HttpApiEndpoint.get("overdraftDays", "/credit/overdrafts/:overdraftId/days", {
      params,
      query: { month: Month },
      success: Days,
      error: readProblems
    })
      .annotate(Requires, "financing:read")
      .annotate(
        OpenApi.Summary,
        "The days of a month: balance by value date, what is drawn, and exact interest"
      ),
    HttpApiEndpoint.get("overdraftBookings", "/credit/overdrafts/:overdraftId/bookings", {
      params,
      query: PageQuery,
      success: Page(OverdraftBooking),
      error: NotFoundProblem
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "What was booked of an overdraft, oldest first, with its effective rate"),
    HttpApiEndpoint.post("bookOverdraft", "/credit/overdrafts/:overdraftId/bookings", {
      params,
      headers: WriteHeaders,
      payload: BookedMonth,
      success: OverdraftBooking.pipe(created),
      error: bookingProblems
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Book the interest of the next month that is over, and its entry"),
    HttpApiEndpoint.post("terminateOverdraft", "/credit/overdrafts/:overdraftId/terminate", {
      params,
      headers: UpdateHeaders,
      payload: Terminated,
      success: Overdraft,
      error: [...bookingProblems, IllegalTransitionProblem, VersionConflictProblem]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "End an overdraft with its last day, and book what is left"),
    HttpApiEndpoint.post(
      "reverseOverdraftBooking",
      "/credit/overdraft-bookings/:overdraftBookingId/reverse",
      {
        params: { overdraftBookingId: OverdraftBookingId },
        headers: WriteHeaders,
        payload: Reversed,
        success: OverdraftBooking.pipe(created),
        error: [
          ...entryProblems,
          ...letteringProblems,
          AlreadyExistsProblem,
          IllegalTransitionProblem,
          NotFoundProblem,
          OverdraftBookingNotReversibleProblem
        ]
      }
    )
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Reverse the latest booking of an overdraft, and its entry"),
    HttpApiEndpoint.get("usuryThresholds", "/credit/usury-thresholds", {
      query: PageQuery,
      success: Page(UsuryThreshold)
    })
      .annotate(Requires, "financing:read")
      .annotate(OpenApi.Summary, "The thresholds of usury that the company entered, latest quarter first"),
    HttpApiEndpoint.post("addUsuryThreshold", "/credit/usury-thresholds", {
      headers: WriteHeaders,
      payload: NewUsuryThreshold,
      success: UsuryThreshold.pipe(created),
      error: AlreadyExistsProblem
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Enter the threshold that was published for overdrafts of businesses"),
    HttpApiEndpoint.patch("changeUsuryThreshold", "/credit/usury-thresholds/:usuryThresholdId", {
      params: { usuryThresholdId: UsuryThresholdId },
      headers: UpdateHeaders,
      payload: Correction,
      success: UsuryThreshold,
      error: [NotFoundProblem, VersionConflictProblem]
    })
      .annotate(Requires, "financing:write")
      .annotate(OpenApi.Summary, "Correct a threshold")
  )
  .middleware(Credential)
  .annotate(OpenApi.Title, "Overdrafts")
  .annotate(
    OpenApi.Description,
    "Overdrafts that banks grant on the company's accounts: daily interest from the balances by value date, monthly " +
      "bookings, and the effective rate by the method of numbers (Code de la consommation R. 314-7). Posting rules are " +
      "written for the event credit.overdraft_interest, whose items are the products INTEREST and CHARGES"
  ) {}
