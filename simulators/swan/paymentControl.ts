import { Result, Schema } from "effect"
import { fromMinor, toMinor } from "../../domain/shared/Money.ts"
import type { AskedAuthorisation, AuthorisationInput } from "./cardPayments.ts"
import type { SimulatedCard } from "./SimulatedCard.ts"
import type { SwanState } from "./SwanState.ts"

/** How long Swan waits for the answer in Live: it is fixed there. */
const patience = 1_500

/** An authorisation is held for ten days. */
const holdDays = 10

/**
 * Puts an authorisation to the project's payment control, as Swan does: the whole amount where there is none. Answers
 * how much is approved. Without an answer in time, the answer that the project has declared stands: here, a refusal.
 */
export const askControl = async (
  { control, projectId }: SwanState,
  card: SimulatedCard,
  asked: AskedAuthorisation,
  input: AuthorisationInput
): Promise<bigint | "no-answer" | "refused"> => {
  if (control === null) return asked.minor
  try {
    const answer = await fetch(control.url, {
      method: "POST",
      headers: { "content-type": "application/json", "x-swan": "present", "x-swan-secret": control.secret },
      body: questionOf(projectId, card, asked, input),
      signal: AbortSignal.timeout(patience)
    })
    return answer.ok ? approvedOf(await answer.text(), asked.minor) : "no-answer"
  } catch {
    return "no-answer"
  }
}

const Answer = Schema.fromJsonString(
  Schema.Struct({
    accepted: Schema.Boolean,
    partialAuthorizationAmountValue: Schema.optionalKey(Schema.Number)
  })
)

const approvedOf = (text: string, asked: bigint) => {
  const read = Schema.decodeUnknownResult(Answer)(text)
  if (Result.isFailure(read)) return "no-answer"
  const { accepted, partialAuthorizationAmountValue: part } = read.success
  if (!accepted) return "refused"
  return part === undefined ? asked : Result.getOrElse(toMinor(String(part), 2), () => asked)
}

/** Amounts are JSON numbers there. */
const questionOf = (
  projectId: string,
  card: SimulatedCard,
  { accountId, card: { category, merchant, original }, id, minor, paymentId }: AskedAuthorisation,
  {
    allowsPartialAuthorization = false,
    authorizationType = "Classic",
    operationType = "Payment"
  }: AuthorisationInput
) => {
  const at = Date.now()
  const words = JSON.stringify({
    timeoutAt: new Date(at + patience).toISOString(),
    transactionId: id,
    paymentId,
    accountId,
    cardId: card.id,
    dateTime: new Date(at).toISOString(),
    expirationDateTime: at + holdDays * 86_400_000,
    originalAmountCurrency: original.currency,
    amountCurrency: "EUR",
    merchantId: merchant.id,
    terminalId: "SWAN01",
    merchantCategoryCode: merchant.code,
    merchantName: merchant.name,
    merchantCity: merchant.city,
    merchantCountry: merchant.country,
    projectId,
    transactionCategory: category,
    authorizationType,
    allowsPartialAuthorization,
    operationType
  })
  return `${words.slice(0, -1)},"originalAmountValue":${original.value},"amountValue":${fromMinor(minor, 2)}}`
}
