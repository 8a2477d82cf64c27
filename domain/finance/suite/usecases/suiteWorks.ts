import { processWork } from "../../../platform/processes/model/index.ts"
import { advanceInvoice, collect, pay, payCheckedLate } from "../model/index.ts"
import { offerStep, paidStep, reconciledStep, validateStep } from "./advanceWaits.ts"
import { checkStep } from "./checkStep.ts"
import { orderLateStep, orderStep } from "./orderStep.ts"
import { bookedStep, consentStep, paidPostedStep, reviewPayment } from "./payWaits.ts"
import { postedStep } from "./postedStep.ts"
import { presentStep } from "./presentStep.ts"
import { requestStep } from "./requestStep.ts"
import { reviewAdvance } from "./reviewAdvance.ts"
import { reviewCollection } from "./reviewCollection.ts"
import { takeStep } from "./takeStep.ts"

const collectWork = processWork(collect, { take: takeStep, posted: postedStep }, reviewCollection)

const advanceWork = processWork(
  advanceInvoice,
  {
    present: presentStep,
    request: requestStep,
    offer: offerStep,
    validate: validateStep,
    paid: paidStep,
    reconciled: reconciledStep
  },
  reviewAdvance
)

const paid = { consent: consentStep, booked: bookedStep, posted: paidPostedStep }

const payWork = processWork(pay, { check: checkStep, order: orderStep, ...paid }, reviewPayment)

const payCheckedLateWork = processWork(payCheckedLate, { order: orderLateStep, ...paid }, reviewPayment)

/** What a worker does for each process of the suite. A new process is one line here. */
export const suiteWorks = [collectWork, advanceWork, payWork, payCheckedLateWork] as const
